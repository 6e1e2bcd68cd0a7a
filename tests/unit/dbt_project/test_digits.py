"""The thirteen scores of a measurement as one number (macros/digits.sql), beside the same thirteen as a list in Python."""

import duckdb
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.integration.statistics.rendering import PROJECT, macros

CONTRACT = PROJECT.parent / "ingest" / "contracts" / "zrm.yml"
CON = duckdb.connect()
# A list has Financiën first, the digit on the right. 0 not asked, 9 missing.
DIGITS = st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 9]), min_size=13, max_size=13)
SCORES = st.lists(st.integers(0, 5), min_size=13, max_size=13)


def number(digits: list[int]) -> int:
    return sum(digit << 4 * place for place, digit in enumerate(digits))


def asked(sql: str, *values: int) -> int:
    row = CON.execute(f"select {sql} from (select ?::bigint as x, ?::bigint as y)", [*values, 0][:2]).fetchone()
    assert row
    return row[0]


@settings(max_examples=200, deadline=None)
@given(DIGITS)
def test_what_is_missing_and_what_is_left_of_the_scores(digits: list[int]) -> None:
    scores = [digit % 9 for digit in digits]
    assert asked(f"bit_count({macros.ontbrekend('x')})", number(digits)) == digits.count(9)
    assert asked(macros.alleen_scores("x"), number(digits)) == number(scores)
    assert asked(macros.zonder_werk("x"), number(digits)) == number([digits[0], 0, *digits[2:]])
    assert [asked(macros.cijfer_op("x", place), number(digits)) for place in range(1, 14)] == digits


@settings(max_examples=200, deadline=None)
@given(SCORES, SCORES, st.integers(1, 6))
def test_counts_and_sums_over_all_domains_at_once(first: list[int], last: list[int], bound: int) -> None:
    assert asked(macros.tel_vanaf("x", "y"), number(first), bound) == sum(score >= bound for score in first)
    assert asked(macros.tel_tussen("x", 1, "y"), number(first), bound) == sum(1 <= score <= bound for score in first)
    assert asked(macros.som_scores("x"), number(first)) == sum(first)
    both = [one if other else 0 for one, other in zip(first, last, strict=True)]
    assert asked(macros.scores_in_beide("x", "y"), number(first), number(last)) == number(both)


@pytest.mark.parametrize("digit", [1, 5, 9])
def test_thirteen_times_the_same_digit_does_not_run_over_into_the_next_domain(digit: int) -> None:
    full = number([digit] * 13)
    assert f"{full:x}" == str(digit) * 13
    assert asked(macros.som_scores(macros.alleen_scores("x")), full) == 13 * digit % 117
    assert asked(macros.tel_vanaf(macros.alleen_scores("x"), 1), full) == (0 if digit == 9 else 13)


def test_the_choices_a_measurement_keeps_as_numbers_are_those_of_the_contract() -> None:
    """A value that the door lets in and the choice does not know would stop the night."""
    fields = {field["name"]: field for field in yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))["fields"]}
    for name in ("zrm_versie", "informant", "meetmoment"):
        field = fields[name]
        assert field["required"]
        assert macros.keuze(f"z.{name}", field["constraints"]["enum"]) in macros.meting_sleutel_keuzes("z")
