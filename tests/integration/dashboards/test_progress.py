"""The page of a contract on who is not in its results: trajectories that still run, and who lacks a second measurement.

What belongs here: those two tables and the parameters beside figures. Not here: measuring (dbt), rules of every page (test_pages.py).
"""

import csv
import io
from pathlib import Path

PLANS = {1: "ar-jgd-2018", 2: "ar-wmo-2015", 3: "hrl-sb-2017", 4: "mep-rk-2020"}


def lines(site: Path, contract: str) -> dict[str, dict[str, str]]:
    text = (site / f"csv/voortgang-{contract}.csv").read_text(encoding="utf-8-sig")
    return {row["Lopende trajecten"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def page(pages: list, site: Path, contract: str) -> str:
    return next(p for p in pages if p.path == site / f"contract-{contract}.html").visible


def test_above_the_floor_the_table_gives_shares_with_their_interval(site: Path, pages: list):
    rows = lines(site, PLANS[2])
    assert rows["Met een eerste meting en een meting onderweg"]["Aantal"] == "160"
    better = rows["Duidelijk vooruit, tot nu toe"]
    assert (better["Deel"], better["Deel (ondergrens)"], better["Deel (bovengrens)"]) == ("30", "23,4", "37,5")
    assert "Er is te weinig gemeten" not in page(pages, site, PLANS[2])


def test_under_the_floor_the_shares_give_way_to_the_bounds(site: Path, pages: list):
    rows = lines(site, PLANS[4])
    assert all(rows[name]["Deel"] == "" for name in ("Duidelijk vooruit, tot nu toe", "Duidelijk achteruit, tot nu toe"))
    # 21 of 329 better; with everybody unmeasured 21 + 259.
    assert "Van elke 100 gaat het bij minstens 6 en hoogstens 85 beter." in page(pages, site, PLANS[4])


def test_reasons_of_few_people_are_hidden_with_a_second_one(site: Path):
    rows = lines(site, PLANS[2])
    hidden = [name for name, row in rows.items() if row["Aantal"] == "" and "beschermd" in row["status"]]
    assert "te_weinig" in rows["Zonder meting onderweg"]["status"]
    assert hidden == ["Te weinig leefgebieden op beide momenten"]


def test_eight_measured_people_give_no_number_and_no_bound(site: Path, pages: list):
    rows = lines(site, PLANS[3])
    assert rows["Met een eerste meting en een meting onderweg"]["Aantal"] == ""
    assert {row["Deel"] for row in rows.values()} == {"", "niet van toepassing"}
    assert "Er is te weinig gemeten om een deel te tonen." in page(pages, site, PLANS[3])


def test_the_table_says_that_results_are_another_thing_and_from_when_progress_counts(site: Path, pages: list):
    text = page(pages, site, PLANS[4])
    assert "Dit staat los van de resultaten hierboven. Die gaan over hulp die is gestopt." in text
    assert "Een meting onderweg telt vanaf 90 dagen na de eerste meting." in text


def test_who_has_only_running_trajectories_still_sees_them(site: Path, pages: list):
    assert "Hoe gaat het met wie nog hulp krijgt?" in page(pages, site, PLANS[1])


def test_who_lacks_a_second_measurement_is_split_by_reason_first_score_and_ending(site: Path):
    text = (site / "csv/zonder-tweede-mvs-2020.csv").read_text(encoding="utf-8-sig")
    rows = {row["Groep of reden"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}
    # 2026: 141 of 401 people were not measured twice, 12 of them among the 20 who stopped themselves.
    assert rows["Einde: inwoner stopte eerder"]["Zonder tweede meting"] == "12"
    assert {name for name in rows if name.startswith("Reden")} == {"Reden: geen eerste meting", "Reden: geen meting aan het einde"}
    small = rows["Eerste score: 4 of hoger"]
    assert small["Zonder tweede meting"] == small["Deel van de groep"] == "" and "te_weinig" in small["status"]
    other = rows["Eerste score: van 3 tot 4"]
    assert other["Zonder tweede meting"] == "" and "beschermd" in other["status"]


def test_reliability_spread_and_z_stand_beside_every_figure_that_says_clearly(site: Path, pages: list):
    found = next(p for p in pages if p.path == site / f"contract-{PLANS[2]}.html")
    for figure in found.all("figure"):
        says = figure.attrs["id"].startswith(("halfjaren", "jaren"))
        assert ("betrouwbaarheid r = 0,85, spreiding SD = 0,6 en z = 1,96" in " ".join(figure.text.split())) == says, figure.attrs["id"]
    together = next(p for p in pages if p.path == site / "resultaat.html")
    assert "Gerekend met betrouwbaarheid r = 0,85 en z = 1,96." in together.visible
