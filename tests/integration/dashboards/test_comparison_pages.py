"""The pages on providers and wijken: a name only beyond the outer limit, alphabet, no small count, nobody in an uneven group.

What belongs here: what these two pages show and hide. Not here: rules of every page (test_pages.py), limits and verdicts (integration).
"""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

NAMES = {"beyond": "Buitenbeen Zorg (voorbeeld)", "inside": "Zorg Aan Zee (voorbeeld)", "between": "Middenweg (voorbeeld)"}


def chart(page, ident: str) -> dict:
    figure = next(e for e in page.all("figure") if e.attrs["id"] == ident)
    return json.loads(next(e.text for e in page.all("script") if figure in e.parents))


def of(pages: list, site: Path, name: str):
    return next(p for p in pages if p.path == site / name)


def lines(site: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((site / f"csv/{name}.csv").read_text(encoding="utf-8-sig")), delimiter=";"))


def test_the_chart_names_only_who_lies_beyond_the_outer_limit(site: Path, pages: list):
    found = chart(of(pages, site, "aanbieders.html"), "trechter-aanbieder-0119-wmo-verbeteren")
    text = json.dumps(found, ensure_ascii=False)
    assert NAMES["beyond"] in text
    assert NAMES["inside"] not in text and NAMES["between"] not in text
    assert len(found["points"]) == 3  # the provider of 7 people is not drawn
    assert sum("Zonder naam" in point["t"] for point in found["points"]) == 2


def test_the_limits_of_the_chart_are_those_of_the_mart(site: Path, pages: list):
    found = chart(of(pages, site, "aanbieders.html"), "trechter-aanbieder-0119-wmo-verbeteren")["data"]
    assert found[0]["x"] == [150, 300, 400]
    assert found[0]["y"] == [13.6, 15.5, 16.1] and found[3]["y"] == [30.1, 27.1, 26.2]


def test_the_table_is_alphabetical_and_hides_who_is_under_ten(site: Path):
    rows = lines(site, "trechter-aanbieder-0119-wmo-verbeteren")
    assert [row["Naam"] for row in rows] == sorted(row["Naam"] for row in rows)
    small = next(row for row in rows if row["Naam"].startswith("Klein Begin"))
    assert "te_weinig" in small["status"] and not any(
        small[name] for name in ("Twee keer gemeten", "Deel twee keer gemeten", "Doel gehaald")
    )


def test_a_second_unit_is_hidden_when_the_total_would_give_a_small_one_away(build: Callable, rows: dict):
    """Nothing but the four providers in the group: with the total and three of them the one of 7 people would follow."""
    for model in rows["mart_vergelijking_model"]:
        if model["gemeentecode"] == "0119":
            model |= {"paren_n": 857, "doel_gehaald_n": 241}
    found = lines(build(rows, "aanbieders.html"), "trechter-aanbieder-0119-wmo-verbeteren")
    assert {row["Naam"].split()[0]: row["Twee keer gemeten"] for row in found} == {
        "Buitenbeen": "300",
        "Klein": "",
        "Middenweg": "",
        "Zorg": "400",
    }


def test_where_groups_are_uneven_no_unit_is_pointed_at_and_the_page_says_why(site: Path, pages: list):
    page = of(pages, site, "wijken.html")
    assert "De groepen zijn waarschijnlijk niet gelijk. We wijzen dan niemand aan." in page.visible
    assert {row["Oordeel"] for row in lines(site, "rups-wijk-0917-wmo-verbeteren")} == {"niet aangewezen"}
    marks = chart(page, "rups-wijk-0917-wmo-verbeteren")["data"][2]["marker"]["symbol"]
    assert set(marks) == {"circle"}


def test_wijken_stand_in_alphabetical_order_whatever_their_result(build: Callable, rows: dict):
    wijken = [row for row in rows["mart_vergelijking"] if row["eenheidsoort"] == "wijk" and row["gemeentecode"] == "0119"]
    for row, share in zip(wijken, (30.0, 10.0, 50.0, 20.0, 40.0, 0.0), strict=True):
        row |= {"doel_gehaald_pct": share, "gecorrigeerd_pct": share if row["reden_code"] is None else None}
    found = [row["Naam"] for row in lines(build(rows, "wijken.html"), "rups-wijk-0119-wmo-verbeteren")]
    assert found == sorted(found) and len(found) == 6


def test_a_refused_comparison_says_what_was_missing(site: Path, pages: list):
    page = of(pages, site, "aanbieders.html")
    assert "te weinig metingen voor een eerlijke vergelijking" in page.visible
    assert "er is geen eerlijke vergelijking voor deze groep" in page.visible
    rows = {row["Groep"].split(",")[0]: row for row in lines(site, "modellen")}
    traits = ("eerste score", "leefgebieden met score 1 of 2", "leeftijd", "hoe iemand binnenkwam", "hoe lang de hulp duurde")
    assert rows["Meppel"]["Gecorrigeerd voor"] == ", ".join(traits)
    assert rows["Meppel"]["Metingen per kenmerk"] == "20,8"
    assert rows["Alphen aan den Rijn"]["Manier van vergelijken"] == "niet vergeleken"


def test_the_calibration_stands_beside_the_model(site: Path):
    rows = lines(site, "ijking")
    assert len(rows) == 10
    assert [rows[-1][name] for name in ("Twee keer gemeten", "Verwacht bij deze inwoners", "Doel gehaald")] == ["90", "32,8", "32,2"]


def test_nobody_compared_gives_a_sentence_and_no_badge(build: Callable, rows: dict):
    for row in rows["mart_vergelijking"]:
        row |= {"oordeel_code": "niet_getoond", "reden_code": "geen_model", "gecorrigeerd_pct": None}
    text = (build(rows, "aanbieders.html") / "aanbieders.html").read_text(encoding="utf-8")
    assert "We kunnen aanbieders nog niet eerlijk vergelijken." in text
    assert "<figure" not in text
