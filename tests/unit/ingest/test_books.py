"""The quirks of files about money: thousands of euros, marks for no figure, and a ledger with its signs the other way round."""

from collections.abc import Iterable
from typing import Any

import polars as pl
import pytest

from ingest.contract import Contract, load_contracts
from tests.unit.ingest.test_conform import read

CONTRACTS = load_contracts()
CELL = {
    "ID": "0", "TaakveldBalanspost": "6.71b ", "Categorie": "L3.8    ", "Gemeenten": "GM0119   ", "Verslagsoort": "2024X005",
    "k_1ePlaatsing_1": "1518", "k_2ePlaatsing_2": "-99998",
}  # fmt: skip
LINE = {
    "Boekjaar": "2025", "Periode": "3", "Taakveld": "6.712", "Economische categorie": "3.8", "Lasten of baten": "lasten",
    "Contractnummer": "", "AGB-code": "", "Boekstuknummer": "INK-1", "Boekdatum": "31-03-2025", "Bedrag": "-12,50", "Omschrijving": "",
}  # fmt: skip


def cell(**changes: str) -> dict[str, Any]:
    typed, findings = read([CELL | changes], CONTRACTS["iv3"])
    assert findings.is_empty()
    return typed.row(0, named=True)


def test_a_cell_of_cbs_lands_in_cents_without_the_blanks_behind_its_codes():
    row = cell()
    assert (row["gemeente_code"], row["taakveld_code"], row["categorie_code"]) == ("GM0119", "6.71b", "L3.8")
    assert (row["plaatsing_1_cent"], row["plaatsing_2_cent"], row["plaatsing_2_reden"]) == (151_800_000, None, "geen_opgave")


@pytest.mark.parametrize(
    ("written", "cents", "reason"),
    [
        ("-99998", None, "geen_opgave"),
        ("-99998.0", None, "geen_opgave"),
        (" -99998 ", None, "geen_opgave"),
        ("-99999", -9_999_900_000, None),
        ("-99997", -9_999_700_000, None),
        ("-446327", -44_632_700_000, None),
        ("0", 0, None),
        ("1.5", 150_000, None),
        ("", None, None),
    ],
)
def test_only_exactly_the_mark_means_no_figure_and_lower_amounts_are_real(written: str, cents: int | None, reason: str | None):
    row = cell(k_1ePlaatsing_1=written)
    assert (row["plaatsing_1_cent"], row["plaatsing_1_reden"]) == (cents, reason)


def test_an_amount_in_thousands_that_does_not_fit_is_a_fault_and_never_another_number():
    typed, findings = read([CELL | {"k_1ePlaatsing_1": "9" * 14}], CONTRACTS["iv3"])
    assert typed["plaatsing_1_cent"].to_list() == [None]
    assert findings["regel"].to_list() == ["getal"]


def booked(contract: Contract, rows: Iterable[dict[str, str]], leverancier: str) -> list[int]:
    typed: pl.DataFrame = read(list(rows), contract, leverancier=leverancier)[0]
    return typed["bedrag_cent"].to_list()


@pytest.mark.parametrize(("side", "expected"), [("lasten", [1_250, 800]), ("baten", [-1_250, -800]), ("beide", [1_250, -800])])
def test_a_supplier_with_a_setting_has_its_signs_turned_round_on_that_side_only(side: str, expected: list[int]):
    rows = [LINE, LINE | {"Lasten of baten": "B", "Bedrag": "8,00"}]
    contract = CONTRACTS["grootboek"].model_copy(update={"minus_from": {"0484": side}})
    assert booked(contract, rows, "0484") == expected
    assert booked(contract, rows, "0917") == [-1_250, 800]
    assert booked(CONTRACTS["grootboek"], rows, "0484") == [-1_250, 800]
