"""Last year's forecast beside what happened: kept from the night itself, else calculated afterwards; and how often the bands held.

Contract P, no declarations. Spent by June / in the year: 2022 50,000 / 100,000, 2023 44,000 / 110,000, 2024 60,000 / 120,000,
2025 52,000 up to June. The factors are 2, 2.5 and 2.
 Afterwards for June 2024, from 2022 and 2023: 60,000 * sqrt(2 * 2.5) = 134,164; the outcome was 120,000.
 Of June 2023 there is one earlier year: nothing.
 Kept: on 2024-07-31 a night knew June of 2024 and expected 125,000 (115,000 to 130,000; 119,000 to 128,000 at 80 percent), and so did
 an obligo of 90,000 (80,000 to 100,000; narrower at 80). An earlier night that knew June too said 111 and does not count.
"""

from datetime import date

import pytest

from tests.integration.dbt_project.landing import many
from tests.integration.dbt_project.test_money import contract, ledger

SPENT = {2022: (50_000, 50_000), 2023: (44_000, 66_000), 2024: (60_000, 60_000), 2025: (52_000, 0)}
KEPT = {"contractnummer": "P", "gemeentecode": "0119", "boekjaar": 2024, "maanden_n": 6, "waarnemingen_n": 2, "uit_release": "nacht-juli"}
BAND = ("prognose_laag_cent", "prognose_laag80_cent", "prognose_cent", "prognose_hoog80_cent", "prognose_hoog_cent")
NIGHTS = [
    ("profiel_eerdere_jaren", True, date(2024, 7, 10), "nacht-eerder", (109, 110, 111, 112, 113)),
    ("profiel_eerdere_jaren", True, date(2024, 7, 31), "nacht-juli", (115_000, 119_000, 125_000, 128_000, 130_000)),
    ("obligo", False, date(2024, 7, 31), "nacht-juli", (80_000, 85_000, 90_000, 95_000, 100_000)),
    ("obligo", True, date(2026, 3, 31), "nacht-na-ons", (1, 1, 1, 1, 1)),  # of a later peildatum: kept, not used
]


@pytest.fixture(scope="module")
def query(new_landing, build):
    import duckdb

    landing = new_landing()
    landing.deliver("contracten", "0119", "2025", [contract("P", "inspanningsgericht", "geen")])
    rows = [ledger(year, month, cents, "P") for year, halves in SPENT.items() for month, cents in zip((1, 12), halves, strict=True)]
    rows = [{**row, "taakveld_code": "6.71b"} for row in rows if row["bedrag_cent"]]
    rows.append({**ledger(2025, 6, 0, "P"), "taakveld_code": "6.712"})
    landing.deliver("grootboek", "0119", "2025H1", rows, "bedrag_cent")
    with duckdb.connect(str(landing.database)) as con:
        for methode, is_main, day, release, band in NIGHTS:
            row = {**KEPT, "methode": methode, "is_hoofdmethode": is_main, "peildatum": day, "uit_release": release}
            many(con, "meta.prognose_eerder", [row | dict(zip(BAND, band, strict=True))])
    return build(landing, "mart_prognose_dekking", "mart_prognose")


def test_a_kept_forecast_counts_and_where_there_is_none_it_is_calculated_afterwards_and_says_so(query):
    columns = "methode, herkomst, uit_release, prognose_cent, uitkomst_cent, afwijking_cent, is_binnen_80, is_binnen_95"
    found = query(f"select {columns} from marts.mart_prognose_toets where boekjaar = 2024 and maand_nr = 6 order by 1")
    assert found == [
        ("obligo", "bewaard", "nacht-juli", 90_000, 120_000, -30_000, False, False),
        ("profiel_eerdere_jaren", "bewaard", "nacht-juli", 125_000, 120_000, 5_000, True, True),
    ]
    afterwards = query(
        "select herkomst, prognose_cent, uitkomst_cent from marts.mart_prognose_toets where boekjaar = 2024 and maand_nr = 5"
    )
    assert afterwards == [("achteraf_berekend", 134_164, 120_000)]  # nothing was spent between January and December
    assert query("select count(*) from marts.mart_prognose_toets where boekjaar = 2023") == [(0,)]


def test_of_the_running_year_earlier_months_stand_there_without_an_outcome(query):
    columns = "maand_nr, prognose_cent, uitkomst_cent, is_binnen_95, budget_cell_id"
    found = query(f"select {columns} from marts.mart_prognose_toets where boekjaar = 2025 order by 1")
    assert found == [(month, 112_031, None, None, None) for month in range(1, 6)]  # 52,000 * (2 * 2.5 * 2) ** (1/3)


def test_coverage_counts_forecasts_of_closed_years_and_its_interval_counts_years(query):
    columns = "methode, vorm, prognoses_n, bewaard_n, jaren_n, binnen_80_n, binnen_95_n, binnen_95_laag_pct, binnen_95_hoog_pct"
    obligo, profile = query(f"select {columns} from marts.mart_prognose_dekking order by 1")
    assert obligo[:7] == ("obligo", "per_eenheid_of_resultaat", 1, 1, 1, 0, 0)
    assert profile[:7] == ("profiel_eerdere_jaren", "per_eenheid_of_resultaat", 11, 1, 1, 11, 11)
    # Wilson of 1 in 1, not of 11 in 11: 1 / (1 + 1.959964^2) = 20.65.
    assert profile[7:] == pytest.approx((20.6543, 100), abs=1e-3)


def test_tonight_every_method_has_a_row_and_says_why_it_gives_nothing(query):
    columns = "methode, is_hoofdmethode, keuze_reden, maanden_n, gerealiseerd_cent, prognose_cent, reden_code"
    assert query(f"select {columns} from marts.mart_prognose order by 1") == [
        ("obligo", False, "boeken_en_eerdere_jaren", 6, 52_000, None, "geen_toewijzingen"),
        ("profiel_eerdere_jaren", True, "boeken_en_eerdere_jaren", 6, 52_000, 112_031, None),
        ("voltooiing", False, "boeken_en_eerdere_jaren", 6, None, None, "geen_declaraties"),
    ]
