"""Reading an XLSX delivery: the first worksheet, every cell as text, nothing guessed from the first thousand rows.

What belongs here: cells to text, and which columns hold numbers where text was meant. Not here: what a column means (conform.py).
Only stored values are read: macros, links to other files and formulas themselves are never run.
"""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl

from ingest.findings import listed
from ingest.readers.sniff import tidy_header
from ingest.readers.table import CELLS, ROW, cell
from ingest.readers.zipcheck import DAMAGED, check_zip
from ingest.refusal import Refusal

logging.getLogger("fastexcel").setLevel(logging.ERROR)  # it warns about every empty column; empty columns are allowed
BATCH_ROWS = 200_000
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_NUMBERS = ("int", "float")
MAX_NAMED_CELLS = 5


@dataclass
class XlsxTable:
    """A RawTable over the first worksheet of an XLSX file. `_cells` is never set: a worksheet has no ragged rows."""

    headers: list[str]
    dialect: dict[str, Any]
    is_number: Collection[int]
    _rows: pl.DataFrame = field(repr=False)

    def batches(self, positions: Collection[int], only: Collection[int] | None = None) -> Iterator[pl.DataFrame]:
        """See RawTable."""
        rows = self._rows if only is None else self._rows.filter(pl.col(ROW).is_in(list(only)))
        wanted = rows.select(pl.lit(None, dtype=pl.Int32).alias(CELLS), ROW, *(cell(position) for position in sorted(positions)))
        yield from wanted.iter_slices(BATCH_ROWS)


def read_xlsx(path: Path, codes: Collection[str], wanted: Collection[str]) -> XlsxTable:
    """Open an XLSX delivery. `codes` are the headers whose cells must be text; `wanted` the headers koers takes in.

    Errors: Refusal when the file is no XLSX, unpacks to too much, is empty, has an error value such as #N/B, or has numbers under `codes`.
    """
    with path.open("rb") as file:
        if file.read(4) == _OLD_EXCEL:
            raise Refusal("Dit is een oud of beveiligd Excel-bestand. Sla het zonder wachtwoord op als .xlsx.", "bestand_soort")
    check_zip(path)
    try:
        return _read(fastexcel.read_excel(path), codes, wanted)
    except fastexcel.FastExcelError:  # its message may quote a cell
        raise Refusal(DAMAGED, "bestand_beschadigd") from None


def _read(book: fastexcel.ExcelReader, codes: Collection[str], wanted: Collection[str]) -> XlsxTable:
    sheet = book.load_sheet(0, header_row=None, skip_rows=0, schema_sample_rows=None, dtypes="string", eager=False)
    cells, errors = sheet.to_polars(), sheet.to_arrow_with_errors()[1]
    filled = cells.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    if not filled.any():
        raise Refusal("Het eerste werkblad is leeg. Zet de tabel op het eerste werkblad, met kolomkoppen in rij 1.", "bestand_leeg")
    top = filled.arg_true()[0]
    headers = [tidy_header(text or "") for text in cells.row(top)]
    rows = cells.rename({name: cell(i) for i, name in enumerate(cells.columns)}).with_row_index(ROW, 1).slice(top + 1)
    blank = rows.select(pl.all_horizontal(pl.exclude(ROW).is_null())).to_series()
    table = rows.filter(~blank).with_columns(pl.col(ROW).cast(pl.Int64), pl.exclude(ROW).fill_null(""))
    left = sheet.selected_columns[
        0
    ].absolute_index  # the reader leaves out empty columns on the left, but asks for columns counted with them
    read = [i for i, header in enumerate(headers) if header in wanted]
    kinds = _kinds(book, top, left, read) if table.height else {}  # without rows there is no kind to ask for
    _no_error_values(errors.errors if errors else [], top, headers, wanted)
    _no_numbers_as_codes(kinds, headers, codes)
    numbers = {i for i, kind in kinds.items() if kind in _NUMBERS}
    return XlsxTable(headers, {"soort": "xlsx", "werkbladen": len(book.sheet_names), "lege_rijen": int(blank.sum())}, numbers, table)


def _kinds(book: fastexcel.ExcelReader, top: int, left: int, positions: list[int]) -> dict[int, str]:
    """What the cells of each column are in the file: `string`, `int`, `float`, `datetime` …, or `mixed` for text beside something else."""
    below: dict[str, Any] = {"header_row": None, "skip_rows": top + 1, "schema_sample_rows": None}
    found = book.load_sheet(0, **below).available_columns()
    kinds = {column.absolute_index - left: str(column.dtype) for column in found if column.absolute_index - left in positions}
    texts = [position for position, kind in kinds.items() if kind == "string"]
    if _is_pure(book, below, left, texts):
        return kinds
    return kinds | {position: "mixed" for position in texts if not _is_pure(book, below, left, [position])}


def _is_pure(book: fastexcel.ExcelReader, below: dict[str, Any], left: int, positions: list[int]) -> bool:
    """Whether every column holds cells of one kind. Reading strictly is the only way to ask; the reader has no question for it."""
    try:
        book.load_sheet(0, **below, use_columns=[left + position for position in positions], dtype_coercion="strict")
    except fastexcel.UnsupportedColumnTypeCombinationError:
        return False
    return True


def _no_error_values(errors: list[Any], top: int, headers: list[str], wanted: Collection[str]) -> None:
    """A cell with #N/B or #DEEL/0! reads as empty; taking it for empty would lose a value without a word."""
    found = [error.position for error in errors if error.position[0] > top and headers[error.position[1]] in wanted]
    if found:
        places = listed([f"rij {row + 1}, kolom {headers[column]}" for row, column in found[:MAX_NAMED_CELLS]])
        more = f" en {len(found) - MAX_NAMED_CELLS} andere cellen" if len(found) > MAX_NAMED_CELLS else ""
        raise Refusal(
            f"In {places}{more} staat een foutwaarde van Excel. Verbeter de formule of vul de waarde zelf in.", "excel_foutwaarde"
        )


def _no_numbers_as_codes(kinds: dict[int, str], headers: list[str], codes: Collection[str]) -> None:
    """A code stored as a number has lost its leading zeros, or its last decimal (6.10 is then 6.1), without a trace."""
    wrong = [
        headers[i] for i, kind in kinds.items() if headers[i] in codes and kind in (*_NUMBERS, "mixed", "datetime", "date", "duration")
    ]
    if wrong:
        which = f"kolom {wrong[0]}" if len(wrong) == 1 else f"de kolommen {listed(wrong)}"
        raise Refusal(
            f"In {which} heeft Excel van codes getallen of datums gemaakt, waardoor voorloopnullen en eindnullen kunnen verdwijnen. "
            "Selecteer de kolom, kies Celeigenschappen, Tekst, vul de codes opnieuw in en lever opnieuw.",
            "excel_getal",
        )
