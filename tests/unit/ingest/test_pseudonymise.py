import hashlib
import hmac

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pseudonymise import TEST_RANGE, bsn_fault, bsn_faults, could_be_real, in_test_range, is_bsn, pseudonym, pseudonymise_column

KEY = b"een sleutel van minstens 32 bytes"


def test_a_pseudonym_is_the_documented_hmac():
    expected = hmac.new(KEY, b"client|0484|C-1", hashlib.sha256).hexdigest()[:32]
    assert pseudonym(KEY, "client|0484", "C-1") == expected


def test_equal_numbers_of_different_purposes_never_meet_and_another_key_gives_other_pseudonyms():
    codes = {pseudonym(key, purpose, "999900006") for key in (KEY, KEY + b"x") for purpose in ("persoon", "client|0484", "client|0917")}
    assert len(codes) == 6


@given(st.lists(st.none() | st.text(max_size=12)), st.sampled_from(["persoon", "client|0484"]))
def test_a_column_gets_the_same_pseudonyms_as_each_number_alone(numbers: list[str | None], purpose: str):
    expected = [None if number is None else pseudonym(KEY, purpose, number) for number in numbers]
    column = pl.Series("bsn", numbers, dtype=pl.String)
    assert pseudonymise_column(KEY, purpose, column).to_list() == expected
    per_row = pl.Series([purpose] * len(numbers), dtype=pl.String)
    assert pseudonymise_column(KEY, per_row, column).to_list() == expected


def test_a_purpose_per_row_counts_per_row():
    column = pseudonymise_column(KEY, pl.Series(["traject|0484", "traject|0917"]), pl.Series("t", ["T-1", "T-1"]))
    assert column.to_list() == [pseudonym(KEY, "traject|0484", "T-1"), pseudonym(KEY, "traject|0917", "T-1")]
    assert column.name == "t"


@pytest.mark.parametrize("text", ["999900006", "999900018", "999900031", "999900043", "999999990"])
def test_bsns_of_the_test_range_pass(text: str):
    assert is_bsn(text)
    assert in_test_range(text)
    assert bsn_fault(text) is None
    assert not could_be_real(text)


def test_the_test_range_holds_9091_numbers():
    assert sum(is_bsn(str(number)) for number in range(TEST_RANGE[0], TEST_RANGE[1] + 1)) == 9091


@pytest.mark.parametrize(
    "text", ["000000000", "999900007", "99990000", "9999000060", "99990000a", "९९९९०००६", "", " 999900006", "999900006.0"]
)
def test_what_is_no_bsn_is_no_bsn(text: str):
    assert not is_bsn(text)


@given(st.integers(1, 999_999_999))
def test_one_wrong_digit_is_always_found(number: int):
    text = str(number).zfill(9)
    if is_bsn(text):
        for place in range(9):
            other = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
            assert not is_bsn(other)


def eight_digits() -> str:
    return next(str(number) for number in range(10_000_000, 10_000_100) if is_bsn(f"0{number}"))


def test_an_eaten_leading_zero_has_its_own_rule():
    assert bsn_fault(eight_digits()) == "voorloopnul"
    assert bsn_fault("12345678") == "bsn"
    assert bsn_faults(pl.Series(["999900006", "999900007", None, eight_digits()])).to_list() == [None, "bsn", None, "voorloopnul"]


def test_a_real_looking_bsn_is_recognised_also_with_separators_or_without_its_zero():
    real = next(str(number) for number in range(100_000_000, 100_000_100) if is_bsn(str(number)))
    assert could_be_real(real)
    assert could_be_real(f"{real[:3]}.{real[3:6]}.{real[6:]}")
    assert could_be_real(eight_digits())
    assert not could_be_real("C-1")
    assert not could_be_real("0")
