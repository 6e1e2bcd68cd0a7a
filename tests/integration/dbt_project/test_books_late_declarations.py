"""The post later_verwacht: which part of a difference between the books and the declarations can still come, worked out by hand.

Eight contracts deliver 10,000 cents of help at home every month of 2024 and 2025. After one month 6,000 of it is declared, after two 3,000
more, after three the last 1,000; so the steps are 9,000 / 6,000 and 10,000 / 9,000, and 0.6, 0.9 and 1 of a month are in. What is dated
after 31 December 2025 does not exist yet. The books are closed up to November 2025 and hold a month when it is delivered:

  declared of 2025   January to September 9 x 10,000, October 9,000, November 6,000 = 105,000
  still to come      October 9,000 / 0.9 - 9,000 = 1,000; November 6,000 / 0.6 - 6,000 = 4,000: together 5,000

             ledger   difference   still to come   unexplained
  K0        110,000        5,000           5,000             0   all of it can still come
  K1        107,000        2,000           2,000             0   never more than the difference
  K2        113,000        8,000           5,000         3,000   the rest is not explained by late declarations
  K3        104,000       -1,000               -        -1,000   declared more than booked: nothing is explained
"""

from datetime import date

import numpy as np
import pytest

from tests.integration.dbt_project.compiled import Memory
from tests.integration.dbt_project.test_completion import CONTRACTS, MONTHS, landed
from tests.integration.dbt_project.test_money import ledger

BOOKED = {"K0": 0, "K1": -3_000, "K2": 3_000, "K3": -6_000}  # in November, beside the 10,000
EXPECTED = {
    "K0": {"grootboek": 110_000, "declaraties_geaccepteerd": 105_000, "later_verwacht": 5_000, "onverklaard": 0},
    "K1": {"grootboek": 107_000, "declaraties_geaccepteerd": 105_000, "later_verwacht": 2_000, "onverklaard": 0},
    "K2": {"grootboek": 113_000, "declaraties_geaccepteerd": 105_000, "later_verwacht": 5_000, "onverklaard": 3_000},
    "K3": {"grootboek": 104_000, "declaraties_geaccepteerd": 105_000, "onverklaard": -1_000},
}


@pytest.fixture(scope="module")
def books(project):
    memory = Memory(project.seeds_from, project.sql_behind("mart_boekhouding"))
    cents = np.broadcast_to(np.array([0, 6_000, 3_000, 1_000]), (CONTRACTS, MONTHS, 4))
    rows = landed(cents)
    booked = [
        ledger(2025, month, 10_000 + (extra if month == 11 else 0), number, field="6.711")
        for number, extra in BOOKED.items() for month in range(1, 12)
    ]  # fmt: skip
    rows["grootboek"] = [{**row, "_delivery_id": "g", "_source_row": 2, "_row_id": f"g{n}"} for n, row in enumerate(booked)]
    memory.build(rows)
    return memory


def test_the_completion_is_the_one_by_hand(books):
    found = books.ask(
        "select vertraging_maanden, voltooiing from intermediate.int_declaratie__voltooiing where vertraging_maanden <= 3 order by 1"
    )
    assert [(delay, float(share)) for delay, share in found[1:]] == [(1, pytest.approx(0.6)), (2, pytest.approx(0.9)), (3, 1.0)]


@pytest.mark.parametrize("contract", list(EXPECTED))
def test_what_can_still_come_explains_a_difference_and_never_more_than_it(books, contract):
    rows = books.ask(f"select post, bedrag_cent from marts.mart_boekhouding where contractnummer = '{contract}' and boekjaar = 2025")
    assert dict(rows) == EXPECTED[contract]


def test_what_is_expected_leads_back_to_the_lines_it_is_expected_from(books):
    ((lines,),) = books.ask(
        "select _row_ids from intermediate.int_boekhouding__bijdragen "
        "where contractnummer = 'K0' and boekjaar = 2025 and post = 'later_verwacht'"
    )
    # Declared of 2025 up to December: 3 lines for each of nine months, 2 of October and 1 of November, each with a rejected twin.
    assert len(lines) == 2 * (9 * 3 + 2 + 1)
    assert date(2025, 12, 31) == books.ask("select distinct peildatum from marts.mart_boekhouding")[0][0]
