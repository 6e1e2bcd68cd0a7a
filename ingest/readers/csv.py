"""Reading a CSV delivery as text, in pieces of bounded size, without losing or inventing a row.

What belongs here: records and cells. Not here: encoding, separator and header (sniff.py), and what a column means (conform.py).

Polars parses the cells, fast, but fills a short row with blanks without a word and cannot say which row a stray quote is in. So the
number of cells of every record is counted apart from Polars, on the bytes; where the two disagree, Python's own csv module decides.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from ingest.readers.sniff import Dialect, sniff
from ingest.readers.table import CELLS, ROW, cell
from ingest.refusal import Refusal

CHUNK_BYTES = 8 << 20  # larger is no faster and takes more memory
MAX_RECORD_BYTES = 64 << 20  # a record this long is an unclosed quote, not a record
_OVER = "_over"
_QUOTED = re.compile(rb'"[^"]*"')
UNCLOSED = (
    'Rond rij {row} staat een aanhalingsteken (") dat niet wordt gesloten, waardoor rijen in één cel belanden. '
    "Haal het weg of schrijf het dubbel en lever opnieuw."
)


class _Records(NamedTuple):
    """The records of one piece: their cells, the number of cells where that is wrong (else -1), and which are blank."""

    cells: pl.DataFrame
    wrong: np.ndarray
    is_blank: np.ndarray


@dataclass
class CsvTable:
    """A RawTable over a CSV file."""

    path: Path
    found: Dialect
    headers: list[str]
    dialect: dict[str, Any]

    @property
    def is_number(self) -> Collection[int]:
        """Everything is text in a CSV."""
        return ()

    def check(self, codes: Collection[str], wanted: Collection[str]) -> None:
        """Nothing can go wrong with a whole column of a CSV."""

    def batches(self, positions: Collection[int], only: Collection[int] | None = None) -> Iterator[pl.DataFrame]:
        """See RawTable."""
        blank, row = 0, self.found.first_row
        wanted = None if only is None else np.sort(np.fromiter(only, dtype=np.int64))
        for piece in _pieces(self.path, self.found):
            numbers: np.ndarray | None = None
            next_row = row + piece.count(b"\n")
            if wanted is not None and b'"' not in piece:
                numbers = wanted[(wanted >= row) & (wanted < next_row)]
                piece = _picked(piece, numbers - row)
            records = self._records(piece, row)
            if numbers is None:
                numbers = np.arange(row, row + records.cells.height, dtype=np.int64)
                next_row = row + records.cells.height
            blank += int(records.is_blank.sum())
            counted = [pl.Series(ROW, numbers), pl.Series(CELLS, records.wrong, dtype=pl.Int32).replace(-1, None)]
            frame = pl.DataFrame([*counted, *(records.cells[cell(position)] for position in sorted(positions))])
            keep = ~records.is_blank if wanted is None else ~records.is_blank & np.isin(numbers, wanted)
            yield frame if keep.all() else frame.filter(pl.Series(keep))
            row = next_row
        if wanted is None:
            self.dialect["lege_rijen"] = blank

    def _records(self, piece: bytes, first_row: int) -> _Records:
        has_quotes = b'"' in piece
        cells = self._parse(piece, has_quotes)
        if cells is not None and not has_quotes and self._is_regular(piece, cells):
            return _Records(cells, np.full(cells.height, -1), np.zeros(cells.height, dtype=bool))
        counts, no_text = _cells_per_line(_QUOTED.sub(b"", piece) if has_quotes else piece, self.found.separator)
        if cells is None or cells.height != len(counts):
            cells, counts = self._parse_slowly(piece, first_row)
            no_text = np.ones(len(counts), dtype=bool)
        is_blank = no_text
        if has_quotes and no_text.any():  # the quoted text was cut away before counting, so the cells themselves must tell
            is_blank = no_text & cells.select(pl.all_horizontal(pl.all() == "")).to_series().to_numpy()
        wrong = np.where(self._has_wrong_number(counts, cells), counts, -1)
        if has_quotes:
            self._no_swallowed_rows(cells, wrong, first_row)
        return _Records(cells, wrong, is_blank)

    def _names(self) -> list[str]:
        return [*(cell(position) for position in range(len(self.headers))), _OVER]

    def _parse(self, piece: bytes, has_quotes: bool) -> pl.DataFrame | None:
        """The cells by Polars, or None when Polars cannot make sense of the quotes. The first line fixes the number of columns."""
        names = self._names()
        text = piece.decode("cp1252").encode() if self.found.encoding == "cp1252" else piece
        try:
            return pl.read_csv(
                b"".join([self.found.separator.join(names).encode(), b"\n", text]),
                separator=self.found.separator,
                quote_char='"' if has_quotes else None,
                schema=dict.fromkeys(names, pl.String),
                empty_string_is_null=False,
                truncate_ragged_lines=True,
            )
        except pl.exceptions.PolarsError:  # its message quotes the delivery, so it goes no further
            return None

    def _parse_slowly(self, piece: bytes, first_row: int) -> tuple[pl.DataFrame, np.ndarray]:
        """The cells by Python's csv module, which takes a stray quote as text, and the number of cells of each record."""
        csv.field_size_limit(MAX_RECORD_BYTES)
        try:
            records = list(csv.reader(io.StringIO(piece.decode(self.found.encoding), newline=""), delimiter=self.found.separator))
        except csv.Error:
            raise Refusal(UNCLOSED.format(row=first_row), "aanhalingsteken") from None
        width = len(self.headers) + 1
        cells = [(record + [""] * width)[:width] for record in records]
        frame = pl.DataFrame(cells, schema=dict.fromkeys(self._names(), pl.String), orient="row")
        return frame, np.array([len(record) for record in records], dtype=np.int64)

    def _is_regular(self, piece: bytes, cells: pl.DataFrame) -> bool:
        """Whether every record has as many cells as the header, told by totals, which is four times as fast as counting each.

        A short record has a blank last cell, so when no last cell is blank none is short; then the totals exclude long ones too.
        """
        last = cell(len(self.headers) - 1)
        return (
            piece.count(b"\n") == cells.height
            and piece.count(self.found.separator.encode()) == cells.height * (len(self.headers) - 1)
            and bool((cells[last] != "").all())
        )

    def _has_wrong_number(self, counts: np.ndarray, cells: pl.DataFrame) -> np.ndarray:
        """Too few cells, or too many; one empty cell too many (a separator at the end of the line) is no fault."""
        width = len(self.headers)
        named = max(position for position, header in enumerate(self.headers, 1) if header)
        trailing = (counts == width + 1) & (cells[_OVER] == "").to_numpy()
        return (counts < named) | ((counts > width) & ~trailing)

    def _no_swallowed_rows(self, parsed: pl.DataFrame, wrong: np.ndarray, first_row: int) -> None:
        """A stray quote takes the rows after it into one cell. Such a record has the wrong number of cells, or the lines in its cells
        hold exactly as many separators as whole rows would: then nobody can tell text from rows, and guessing would lose rows."""
        several_lines = parsed.with_row_index().filter(pl.any_horizontal(pl.exclude("index").str.contains("\n", literal=True)))
        for index, *cells in several_lines.iter_rows():
            inside = [text for text in cells if "\n" in text]
            lines = sum(text.count("\n") for text in inside)
            if wrong[index] >= 0 or sum(text.count(self.found.separator) for text in inside) == lines * (len(self.headers) - 1):
                raise Refusal(UNCLOSED.format(row=first_row + index), "aanhalingsteken")


