"""Products that overlap are found in n log n; here against every pair."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ingest.messages.care_records import Toewijzing
from ingest.messages.care_set_rules import meeting, overlap

FIRST = date(2025, 1, 1)
SPAN = st.tuples(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 6)), st.sampled_from([("02", "A"), ("02", "B"), ("02", None)]))


def allocation(number: int, begin: int, length: int | None, product: tuple[str, str | None]) -> Toewijzing:
    end = None if length is None else FIRST + timedelta(begin + length)
    start = FIRST + timedelta(begin)
    return Toewijzing(
        number, 1, "p", None, None, None, f"t{number}", None, *product, FIRST, "09:00:00", start, end, None, None, None, None, None
    )


def share_a_day(one: Toewijzing, other: Toewijzing) -> bool:
    return one.ingangsdatum <= (other.einddatum or date.max) and other.ingangsdatum <= (one.einddatum or date.max)


def same_product(one: Toewijzing, other: Toewijzing) -> bool:
    return one.productcode == other.productcode or None in (one.productcode, other.productcode)


@given(st.lists(SPAN, max_size=12))
def test_a_line_meets_when_it_shares_a_day_with_another(spans):
    lines = [allocation(number, *span) for number, span in enumerate(spans, 1)]
    wanted = {one.nummer for one in lines for other in lines if one.nummer != other.nummer and share_a_day(one, other)}
    assert meeting(lines, lines) == wanted


@given(st.lists(SPAN, max_size=12))
def test_only_lines_of_one_product_overlap_and_one_without_code_is_every_product_of_its_category(spans):
    lines = [allocation(number, *span) for number, span in enumerate(spans, 1)]
    wanted = {
        one.nummer
        for one in lines
        for other in lines
        if one.nummer != other.nummer and same_product(one, other) and share_a_day(one, other)
    }
    assert {line.nummer for line in overlap(lines)} == wanted
