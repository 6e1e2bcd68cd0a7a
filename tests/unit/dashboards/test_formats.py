"""Numbers and dates in both languages, and the machine form in attributes and files."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.formats import Formats, machine

NL, EN = Formats("nl"), Formats("en")


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [(1234.5, "1.235", "1,235"), (-3.2, "\u22123", "\u22123"), (0, "0", "0"), (2.5, "3", "3"), (0.4, "0", "0"), (-0.4, "0", "0")],
)
def test_numbers_round_half_up_with_the_separators_of_the_language(value: float, dutch: str, english: str):
    assert (NL.number(value), EN.number(value)) == (dutch, english)


@pytest.mark.parametrize(
    ("value", "text"),
    [(2_140_000, "€\u00a02,1\u00a0miljoen"), (999_600, "€\u00a01,0\u00a0miljoen"), (340_400, "€\u00a0340.000"),
     (1_260, "€\u00a01.300"), (296, "€\u00a0300"),
     (-82_000, "\u2212€\u00a082.000")],
)  # fmt: skip
def test_amounts_read_as_people_say_them(value: float, text: str):
    assert NL.euro_short(value) == text


@given(st.integers(-(10**12), 10**12) | st.floats(-1e12, 1e12).map(lambda v: round(v, 2)))
def test_no_machine_number_can_be_mistaken_for_a_citizen_service_number(value: float):
    assert not re.search(r"(?<!\w)\d{9}(?!\w)", machine(value))
    assert float(machine(value)) == pytest.approx(value, rel=1e-9, abs=0.01)


def test_dates_are_written_out_and_moments_are_dutch_time():
    assert NL.day(date(2026, 10, 31)) == "31 oktober 2026"
    assert EN.day(date(2026, 10, 31)) == "31 October 2026"
    assert NL.moment(datetime(2026, 11, 21, 1, 14, tzinfo=UTC)) == "21 november 2026, 02:14"
    assert NL.half_year("2025H1") == "eerste helft 2025"


def test_a_file_has_the_decimal_sign_of_its_language():
    assert (NL.file(45.2), EN.file(45.2), NL.file(None)) == ("45,2", "45.2", "")
