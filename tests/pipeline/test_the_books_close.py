"""The controller's first question over the samples: does it close with the books?

What belongs here: mart_boekhouding of one real night, against amounts counted by hand and against what was planted. Not here: its rules
one by one (tests/integration/dbt_project/test_books.py).
"""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GOLDEN = yaml.load((ROOT / "tests" / "golden" / "meppel_aansluiting_2026.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
PLANTED = yaml.load((ROOT / "data_samples" / "planted.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["contracten"]
PLANTED_POSTS = {
    "grootboek": "grootboek_jan_okt_cent",
    "declaraties_geaccepteerd": "geaccepteerd_jan_sep_cent",
    "declaraties_open": "open_declaraties_cent",
    "verklaard_buiten_berichten": "factuur_buiten_berichten_cent",
    "nog_niet_gemeld": "schatting_oktober_cent",
    "onverklaard": "onverklaard_cent",
}


def posts(night, contract):
    rows = night.query(f"select post, bedrag_cent from marts.mart_boekhouding where contractnummer = '{contract}' and boekjaar = 2026")
    return dict(rows)


@pytest.mark.parametrize("contract", list(GOLDEN))
def test_the_ledger_of_meppel_closes_as_it_does_by_hand(night, contract):
    assert posts(night, contract) == GOLDEN[contract]


@pytest.mark.parametrize("contract", [name for name, truth in PLANTED.items() if "aansluiting_2026" in truth])
def test_the_reconciliation_is_the_one_that_was_planted(night, contract):
    found, planted = posts(night, contract), PLANTED[contract]["aansluiting_2026"]
    assert {post: found.get(post, 0) for post in PLANTED_POSTS} == {post: planted[name] for post, name in PLANTED_POSTS.items()}


def test_the_invoice_outside_the_messages_is_found_in_its_month_and_in_no_other(night):
    rows = night.query(
        "select month(maand), grootboek_cent - declaratie_gemeld_cent from marts.mart_budget_realisatie "
        "where contractnummer = 'MP-HH-2022' and boekjaar = 2026 and month(maand) < 10 and grootboek_cent <> declaratie_gemeld_cent"
    )
    assert rows == [(3, 125_000)]


def test_cbs_differs_from_the_ledger_where_it_was_planted_and_nowhere_else(night):
    planted = PLANTED["MP-BG-2023"]["iv3_2024"]
    rows = night.query(
        "select gemeentecode, boekjaar, taakveld_code, bedrag_cent from marts.mart_boekhouding "
        "where vergelijking like 'iv3_%' and groep = 'onverklaard' and bedrag_cent <> 0"
    )
    # The ledger is not in whole thousands: the difference is the planted one give or take half a thousand.
    assert [row[:3] for row in rows] == [("0119", 2024, planted["taakveld"])]
    assert abs(rows[0][3] + planted["cbs_hoger_cent"]) <= 50_000
    kinds = {kind for (kind,) in night.query("select distinct vergelijking from marts.mart_boekhouding")}
    assert kinds == {"bronnen", "iv3_rekening", "iv3_begroting"}


def test_a_lump_sum_that_was_paid_by_its_instalments_closes_and_one_that_was_not_does_not(night):
    rows = night.query(
        "select contractnummer, boekjaar, sum(bedrag_cent) from marts.mart_boekhouding "
        "where contractnummer in ('AR-WMO-2015', 'AR-JGD-2018') and boekjaar >= 2024 and post = 'onverklaard' group by all"
    )
    found = {(contract, year): cents for contract, year, cents in rows}
    assert {found["AR-WMO-2015", year] for year in (2024, 2025, 2026)} == {0}
    assert min(found["AR-JGD-2018", year] for year in (2024, 2025, 2026)) > 0  # spent against budget is planted above one
