"""The pages about time: control charts, tested words, events, and what may be said after a change of contract.

What belongs here: what these pages print, hide and refuse to say. Not here: how limits, words and designs come about
(integration/statistics).
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboards.passage import PASSED_AND_DIFFERENT
from dashboards.texts import TextError
from tests.integration.dashboards.test_sentences import language
from tests.unit.dashboards.language import CAUSE


def page(pages: list, name: str):
    return next(p for p in pages if p.path.name == name and p.path.parent.name != "en")


def figure(of, ident: str):
    return next(e for e in of.all("figure") if e.attrs["id"] == ident)


def chart(of, ident: str) -> dict:
    wanted = figure(of, ident)
    return json.loads(next(e.text for e in of.all("script") if wanted in e.parents))


def test_a_control_chart_has_its_limits_and_its_marks(pages: list):
    made = chart(page(pages, "gebruik-hrl-sb-2017.html"), "verloop-instroom-hrl-sb-2017")
    symbols = next(trace["marker"]["symbol"] for trace in made["data"] if "marker" in trace)
    assert symbols == ["circle"] * 11 + ["circle-open", "circle"]
    assert {value for value in made["data"][1]["y"] if value is not None} == {57.8}
    assert "buiten de grenzen" in figure(page(pages, "gebruik-hrl-sb-2017.html"), "verloop-instroom-hrl-sb-2017").text


def test_a_break_is_drawn_and_named_and_a_short_phase_is_called_provisional(pages: list):
    of = page(pages, "gebruik-ar-wmo-2015.html")
    made = chart(of, "verloop-instroom-ar-wmo-2015")
    assert [shape["x0"] for shape in made["layout"]["shapes"]] == [3.5]
    words = [word.strip() for trace in made["data"] for word in trace.get("text") or []]
    assert "start contract" in words
    assert "Voorlopig: er zijn minder dan 13 perioden." in figure(of, "verloop-instroom-ar-wmo-2015").text


def test_a_month_of_seven_people_hides_the_middle_of_its_phase_too(site: Path, pages: list):
    text = (site / "csv/verloop-instroom-mep-rk-2020.csv").read_text(encoding="utf-8-sig")
    assert "te_weinig" in text and "beschermd" in text
    assert "43" not in {cell for line in text.splitlines() for cell in line.split(";")[3:4]}
    assert "ze zouden een klein aantal verraden" in page(pages, "gebruik-mep-rk-2020.html").visible


def test_waiting_has_its_chart_per_contract_and_one_table_for_all_of_them(site: Path, pages: list):
    of = page(pages, "gebruik-hrl-sb-2017.html")
    made = chart(of, "verloop-melding-start-hrl-sb-2017")
    assert {value for value in made["data"][1]["y"] if value is not None} == {53.8}
    assert "Dagen van melding tot start" in figure(of, "verloop-melding-start-hrl-sb-2017").text
    # The last of fourteen months: 36 and 13 % 3 and 0.4 days. Who has a month of seven people gets no middle and no limits.
    told = {line.split(";")[0]: line.split(";")[2:6] for line in lines(site, "wachtverloop")}
    assert len(told) == 6
    assert told["Heerlen"] == told["Vlaardingen"] == ["37,4", "39", "23,8", "53,8"]
    assert told["Meppel"] == ["37,4", "", "", ""]
    assert told["Alphen aan den Rijn: Ondersteuning van volwassenen in de wijk"] == ["37,4", "39", "geen grens", "geen grens"]
    assert "Wordt het wachten langer of korter?" in page(pages, "bereik.html").visible


def lines(site: Path, name: str) -> list[str]:
    return (site / f"csv/{name}.csv").read_text(encoding="utf-8-sig").splitlines()[1:]


def test_a_direction_is_only_named_where_it_was_tested(site: Path):
    assert ["stijgt" in line and "Vlaardingen" in line for line in lines(site, "richting")] == [True] * 4
    for code in ("0484", "0917", "0119", "0622"):
        assert sum("stijgt" in line for line in lines(site, f"verloop-{code}")) == (4 if code == "0622" else 0)


def test_what_has_no_limits_says_so_and_each_municipality_is_one_jump_away(site: Path, pages: list):
    assert all(line.count("geen grens") == 2 for line in lines(site, "verloop-0484") if "inwoners met hulp" in line)
    of = page(pages, "verloop.html")
    found = {e.attrs["href"] for e in of.all("a") if e.attrs["href"].startswith("#verloop-")}
    assert found == {f"#verloop-{code}" for code in ("0484", "0917", "0119", "0622")}
    assert found <= {f"#{e.attrs['id']}" for e in of.all("section") if "id" in e.attrs}


def test_each_design_prints_its_assumptions_its_test_of_before_and_its_warning(pages: list):
    of = page(pages, "verloop.html")
    figures = {e.attrs["id"]: " ".join(e.text.split()) for e in of.all("figure")}
    assert set(figures) == {"rondom-1", "rondom-2", "rondom-3", "vergeleken"}
    for name in ("rondom-1", "rondom-2", "rondom-3"):
        for words in ("Toets op de tijd ervoor", "Toets op samenhang", "registratie", "Gebruikt zijn 12 perioden ervoor en 12 erna."):
            assert words in figures[name], (name, words)
    assert sum("de registratie veranderde mee" in text for name, text in figures.items() if name != "vergeleken") == 1
    assert sum("het was vooraf al anders" in text for name, text in figures.items() if name != "vergeleken") == 1
    assert "Dat klopt alleen als ze vooraf gelijk opliepen." in of.visible


def test_a_time_series_with_a_hidden_month_is_not_drawn_and_a_refusal_gives_its_reason(pages: list):
    of = page(pages, "verloop.html")
    assert "te weinig inwoners per maand om te tonen" in of.visible
    assert "te weinig perioden vóór de verandering" in of.visible


def test_what_comes_from_memory_says_so(pages: list):
    rows = {e.text.split("Landelijk")[0].strip(): e.text for e in page(pages, "verloop.html").all("tr") if "Landelijk" in e.text}
    assert "uit het geheugen" in rows["15 maart 2020"] and "met bron" in rows["1 januari 2025"]


def test_a_cause_is_named_only_within_a_design_that_passed_and_differs(pages: list, rows: dict, site: Path):
    """The page is searched as a reader sees it: every causal word lies inside a sentence that carries the cell of its design."""
    passed = {r["cell_id"] for r in rows["mart_beleidseffect"] if r["oordeel_code"] == PASSED_AND_DIFFERENT and r["is_geslaagd"]}
    assert len(passed) == 2
    seen = 0
    for one in pages:
        bound = [e for e in one.elements if "data-ontwerp" in e.attrs]
        assert {e.attrs["data-ontwerp"] for e in bound} <= passed
        inside = sum(len(re.findall(CAUSE[language(one)], e.text, re.I)) for e in bound)
        assert len(re.findall(CAUSE[language(one)], one.visible, re.I)) == inside, one.path
        seen += inside
    assert seen == 4  # both designs of Meppel, in two languages


@pytest.mark.parametrize("change", [{"is_geslaagd": False}, {"oordeel_code": "geslaagd_geen_verschil"}, {"oordeel_code": "vooraf_anders"}])
def test_without_a_passed_design_no_page_names_a_cause(build: Callable, rows: dict, change: dict):
    for row in rows["mart_beleidseffect"]:
        if row["oordeel_code"] == PASSED_AND_DIFFERENT:
            row |= change
    if "is_geslaagd" in change:
        with pytest.raises(TextError, match="did not pass its own tests"):
            build(rows, "verloop.html")
        return
    site = build(rows, "verloop.html")
    for path in (site / "verloop.html", site / "en/verloop.html"):
        assert not re.search(r"data-ontwerp|zorgde voor|made this", path.read_text(encoding="utf-8"))
