from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.amounts import Notation, notation, proofs, read


def cents(text: str, column: Notation) -> int | str | None:
    value, broken = (found.item() for found in read(pl.Series([text]), column, 2))
    assert value is None or broken is None
    return broken if value is None else value


def of(texts: list[str]) -> Notation:
    return notation(proofs(pl.DataFrame({"x": texts}))["x"])


@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), st.booleans(), st.sampled_from(["", "€ ", "€"])), min_size=1, max_size=60))
def test_every_amount_survives_dutch_and_english_notation(drawn: list[tuple[int, bool, str]]):
    texts, expected = [], []
    for amount, grouped, sign in drawn:
        euros, rest = divmod(abs(amount), 100)
        minus = "-" if amount < 0 else ""
        english = f"{euros:,}.{rest:02d}" if grouped else f"{euros}.{rest:02d}"
        dutch = english.translate(str.maketrans(",.", ".,"))
        texts += [f"{sign}{minus}{dutch}", f"{sign}{minus}{english}", f"{dutch}{minus}"]
        expected += [amount] * 3
    for column in ("komma", "punt", "gemengd", "onbekend"):
        assert read(pl.Series(texts), column, 2)[0].to_list() == expected


@pytest.mark.parametrize(("column", "point", "comma"), [("komma", 123_400, "decimalen"), ("punt", "decimalen", 123_400)])
def test_three_digits_after_a_mark_are_read_as_the_column_is_written(column: Notation, point: object, comma: object):
    assert (cents("1.234", column), cents("1,234", column)) == (point, comma)


@pytest.mark.parametrize("column", ["gemengd", "onbekend"])
def test_without_proof_or_with_both_three_digits_stay_unread(column: Notation):
    assert cents("1.234", column) == cents("1,234", column) == cents("-12,500", column) == "dubbelzinnig"


@pytest.mark.parametrize(
    ("text", "amount"),
    [("12", 1200), ("12,5", 1250), (",50", 50), (".5", 50), ("0", 0), ("007", 700), ("−3,00", -300), ("1 234,50", 123_450)],
)
def test_usual_spellings_are_read(text: str, amount: int):
    assert cents(text, "komma") == amount


@pytest.mark.parametrize("text", ["abc", "-", "€", "1.23.45", "--5", "1e5", "(5)", "12,", "5 euro", "٣", "1" * 15, "0x10", "NaN", "inf"])
def test_what_is_no_number_is_a_fault_and_never_zero(text: str):
    assert cents(text, "komma") == "getal"


def test_nothing_is_rounded_but_zeros_at_the_end_fall_off():
    assert cents("0,125", "komma") == "decimalen"
    assert cents("12,500", "komma") == 1250
    assert cents("0.30000000000000004", "punt") == "decimalen"


def test_blank_is_neither_a_value_nor_a_fault():
    assert cents("", "komma") is None
    assert cents("  ", "komma") is None


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["1", "2", ""], "onbekend"),
        (["1.234", "5"], "onbekend"),
        (["1.234", "12,50"], "komma"),
        (["1,234", "12.50"], "punt"),
        (["1.234.567", "5"], "komma"),
        (["0.125"], "punt"),
        (["12,50", "12.50"], "gemengd"),
    ],
)
def test_the_notation_of_a_column_follows_from_its_own_numbers(texts: list[str], found: str):
    assert of(texts) == found


@given(st.lists(st.decimals(min_value=-(10**13), max_value=10**13, places=4), min_size=1, max_size=60))
def test_decimals_keep_four_places_exactly(values: list[Decimal]):
    read_back = read(pl.Series([f"{value:f}" for value in values]), "punt", 4)[0].to_list()
    assert read_back == [int(value * 10_000) for value in values]
