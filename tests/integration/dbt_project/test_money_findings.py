"""Money in deliveries that belong together and do not fit: each case gives its finding, and the same data without the case gives none.

What belongs here: mart_geldbevinding. Not here: what one delivery breaks by itself (tests/scenarios).
Meppel (0119) 2023 to 2025, contract K2 from 2020, K9 ended in June 2024; ledger 10,000 a month, budget 120,000 a year, on 6.71b or 6.712.
"""

from datetime import date

import pytest

from tests.integration.dbt_project.test_money import contract, ledger

YEARS = (2023, 2024, 2025)
FINDINGS = "select regel, boekjaar, onderwerp, bevindingen_n, bedrag_cent from marts.mart_geldbevinding order by all"


def field(year: int) -> str:
    return "6.712" if year >= 2025 else "6.71b"


def budget(year: int, cents: int, number: str | None = "K2", day: date | None = None) -> dict[str, object]:
    own = {"boekjaar": year, "versie": "primitief", "vastgesteld_datum": day or date(year - 1, 11, 7), "taakveld_code": field(year)}
    return {**own, "lasten_baten": "lasten", "contractnummer": number, "soort": "structureel", "bedrag_cent": cents}


def books(year: int, cents: int = 10_000, number: str | None = "K2") -> list[dict[str, object]]:
    return [ledger(year, month, cents, number, field=field(year)) for month in range(1, 13)]


def good() -> dict[tuple[str, str], list[dict[str, object]]]:
    """Deliveries by (table, period): nothing is wrong in them."""
    terms = [contract("K2", "taakgericht", "geen"), contract("K9", "taakgericht", "geen", einddatum=date(2024, 6, 30))]
    found: dict[tuple[str, str], list[dict[str, object]]] = {("contracten", "2025"): terms}
    for year in YEARS:
        lines = [budget(year, 120_000)] + ([budget(year, 6_000, "K9")] if year < 2025 else [])
        found["begroting", str(year)] = lines
        found["grootboek", str(year)] = books(year)
    return found


def no_contract(data):
    data["begroting", "2025"].append(budget(2025, 500, "K7"))


def no_budget(data):
    data["contracten", "2025"].append(contract("K8", "taakgericht", "geen", ingangsdatum=date(2025, 3, 1)))


def closed_contract(data):
    data["grootboek", "2024"] += [ledger(2024, 6, 40, "K9", field="6.71b"), ledger(2024, 7, 60, "K9", field="6.71b")]


def unknown_contract(data):
    data["grootboek", "2025"].append(ledger(2025, 1, 77, "K7"))


def flipped(data):
    data["grootboek", "2025"] = books(2025, -10_000)


def two_first_budgets(data):
    data["begroting", "2025Q1"] = [budget(2025, 130_000, day=date(2025, 1, 9))]


def thousands(data):
    data["grootboek", "2025"] = books(2025, 10)


def thousands_in_the_budget(data):
    data["begroting", "2025"] = [budget(2025, 120)]


def unknown_category(data):
    data["grootboek", "2025"].append({**ledger(2025, 1, 5), "categorie_code": "L9.9"})


CASES = [
    (no_contract, [("begroting_zonder_contract", 2025, "K7", 1, 500)]),
    (no_budget, [("contract_zonder_begroting", 2025, "K8", 1, 0)]),
    (closed_contract, [("boeking_buiten_looptijd", 2024, "K9", 1, 60)]),
    (unknown_contract, [("boeking_zonder_contract", 2025, "K7", 1, 77)]),
    (flipped, [("lasten_meestal_negatief", 2025, "grootboek", 1, -120_000)]),
    (two_first_budgets, [("twee_primitieve_begrotingen", 2025, "geen", 1, 250_000)]),
    (thousands, [("bedragen_in_duizenden", 2025, "grootboek", 1, 120)]),
    (thousands_in_the_budget, [("bedragen_in_duizenden", 2025, "begroting", 1, 120)]),
    (unknown_category, [("categorie_onbekend", 2025, "K2", 1, 5)]),
]


@pytest.mark.parametrize(("case", "expected"), [(lambda data: None, []), *CASES], ids=["nothing_wrong", *(c.__name__ for c, _ in CASES)])
def test_each_bad_input_gives_its_finding_and_no_other(new_landing, build, case, expected):
    data = good()
    case(data)
    landing = new_landing()
    for (table, period), rows in data.items():
        landing.deliver(table, "0119", period, rows, "" if table == "contracten" else "bedrag_cent")
    query = build(landing, "mart_geldbevinding")
    assert query(FINDINGS) == expected
    assert all(sentence for (sentence,) in query("select zin from marts.mart_geldbevinding"))