def read_csv(path: Path, expected: Collection[str]) -> CsvTable:
    """Open a CSV delivery. `expected` are headers that may occur; they decide which separator it is. Errors: Refusal, see sniff.py."""
    found, headers = sniff(path, expected)
    return CsvTable(path, found, headers, found.described())


def _pieces(path: Path, found: Dialect) -> Iterator[bytes]:
    """The bytes after the header in pieces of whole records, each ending in a line end."""
    with path.open("rb") as file:
        file.seek(found.data_starts_at)
        rest, row = b"", found.first_row
        while block := file.read(CHUNK_BYTES):
            rest += block
            cut = _last_record_end(rest) if found.has_quotes else rest.rfind(b"\n") + 1
            if cut:
                row += rest.count(b"\n", 0, cut) if found.has_quotes else 0
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > MAX_RECORD_BYTES:
                raise Refusal(UNCLOSED.format(row=row), "aanhalingsteken")
        if rest.count(b'"') % 2:
            raise Refusal(UNCLOSED.format(row=row), "aanhalingsteken")
        if rest:
            yield rest if rest.endswith(b"\n") else rest + b"\n"


def _last_record_end(data: bytes) -> int:
    """Where the last whole record ends: a line end with an even number of quotes before it. 0 when there is none."""
    cut = data.rfind(b"\n") + 1
    odd = data.count(b'"', 0, cut) % 2
    while cut and odd:
        earlier = data.rfind(b"\n", 0, cut - 1) + 1
        odd = (odd + data.count(b'"', earlier, cut)) % 2
        cut = earlier
    return cut


def _picked(piece: bytes, indexes: np.ndarray) -> bytes:
    """Some lines of a piece without quotes."""
    lines = piece.split(b"\n") if len(indexes) else []
    return b"".join(lines[index] + b"\n" for index in indexes)


def _cells_per_line(skeleton: bytes, separator: str) -> tuple[np.ndarray, np.ndarray]:
    """Per line the number of cells, and whether nothing but separators is on it. `skeleton` has no quoted text left."""
    data = np.frombuffer(skeleton, dtype=np.uint8)
    ends = np.flatnonzero(data == ord("\n"))
    separators = np.searchsorted(np.flatnonzero(data == ord(separator)), ends)
    counts = np.diff(separators, prepend=0)
    lengths = np.diff(ends, prepend=-1) - 1
    lengths -= (lengths > 0) & (data[ends - 1] == ord("\r"))
    return counts + 1, lengths == counts
