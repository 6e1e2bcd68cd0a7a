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
_NO_CODES = (*_NUMBERS, "mixed", "datetime", "date", "duration")
MAX_NAMED_CELLS = 5


@dataclass
class XlsxTable:
    """A RawTable over the first worksheet of an XLSX file. `_cells` is never set: a worksheet has no ragged rows."""

    headers: list[str]
    dialect: dict[str, Any]
    _rows: pl.DataFrame = field(repr=False)
    _kinds: dict[int, str]
    _errors: list[tuple[int, int]]  # row and column, both 0-based, the row counted from the top of the sheet

    @property
    def is_number(self) -> Collection[int]:
        """See RawTable."""
        return {position for position, kind in self._kinds.items() if kind in _NUMBERS}

    def check(self, codes: Collection[str], wanted: Collection[str]) -> None:
        """See RawTable."""
        self._no_error_values(wanted)
        self._no_numbers_as_codes(codes)

    def batches(self, positions: Collection[int], only: Collection[int] | None = None) -> Iterator[pl.DataFrame]:
        """See RawTable."""
        rows = self._rows if only is None else self._rows.filter(pl.col(ROW).is_in(list(only)))
        yield from rows.select(pl.lit(None, dtype=pl.Int32).alias(CELLS), ROW, *(cell(p) for p in sorted(positions))).iter_slices(
            BATCH_ROWS
        )

    def _no_error_values(self, wanted: Collection[str]) -> None:
        """A cell with #N/B or #DEEL/0! reads as empty; taking it for empty would lose a value without a word."""
        found = [f"rij {row + 1}, kolom {self.headers[column]}" for row, column in self._errors if self.headers[column] in wanted]
        if found:
            more = f" en {len(found) - MAX_NAMED_CELLS} andere cellen" if len(found) > MAX_NAMED_CELLS else ""
            places = listed(found[:MAX_NAMED_CELLS])
            raise Refusal(
                f"In {places}{more} staat een foutwaarde van Excel. Verbeter de formule of vul de waarde zelf in.", "excel_foutwaarde"
            )

    def _no_numbers_as_codes(self, codes: Collection[str]) -> None:
        """A code stored as a number has lost its leading zeros, or its last decimal (6.10 is then 6.1), without a trace."""
        wrong = [self.headers[i] for i, kind in self._kinds.items() if self.headers[i] in codes and kind in _NO_CODES]
        if wrong:
            which = f"kolom {wrong[0]}" if len(wrong) == 1 else f"de kolommen {listed(wrong)}"
            raise Refusal(
                f"In {which} heeft Excel van codes getallen of datums gemaakt, waardoor voorloopnullen en eindnullen kunnen verdwijnen. "
                "Selecteer de kolom, kies Celeigenschappen, Tekst, vul de codes opnieuw in en lever opnieuw.",
                "excel_getal",
            )


def read_xlsx(path: Path) -> XlsxTable:
    """Open an XLSX delivery. Errors: Refusal when the file is no XLSX, is damaged or empty, or unpacks to too much."""
    with path.open("rb") as file:
        if file.read(4) == _OLD_EXCEL:
            raise Refusal("Dit is een oud of beveiligd Excel-bestand. Sla het zonder wachtwoord op als .xlsx.", "bestand_soort")
    check_zip(path)
    try:
        return _read(fastexcel.read_excel(path))
    except fastexcel.FastExcelError:  # its message may quote a cell
        raise Refusal(DAMAGED, "bestand_beschadigd") from None


def _read(book: fastexcel.ExcelReader) -> XlsxTable:
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
    kinds = _kinds(book, top, left, [i for i, header in enumerate(headers) if header]) if table.height else {}  # without rows no kinds
    dialect = {"soort": "xlsx", "werkbladen": len(book.sheet_names), "lege_rijen": int(blank.sum())}
    return XlsxTable(
        headers, dialect, table, kinds, [error.position for error in errors.errors if error.position[0] > top] if errors else []
    )


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
