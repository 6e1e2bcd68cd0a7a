"""Council levers over a contract: the golden mart of MVS, cell by cell, and the paths that are refused with a reason.

The working of every golden number stands in tests/golden/README.md.
"""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.trace import trace

GOLDEN = Path(__file__).parents[2] / "golden" / "mart_scenario_mvs.csv"
DEMAND = {"vraag gelijk": "0", "vraag zoals nu": "3.5", "vraag hoog": "6"}
LEVERS = {2026: ("2", "4.2", "4.2"), 2027: ("3", "4", "4")}
PERSONS = 1_800


def lever(name: str, year: int, contract: str = "MVS-WMO-2020", demand: str = "0", floor: int | None = 52_500) -> dict[str, object]:
    cut, index, price = (Decimal(text) for text in LEVERS.get(year, ("0", "0", "0")))
    own = {"scenario": name, "contractnummer": contract, "jaar": year, "afbouw_pct": cut, "indexatie_pct": index}
    return own | {"vraag_pct": Decimal(demand), "volume_pct": Decimal(0), "prijs_pct": price, "ondergrens_cent": floor}


def contract(number: str) -> dict[str, object]:
    own = {"contractnummer": number, "contract_naam": number, "wet": "Wmo", "uitvoeringsvariant": "taakgericht", "berichten": "geen"}
    return own | {"ingangsdatum": date(2020, 1, 1), "inkoopschaal": "regionaal"}


def person(number: int, contract: str) -> dict[str, object]:
    own = {"gemeentecode": "0622", "clientnummer_pseudo": f"c{contract}{number}", "trajectnummer_pseudo": f"t{contract}{number}"}
    return own | {"contractnummer": contract, "wet": "Wmo", "productcategorie": "02", "leveringsvorm": "ZIN",
                  "begindatum": date(2025, 11, 1), "geboortejaar": 1950}  # fmt: skip


@pytest.fixture(scope="module")
def landing(new_landing):
    landing = new_landing()
    landing.deliver("contracten", "0622", "2025", [contract(number) for number in ("MVS-WMO-2020", "KLEIN", "ZONDER")])
    parts = {"structureel": 1_197_348_700, "indexatie": 58_670_100, "afbouw": -35_920_500}
    budget = [{"contractnummer": "MVS-WMO-2020", "jaar": 2025, "soort": kind, "bedrag_cent": cents} for kind, cents in parts.items()]
    budget += [{"contractnummer": "MVS-WMO-2020", "jaar": 2025, "soort": "aanloopinvestering", "bedrag_cent": 5_000_000}]
    budget += [{"contractnummer": "KLEIN", "jaar": 2025, "soort": "structureel", "bedrag_cent": 100_000}]
    landing.deliver("contractbudget", "0622", "2025", budget, "bedrag_cent")
    people = [person(n, "MVS-WMO-2020") for n in range(PERSONS)] + [person(n, "KLEIN") for n in range(9)]
    landing.deliver("trajecten", "0622", "2025H2", people)
    paths = [lever(name, year, demand=demand) for name, demand in DEMAND.items() for year in LEVERS]
    paths += [lever("met gat", 2026), lever("met gat", 2028), lever("te vroeg", 2027)]
    paths += [lever("klein", 2026, "KLEIN"), lever("zonder", 2026, "ZONDER")]
    landing.deliver("scenario", "0622", "2025M10", [lever("vraag hoog", 2026, demand="99")])  # replaced by the next
    landing.deliver("scenario", "0622", "2025M11", paths)
    return landing


@pytest.fixture(scope="module")
def query(landing, build):
    return build(landing, "mart_scenario", "mart_budget_jaar", "mart_gebruik_contract", "mart_aansluiting")


def test_a_month_of_a_scenario_is_traced_to_its_levers_its_budget_and_its_people(query, landing):
    ((cell,),) = query("select cell_id from marts.mart_scenario where scenario = 'vraag hoog' and maand = date '2026-12-01'")
    found = trace(landing.database, "mart_scenario", cell, limit=10_000)
    assert {step.mart for step in found.through} == {"mart_budget_jaar", "mart_gebruik_contract"}
    sources = {row.delivery_id.split("__")[0] for row in found.sources}
    assert {"scenario", "contractbudget", "trajecten"} <= sources


