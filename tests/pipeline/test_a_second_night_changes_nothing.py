import json
import re


def test_a_second_run_receives_and_parses_nothing(second_night):
    report = json.loads((second_night.var / "runs" / f"{second_night.made.name}.json").read_text())
    assert (report["ontvangen"], report["gelezen"]) == (0, 0)
    assert re.search(r"gelezen in deze run\s*│\s*0\s*│", second_night.finished.out)


def test_a_second_run_makes_a_new_release_whose_data_are_equal(night, second_night):
    assert second_night.made != night.made
    assert second_night.made.name > night.made.name
    compared = second_night.koers("releases", "diff", night.made.name, second_night.made.name)
    assert compared.code == 0, compared.out
    ((rows,),) = second_night.query("select sum(estimated_size) from duckdb_tables()", second_night.made)
    assert rows > 10_000


def test_a_second_run_makes_the_same_pages_but_for_the_moment_and_the_run(night, second_night):
    def pages(folder):
        text = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
        csv = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.csv")}
        return text | csv

    def numbers(page: str) -> list[str]:
        return re.findall(r'<data value="([^"]*)"', page)

    left, right = pages(night.made / "site"), pages(second_night.made / "site")
    assert left.keys() == right.keys()
    assert {name for name in left if numbers(left[name]) != numbers(right[name])} == set()
    assert {name for name in left if name.endswith(".csv") and left[name] != right[name]} == set()


def test_the_first_release_is_still_whole_and_can_be_put_back(night, second_night):
    shown = second_night.koers("releases", "show", night.made.name)
    assert shown.code == 0, shown.out
