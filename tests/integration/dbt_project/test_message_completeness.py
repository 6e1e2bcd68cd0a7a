"""Which messages a contract promises, which came and which are missing: per contract, month and type.

The reference date of the small landings is 31 December 2025; a declaration over a month is expected 31 days after that month.
"""

from datetime import date
from typing import Any

import pytest

D = date
STATE = "select maand, berichttype, ontvangen_n, is_verwacht from intermediate.int_bericht__verwacht"


@pytest.fixture
def post(new_post):
    return new_post()


@pytest.fixture
def ask(memory, post):
    def run(sql: str) -> list[tuple[Any, ...]]:
        memory.build(post.rows, wanted=sql)
        return memory.ask(sql)

    return run


def test_what_is_promised_and_does_not_come_is_missing(post, ask):
    post.contract("K1", "301, 305").send("301", D(2025, 11, 3), {}).send("301", D(2025, 12, 3), {}, {})
    assert ask(f"{STATE} order by 1, 2") == [
        (D(2025, 11, 1), "301", 1, True), (D(2025, 11, 1), "305", 0, True),
        (D(2025, 12, 1), "301", 1, True), (D(2025, 12, 1), "305", 0, True),
    ]  # fmt: skip


@pytest.mark.parametrize(("berichten", "types"), [("geen", set()), ("305, 307", {"305", "307"}), ("323", {"323"})])
def test_a_task_contract_misses_no_allocation_and_no_declaration(post, ask, berichten, types):
    post.contract("TAAK", berichten).send("305", D(2025, 12, 3), {"toewijzing_pseudo": None})
    assert {row[1] for row in ask(STATE)} == types


def test_a_declaration_counts_in_the_month_it_declares_and_is_not_expected_at_once(post, ask):
    """November is expected on 31 December, December only on 31 January."""
    post.contract("K1", "323").send("323", D(2025, 11, 20), {})
    header = {"_row_id": "d1", "_delivery_id": post.rows["bericht"][0]["_delivery_id"], "_source_row": 0}
    post.rows["declaratie"] = [header | {"periode_begin": D(2025, 10, 1)}]
    assert ask(f"{STATE} order by 1") == [(D(2025, 11, 1), "323", 0, True), (D(2025, 12, 1), "323", 0, False)]
    post.send("305", D(2025, 10, 5), {})  # messages are exchanged since October
    assert ask(f"{STATE} order by 1") == [
        (D(2025, 10, 1), "323", 1, True), (D(2025, 11, 1), "323", 0, True), (D(2025, 12, 1), "323", 0, False),
    ]  # fmt: skip


def test_without_any_message_the_check_looks_back_a_limited_time(post, ask):
    post.contract("K1", "301")
    found = ask(f"{STATE} order by 1")
    assert (len(found), found[0][0], {row[2] for row in found}) == (25, D(2023, 12, 1), {0})


def test_only_messages_of_the_contracts_own_provider_and_law_count(post, ask):
    post.contract("K1", "301").send("301", D(2025, 12, 3), {}, agb_code="42420009").send("301", D(2025, 12, 3), {}, wet="Jeugdwet")
    assert ask(STATE) == [(D(2025, 12, 1), "301", 0, True)]


def test_a_message_rejected_as_a_whole_did_not_come(post, ask):
    post.contract("K1", "305").send("305", D(2025, 12, 3), {}).send("305", D(2025, 12, 4), {}, identificatie="B1")
    post.send("306", D(2025, 12, 5), {"beantwoord_berichttype": "305", "beantwoord_identificatie": "B1", "header_retourcodes": "0001"})
    assert ask(STATE) == [(D(2025, 12, 1), "305", 1, True)]
