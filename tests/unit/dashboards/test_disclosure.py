"""Small counts: what is hidden cannot be worked out from what is shown in the same row."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards import disclosure
from dashboards.disclosure import Shown

COUNTS = st.integers(0, 60)


def possible(parts: list[int], total: Shown, shown: list[Shown], index: int) -> set[int]:
    """What an attacker who knows the rules and the printed numbers can still think of for one hidden part of 1-9."""
    if not total.is_shown:
        return set(range(1, 10))
    rest = sum(parts) - sum(part.value or 0 for part in shown if part.is_shown)
    others = [part.status for i, part in enumerate(shown) if not part.is_shown and i != index]
    found = set()
    for mine in range(1, 10):
        small = [range(1, 10) for status in others if status == "te_weinig"]
        free = others.count("beschermd")
        for guess in product(*small):
            left = rest - mine - sum(guess)
            if (free and left >= 10 * free) or (not free and left == 0):
                found.add(mine)
    return found


@given(st.lists(COUNTS, min_size=2, max_size=5), st.booleans())
def test_no_hidden_part_of_a_printed_total_can_be_narrowed_down(parts: list[int], total_first: bool):
    total, shown = disclosure.partition(parts, total_first=total_first, keep=0)
    for index, part in enumerate(shown):
        if part.status == "te_weinig" and sum(parts) >= 10:
            assert possible(parts, total, shown, index) == set(range(1, 10))


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_a_shown_part_is_never_one_to_nine_and_always_true(parts: list[int]):
    total, shown = disclosure.partition(parts)
    for n, part in [*zip(parts, shown, strict=True), (sum(parts), total)]:
        if part.is_shown:
            assert part.value == n
            assert not 1 <= n <= 9
        else:
            assert part.value is None


@given(st.lists(st.integers(10, 500) | st.just(0), min_size=1, max_size=6))
def test_nothing_is_hidden_when_no_part_is_small(parts: list[int]):
    total, shown = disclosure.partition(parts)
    assert all(part.is_shown for part in [*shown, disclosure.count(sum(parts))])
    assert total == disclosure.count(sum(parts))


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_share_needs_thirty_and_no_small_numerator_or_complement(numerator: int, rest: int):
    n = numerator + rest
    shown = disclosure.share(100 * numerator / n if n else None, numerator, n)
    safe = n >= 30 and not 1 <= numerator <= 9 and not 1 <= rest <= 9
    assert shown.is_shown == safe


@given(st.lists(COUNTS, min_size=3, max_size=3))
def test_three_shares_never_give_the_third_away(counts: list[int]):
    whole = sum(counts)
    shown = disclosure.shares([100 * n / whole if whole else None for n in counts], counts, keep=0)
    hidden = [i for i, part in enumerate(shown) if not part.is_shown]
    small = [i for i, n in enumerate(counts) if 1 <= n <= 9]
    assert not set(small) - set(hidden)
    assert len(hidden) != 1


def test_a_small_rest_hides_a_second_part_and_keeps_the_one_the_page_is_about():
    shown = disclosure.shares([16.0, 78.7, 5.3], [12, 59, 4], keep=0)
    assert [part.status for part in shown] == ["getoond", "beschermd", "te_weinig"]


@pytest.mark.parametrize(("n", "status"), [(None, "geen_meting"), (0, "getoond"), (1, "te_weinig"), (9, "te_weinig"), (10, "getoond")])
def test_the_four_statuses_are_different_things(n: int | None, status: str):
    assert disclosure.count(n).status == status


def test_few_people_without_a_second_measurement_hide_the_total_and_keep_the_pairs():
    pairs, missing, eligible, share = disclosure.coverage(95.0, 95, 100)
    assert (pairs.value, missing.status, eligible.status, share.status) == (95, "te_weinig", "beschermd", "beschermd")


def test_one_hidden_half_hides_the_other_because_the_year_is_printed_too():
    shown = disclosure.siblings([Shown("te_weinig"), Shown("getoond", 31.0)])
    assert [part.status for part in shown] == ["te_weinig", "beschermd"]


def test_money_of_few_people_is_hidden():
    assert disclosure.money(580.0, 2).status == "te_weinig"
    assert disclosure.money(580.0, 10).value == 580.0


def test_a_sentence_about_a_refused_delivery_keeps_its_small_counts_to_itself():
    text = "trajecten.csv: 3 van de 20 rijen kloppen niet (15 procent). Regel 4: 12 rijen, 2 rijen. Op 31-02-2025 is niets."
    assert disclosure.words(text) == (
        "trajecten.csv: <10 van de 20 rijen kloppen niet (15 procent). Regel 4: 12 rijen, <10 rijen. Op 31-02-2025 is niets."
    )
