from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cells import FAULTS, typed
from ingest.contract import ContractField


def read(
    kind: str, texts: list[str], *, excel: bool = False, spellings: dict[str, str] | None = None, **more: Any
) -> list[tuple[Any, ...]]:
    field = ContractField.model_validate({"name": "x", "from": "X", "title": "x", "description": "x", "type": kind, **more})
    found = typed(pl.Series(texts, dtype=pl.String), field, spellings or {}, "komma", excel)
    wanted = [found.value, found.fault, *([found.reason] if found.reason is not None else [])]
    return list(zip(*(column.to_list() for column in wanted), strict=True))


@pytest.mark.parametrize("text", ["15-03-2025", "2025-03-15", " 15-3-2025 ", "2025-03-15 00:00:00", "2025-03-15T00:00:00.000"])
def test_a_date_is_read_in_dutch_and_iso_order(text: str):
    assert read("date", [text]) == [(date(2025, 3, 15), None)]


@pytest.mark.parametrize(
    "text", ["31-02-2025", "29-02-2023", "00-01-2025", "2025-13-01", "15/03/2025", "15-03-25", "20250315", "45731", "maart"]
)
def test_a_date_that_does_not_exist_or_could_be_two_days_is_a_fault(text: str):
    assert read("date", [text]) == [(None, "datum")]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_is_read_back(day: date):
    assert read("date", [f"{day:%d-%m-%Y}", day.isoformat()]) == [(day, None), (day, None)]


def test_the_day_numbers_of_excel_are_dates_in_excel_only():
    assert read("date", ["45731", "99999", "123"], excel=True) == [(date(2025, 3, 15), None), (None, "datum"), (None, "datum")]


def test_a_month_is_read_from_three_spellings():
    texts = ["2025-03", "03-2025", "15-03-2025", "2025-13", "maart"]
    assert read("month", texts) == [(date(2025, 3, 1), None)] * 3 + [(None, "maand")] * 2


def test_a_whole_number_is_digits_only():
    assert read("integer", ["3", " 007 ", "-4", "+5"]) == [(3, None), (7, None), (-4, None), (5, None)]
    assert {fault for _, fault in read("integer", ["3,0", "3.0", "1e3", "drie", "٣", "9" * 19, "1 000"])} == {"heel_getal"}


def test_blank_text_is_no_value_and_no_fault_in_every_type():
    for kind in ("string", "integer", "decimal", "cents", "date", "month", "boolean"):
        assert read(kind, ["", "  "]) == [(None, None)] * 2


def test_a_missing_value_becomes_its_reason_whatever_its_capitals():
    missing = {"": "onbekend", "99": "niet_besproken", "nvt": "nvt"}
    found = read("integer", ["3", "99", " NVT ", "", "6", "x"], missing=missing, missing_reason_to="x_reden")
    assert [value for value, _, _ in found] == [3, None, None, None, 6, None]
    assert [reason for _, _, reason in found] == [None, "niet_besproken", "nvt", "onbekend", None, None]
    assert [fault for _, fault, _ in found] == [None] * 5 + ["heel_getal"]


def test_a_listed_value_lands_in_its_own_spelling():
    spellings = {"follow-up": "follow_up", "sociaal team": "sociaal_team"}
    assert read("string", ["Follow-Up", "Sociaal  team", "iets anders"], spellings=spellings) == [
        ("follow_up", None),
        ("sociaal_team", None),
        ("iets anders", None),
    ]


def test_yes_and_no_are_what_the_contract_calls_them():
    assert read("boolean", ["JA", "nee", "misschien"], spellings={"ja": "true", "nee": "false"}) == [
        (True, None),
        (False, None),
        (None, "ja_nee"),
    ]


def test_text_is_stripped_and_its_accents_are_one_character():
    assert read("string", ["  Financie\u0308n "]) == [("Financiën", None)]


def test_decimals_land_exactly_and_too_many_are_a_fault():
    rows = read("decimal", ["41,5", "-0,0001", "1,23456"])
    assert [str(value) for value, _ in rows] == ["41.5000", "-0.0001", "None"]
    assert rows[2][1] == "decimalen"


def test_every_fault_has_a_sentence_that_shows_the_cell_and_says_what_to_do():
    for rule in ("heel_getal", "getal", "dubbelzinnig", "decimalen", "datum", "maand", "ja_nee"):
        assert "{waarde}" in FAULTS[rule]
        assert any(verb in FAULTS[rule] for verb in ("Schrijf", "Rond af", "Vul"))
