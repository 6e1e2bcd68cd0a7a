"""What reported support would cost per unit beside the lump sum, worked out by hand; and why there is no such price.

Contract TA, 2025, lump sum 12,000,000 cents. Tariffs: an hour 5,000, 6,000 or 8,000 cents, a half day 4,000 cents; until the end of 2025.
  first half    100 light hours x 5,000 (lowest)                      500,000
                 50 ordinary hours x (5,000 + 8,000) / 2              325,000
                 10 heavy hours x 8,000 (highest)                      80,000
                 20 half days x 4,000                                  80,000
                 999 hours without intensity do not count: the others say more
  second half   200 hours without intensity x 6,500                 1,300,000
  together                                                          2,285,000
  everything at the lowest tariff   360 x 5,000 + 80,000 =          1,880,000; at the highest 360 x 8,000 + 80,000 = 2,960,000
TA, 2026: reported, but no tariff is valid any more. TB: a tariff and no hours. TC: no lump sum. TD: 700 of 1,000 cents for half a year.
K2 is paid per unit: there the real price is known and no shadow is asked for.
"""

from datetime import date

import pytest

from tests.integration.dbt_project.test_money import contract, ledger

HOURS, HALF_DAYS = {"productcategorie": "02", "eenheid": "04"}, {"productcategorie": "07", "eenheid": "16"}
REPORTS = {
    "2025H1": [("TA", "uren_licht", 100), ("TA", "uren_midden", 50), ("TA", "uren_zwaar", 10), ("TA", "uren_direct", 999),
               ("TA", "dagbesteding_dagdelen", 20), ("TD", "uren_licht", 7), ("K2", "uren_licht", 5)],
    "2025H2": [("TA", "uren_direct", 200), ("TA", "klachten", 3)],
    "2026H1": [("TA", "uren_licht", 1)],
}  # fmt: skip


def tariff(number: str, code: str, cents: int, kind: dict[str, str]) -> dict[str, object]:
    own = {"contractnummer": number, "productcode": code, "tarief_cent": cents}
    return {**own, **kind, "geldig_vanaf": date(2025, 1, 1), "geldig_tot": date(2026, 1, 1)}


@pytest.fixture(scope="module")
def query(new_landing, build):
    landing = new_landing()
    forms = {"TA": "taakgericht", "TB": "taakgericht", "TC": "taakgericht", "TD": "taakgericht", "K2": "inspanningsgericht"}
    landing.deliver("contracten", "0119", "2025", [contract(number, form, "geen") for number, form in forms.items()])
    amounts = [("TA", 2025, 12_000_000), ("TA", 2026, 12_000_000), ("TB", 2025, 500), ("TD", 2025, 2_000), ("K2", 2025, 900)]
    budget = [{"contractnummer": number, "jaar": year, "soort": "structureel", "bedrag_cent": cents} for number, year, cents in amounts]
    landing.deliver("contractbudget", "0119", "2025", budget, "bedrag_cent")
    landing.deliver("grootboek", "0119", "2025H1", [ledger(2025, 1, 700, "TC")], "bedrag_cent")
    prices = [tariff("TA", code, cents, HOURS) for code, cents in (("02L", 5_000), ("02M", 6_000), ("02Z", 8_000))]
    prices += [tariff("TA", "07A", 4_000, HALF_DAYS), tariff("TB", "02L", 1, HOURS), tariff("TD", "02L", 100, HOURS)]
    landing.deliver("tarieven", "0119", "2025Q1", prices)
    for period, lines in REPORTS.items():
        rows = [{"gemeentecode": "0119", "contractnummer": number, "indicator": name, "waarde": n} for number, name, n in lines]
        landing.deliver("rapportage", "99011901", period, rows)
    return build(landing, "mart_schaduwprijs")


def test_hours_and_half_days_times_the_tariffs_beside_the_lump_sum_of_the_same_months(query):
    columns = "maanden_n, vast_deel_cent, schaduw_cent, schaduw_laag_cent, schaduw_hoog_cent, verschil_cent, oordeel_code, kostenvorm"
    assert query(f"select {columns} from marts.mart_schaduwprijs where contractnummer = 'TA' and boekjaar = 2025") == [
        (12, 12_000_000, 2_285_000, 1_880_000, 2_960_000, -9_715_000, "schaduw_lager", "schaduw")
    ]
    assert query(f"select {columns} from marts.mart_schaduwprijs where contractnummer = 'TD'") == [
        (6, 1_000, 700, 700, 700, -300, "schaduw_lager", "schaduw")
    ]


def test_without_hours_tariff_or_lump_sum_there_is_a_reason_and_no_amount(query):
    columns = "contractnummer, boekjaar, reden_code, kostenvorm, oordeel_code, schaduw_cent, vast_deel_cent, verschil_hoog_cent"
    assert query(f"select {columns} from marts.mart_schaduwprijs where reden_code is not null order by 1, 2") == [
        ("TA", 2026, "geen_tarief", "geweigerd", "geweigerd", None, None, None),
        ("TB", 2025, "geen_hoeveelheid", "geweigerd", "geweigerd", None, None, None),
        ("TC", 2025, "geen_vast_bedrag", "geweigerd", "geweigerd", None, None, None),
    ]


def test_where_every_unit_is_paid_nobody_asks_for_a_shadow_and_nothing_of_it_is_observed(query):
    assert query("select count(*) from marts.mart_schaduwprijs where contractnummer = 'K2'") == [(0,)]
    assert query("select distinct kostenvorm from marts.mart_schaduwprijs order by 1") == [("geweigerd",), ("schaduw",)]
