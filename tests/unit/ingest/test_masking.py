import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.masking import EMPTY, KNOWN_WORDS, displayable, displayable_header
from ingest.pseudonymise import is_bsn


def next_bsn(number: int) -> str:
    return next(text for text in (str(n).zfill(9) for n in range(number, number + 100)) if is_bsn(text))


BSN = st.integers(10_000_000, 999_999_900).map(next_bsn)


def separated(bsn: str, mark: str, cuts: tuple[int, ...]) -> str:
    return mark.join(bsn[a:b] for a, b in zip((0, *cuts), (*cuts, len(bsn)), strict=True))


@given(
    BSN, st.sampled_from([" ", ".", "-", ",", "", "  ", " . "]), st.sampled_from([(3, 6), (4, 6), (2, 4, 6), (6,), (1,), ()]), st.booleans()
)
def test_no_bsn_is_ever_shown_however_it_is_written(bsn: str, mark: str, cuts: tuple[int, ...], with_decimals: bool):
    text = separated(bsn, mark, cuts) + (",00" if with_decimals else "")
    shown = displayable(text)
    assert shown != text.strip()
    assert re.sub(r"\D", "", shown) != bsn


@given(BSN, st.text(max_size=8), st.text(max_size=8))
def test_no_bsn_is_shown_inside_other_text(bsn: str, before: str, after: str):
    assert bsn not in displayable(before + bsn + after)


@given(st.integers(10_000_000, 99_999_900).map(next_bsn))
def test_a_bsn_that_lost_its_leading_zero_is_not_shown(bsn: str):
    assert displayable(bsn[1:]) == "«getal van 8 cijfers»"


@given(st.text(max_size=60))
def test_no_word_outside_the_known_list_is_ever_shown(text: str):
    shown = displayable(text)
    if not shown.startswith("«"):
        assert shown == text.strip()
        assert shown.lower() in KNOWN_WORDS or not re.search(r"[^\W\d_]{4,}", shown)
        assert shown.lower() in KNOWN_WORDS or not re.search(r"[^\W\d_]", shown) or re.match(r"(GM|WK|[0-9])", shown)


@pytest.mark.parametrize(
    "name", ["Jan", "Bo", "Jan de Vries", "de Vries", "O'Neill", "C-000123", "T-1", "M-17", "mevrouw", "1234AB", "0612345678"]
)
def test_names_and_numbers_of_persons_show_as_a_shape(name: str):
    assert displayable(name) in (f"«tekst van {len(name)} tekens»", f"«getal van {len(name)} cijfers»")


@pytest.mark.parametrize(
    "text",
    [
        "6",
        "99",
        "-1",
        "0484",
        "2025",
        "31-02-2025",
        "2025-02-31",
        "1/3/2025",
        "1.234,50",
        "€ 12,50",
        "12.50",
        "1.234",
        "-5,00",
        "12,5 %",
        "6.10",
        "6.71a",
        "4.3.3",
        "GM0484",
        "WK048401",
        "2025H1",
        "2025M03",
        "2025-03",
        "nvt",
        "N.v.t.",
        "onbekend",
        "follow-up",
        "#N/B",
        "2025-03-15 00:00:00",
    ],
)
def test_what_cannot_identify_anybody_is_shown_as_it_is(text: str):
    assert displayable(f" {text} ") == text


@pytest.mark.parametrize("text", [None, "", "  ", "\t"])
def test_nothing_shows_as_empty(text: str | None):
    assert displayable(text) == EMPTY


def test_a_header_is_quoted_and_data_in_its_place_is_named_by_position():
    assert displayable_header("Meet datum", 7) == "'Meet datum'"
    assert displayable_header("999900006", 3) == "kolom 3"
    assert displayable_header("C-000123", 2) == "kolom 2"
    assert displayable_header("", 4) == "kolom 4"