def golden() -> list[tuple[object, ...]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [(row[0], date.fromisoformat(row[1]), *map(int, row[2:8]), row[8] == "true", row[9] == "true") for row in rows]


def test_the_three_demand_paths_of_mvs_are_the_golden_mart_to_the_cent(query):
    columns = (
        "scenario, maand, budget_cent, clienten_duizendste, nodig_cent, verschil_cent, per_clientmaand_cent, per_clientmaand_reeel_cent, "
        "is_onder_grens, is_reeel_onder_grens"
    )
    names = ", ".join(f"'{name}'" for name in DEMAND)
    found = query(f"select {columns} from marts.mart_scenario where scenario in ({names}) order by scenario, maand")
    assert found == sorted(golden())
    assert len(found) == 72


def test_the_months_of_a_year_add_up_to_its_budget_and_the_start_up_money_is_left_out(query):
    found = query("select scenario, jaar, sum(budget_cent) from marts.mart_scenario where scenario like 'vraag%' group by all order by all")
    assert found == [(name, year, {2026: 1_245_915_580, 2027: 1_256_879_637}[year]) for name in sorted(DEMAND) for year in LEVERS]
    assert query(
        "select distinct basisjaar, basis_budget_cent, basis_clienten_n from marts.mart_scenario where scenario like 'vraag%'"
    ) == [(2025, 1_220_098_300, PERSONS)]


def test_the_month_in_which_a_path_falls_under_the_floor(query):
    first = "min(maand) filter (where is_onder_grens), min(maand) filter (where is_reeel_onder_grens)"
    found = query(f"select scenario, {first} from marts.mart_scenario where scenario like 'vraag%' group by scenario order by scenario")
    assert found == [
        ("vraag gelijk", None, None),
        ("vraag hoog", date(2027, 10, 1), date(2026, 11, 1)),
        ("vraag zoals nu", None, date(2027, 1, 1)),
    ]


def test_a_path_that_cannot_be_calculated_says_why_and_has_no_amounts(query):
    found = query(
        "select scenario, jaar, reden_code, count(budget_cent), count(*) from marts.mart_scenario where scenario not like 'vraag%' "
        "group by all order by all"
    )
    assert found == [
        ("klein", 2026, "te_weinig_clienten", 0, 12),
        ("met gat", 2026, None, 12, 12),
        ("met gat", 2028, "jaar_ontbreekt", 0, 12),
        ("te vroeg", 2027, "geen_contractbudget", 0, 12),
        ("zonder", 2026, "geen_contractbudget", 0, 12),
    ]


def test_the_levers_stand_on_every_row_and_lead_back_to_the_delivered_lines(query):
    levers = query(
        "select distinct jaar, afbouw_pct, indexatie_pct, vraag_pct, prijs_pct from marts.mart_scenario where scenario = 'vraag hoog'"
    )
    assert sorted(levers) == [(2026, Decimal(2), Decimal("4.2"), Decimal(6), Decimal("4.2")), (2027, Decimal(3), Decimal(4), Decimal(6), 4)]
    rows = query(
        "select distinct s.jaar from intermediate.int_scenario__bijdragen as b, unnest(b._row_ids) as r(id) "
        "join landing.scenario as s on s._row_id = r.id where b.scenario = 'vraag hoog' and b.jaar = 2027 order by 1"
    )
    assert rows == [(2026,), (2027,)]


def test_the_replaced_line_is_set_apart_in_the_reconciliation(query):
    posts = query("select periode, post, rijen_n from marts.mart_aansluiting where bron = 'scenario' order by periode, volgorde")
    assert posts == [
        ("2025M10", "geleverd", 1),
        ("2025M10", "uitgesloten:dubbel", 1),
        ("2025M11", "geleverd", 11),
        ("2025M11", "geteld", 11),
    ]
