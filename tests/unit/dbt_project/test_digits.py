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


def asked(x: int, y: int, *sql: str) -> tuple[int, ...]:
    """What DuckDB makes of each expression with these x and y: one question, because asking costs more than answering."""
    row = CON.execute(f"select {', '.join(sql)} from (select ?::bigint as x, ?::bigint as y)", [x, y]).fetchone()
    assert row
    return row


@settings(max_examples=200, deadline=None)
@given(DIGITS)
def test_what_is_missing_and_what_is_left_of_the_scores(digits: list[int]) -> None:
    scores = [digit % 9 for digit in digits]
    whole = f"bit_count({macros.ontbrekend('x')})", macros.alleen_scores("x"), macros.zonder_werk("x")
    missing, only_scores, without_work, *each = asked(number(digits), 0, *whole, *(macros.cijfer_op("x", place) for place in range(1, 14)))
    assert missing == digits.count(9)
    assert only_scores == number(scores)
    assert without_work == number([digits[0], 0, *digits[2:]])
    assert each == digits


@settings(max_examples=200, deadline=None)
@given(SCORES, SCORES, st.integers(1, 6))
def test_counts_and_sums_over_all_domains_at_once(first: list[int], last: list[int], bound: int) -> None:
    both = [one if other else 0 for one, other in zip(first, last, strict=True)]
    counts = macros.tel_vanaf("x", bound), macros.tel_tussen("x", 1, bound), macros.som_scores("x"), macros.scores_in_beide("x", "y")
    assert asked(number(first), number(last), *counts) == (
        sum(score >= bound for score in first),
        sum(1 <= score <= bound for score in first),
        sum(first),
        number(both),
    )


@pytest.mark.parametrize("digit", [1, 5, 9])
def test_thirteen_times_the_same_digit_does_not_run_over_into_the_next_domain(digit: int) -> None:
    full = number([digit] * 13)
    assert f"{full:x}" == str(digit) * 13
    of_scores = macros.som_scores(macros.alleen_scores("x")), macros.tel_vanaf(macros.alleen_scores("x"), 1)
    assert asked(full, 0, *of_scores) == (13 * digit % 117, 0 if digit == 9 else 13)


def test_the_choices_a_measurement_keeps_as_numbers_are_those_of_the_contract() -> None:
    """A value that the door lets in and the choice does not know would stop the night."""
    fields = {field["name"]: field for field in yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))["fields"]}
    for name in ("zrm_versie", "informant", "meetmoment"):
        field = fields[name]
        assert field["required"]
        assert macros.keuze(f"z.{name}", field["constraints"]["enum"]) in macros.meting_sleutel_keuzes("z")
