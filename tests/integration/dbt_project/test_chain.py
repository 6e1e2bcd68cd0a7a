"""What the chain cost per payer against the pattern of the base year, to the cent; every amount worked out by hand.

Prices: 5.5 % a year (4 to 7). Group: dementia, base year 2022 (the first delivered). Person-years at home of the group are the largest
number a payer gave: 2022 500 (Zvw), 2023 550 (Zvw), 2024 600 (Zvw).

Wmo   2022 1,000.00 euro, 2023 1,200.00, 2024 1,150.00
      pattern 2023: 100,000 x 550/500 x 1.055    = 116,050 cents; spent 120,000: 3,950 more
              low   100,000 x 1.1     x 1.04     = 114,400; high x 1.07 = 117,700
      pattern 2024: 100,000 x 600/500 x 1.055^2  = 120,000 x 1.113025 = 133,563; spent 115,000: 18,563 less
Wlz   2022 8,000.00, 2023 8,600.00, 2024 7,777.77
      pattern 2023: 800,000 x 1.1 x 1.055 = 928,400; spent 860,000: 68,400 less
      pattern 2024: 800,000 x 1.2 x 1.113025 = 1,068,504; spent 777,777: 290,727 less
Zvw   2022 2,000.00, 2023 2,100.00, 2024 unknown (empty is not zero): 2024 is not complete.
      pattern 2023: 200,000 x 1.1 x 1.055 = 232,100; spent 210,000: 22,100 less
Together over the complete year 2023: less 68,400 + 22,100, more 3,950: 86,550 less.
Per person-year at home, Wmo 2023: 120,000 / 550 = 218.18 -> 218 cents.
"""

from decimal import Decimal

import pytest

from orchestration.trace import trace

AMOUNTS = {
    ("Wmo", 2022): 100_000, ("Wmo", 2023): 120_000, ("Wmo", 2024): 115_000,
    ("Wlz", 2022): 800_000, ("Wlz", 2023): 860_000, ("Wlz", 2024): 777_777,
    ("Zvw", 2022): 200_000, ("Zvw", 2023): 210_000, ("Zvw", 2024): None,
}  # fmt: skip
HOME = {("Zvw", 2022): "500", ("Zvw", 2023): "550", ("Zvw", 2024): "600"}


def line(payer: str, year: int, cents: int | None, persons: int = 700) -> dict[str, object]:
    home = Decimal(HOME.get((payer, year), "400"))
    own = {"doelgroep": "dementie", "jaar": year, "wet": payer, "personen": persons}
    return own | {"persoonsjaren_thuis": home, "bedrag_cent": cents}


@pytest.fixture(scope="module")
def landing(new_landing):
    landing = new_landing()
    old = [line("Wmo", 2023, 999_999)]  # delivered again a year later with the right amount
    landing.deliver("ketenkosten", "0484", "2023", old, "bedrag_cent")
    rows = [line(payer, year, cents) for (payer, year), cents in AMOUNTS.items()]
    known = sum(cents for cents in AMOUNTS.values() if cents)
    landing.deliver("ketenkosten", "0484", "2024", rows, bedrag_geleverd_cent=known, bedrag_geaccepteerd_cent=known)
    return landing


@pytest.fixture(scope="module")
def query(landing, build):
    return build(landing, "mart_ketenrendement", "mart_aansluiting")


def test_a_balance_is_traced_to_its_own_line_and_to_that_of_the_base_year(query, landing):
    ((cell,),) = query("select cell_id from marts.mart_ketenrendement where wet = 'Wmo' and jaar = 2023")
    found = trace(landing.database, "mart_ketenrendement", cell, limit=50)
    assert [step.column for step in found.through] == ["basis_cell_id"]
    assert {row.row for row in found.sources if row.measure == "bedrag_cent"} == {2, 3}  # 2022 and 2023, the first two lines after the head


def test_each_payer_is_put_beside_the_pattern_of_the_base_year_to_the_cent(query):
    columns = "wet, jaar, verwacht_cent, minder_cent, meer_cent, saldo_cent, reden_code"
    assert query(f"select {columns} from marts.mart_ketenrendement order by wet, jaar") == [
        ("Wlz", 2022, None, None, None, None, "basisjaar"),
        ("Wlz", 2023, 928_400, 68_400, 0, 68_400, None),
        ("Wlz", 2024, 1_068_504, 290_727, 0, 290_727, None),
        ("Wmo", 2022, None, None, None, None, "basisjaar"),
        ("Wmo", 2023, 116_050, 0, 3_950, -3_950, None),
        ("Wmo", 2024, 133_563, 18_563, 0, 18_563, None),
        ("Zvw", 2022, None, None, None, None, "basisjaar"),
        ("Zvw", 2023, 232_100, 22_100, 0, 22_100, None),
        ("Zvw", 2024, None, None, None, None, "bedrag_onbekend"),
    ]


def test_the_band_follows_from_the_low_and_the_high_rise_of_prices(query):
    columns = "verwacht_laag_cent, verwacht_hoog_cent, saldo_laag_cent, saldo_hoog_cent, per_jaar_thuis_cent"
    found = query(f"select {columns} from marts.mart_ketenrendement where wet = 'Wmo' and jaar = 2023")
    assert found == [(114_400, 117_700, -5_600, -2_300, 218)]


def test_a_year_in_which_a_payer_is_unknown_is_not_complete(query):
    found = query("select distinct jaar, is_volledig from marts.mart_ketenrendement order by jaar")
    assert found == [(2022, True), (2023, True), (2024, False)]
    total = query("select sum(saldo_cent) from marts.mart_ketenrendement where is_volledig")
    assert total == [(86_550,)]


def test_the_amounts_count_in_the_reconciliation_and_the_replaced_line_is_named(query):
    posts = query("select periode, post, rijen_n, bedrag_cent from marts.mart_aansluiting order by periode, volgorde")
    known = sum(cents for cents in AMOUNTS.values() if cents)
    assert posts == [
        ("2023", "geleverd", 1, 999_999), ("2023", "uitgesloten:dubbel", 1, 999_999),
        ("2024", "geleverd", 9, known), ("2024", "geteld", 9, known),
    ]  # fmt: skip


def test_a_chosen_base_year_moves_the_comparison(query, project):
    """With base year 2023 the Wmo pattern of 2024 is 120,000 x 600/550 x 1.055 = 138,109 (138,109.09)."""
    sql = dict(project.sql_behind("mart_ketenrendement"))["marts.mart_ketenrendement"]
    chosen = sql.replace("p.keten_basisjaar", "2023")
    assert chosen != sql
    found = query(f"select verwacht_cent, basisjaar from ({chosen}) where wet = 'Wmo' order by jaar")
    assert found == [(None, 2023), (None, 2023), (138_109, 2023)]
