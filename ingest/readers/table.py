"""What a reader hands over, whatever the format: headers, how the file was written, and rows of text in pieces.

What belongs here: that shape. Not here: formats (csv.py, xlsx.py) and meaning (conform.py).
"""

from collections.abc import Collection, Iterator
from typing import Any, Protocol

import polars as pl

ROW, PART, CELLS = "_source_row", "_source_part", "_cells"


def cell(position: int) -> str:
    """The column name in a batch of the cells under header number `position` (0-based)."""
    return f"c{position}"


class RawTable(Protocol):
    """One delivered table.

    `headers` as in the file, blanks around them removed; a column without a header is ''. `dialect` says how the file was written and
    is complete once `batches` has been read to the end.
    """

    headers: list[str]
    dialect: dict[str, Any]

    @property
    def is_number(self) -> Collection[int]:
        """Positions of columns whose cells are numbers in the file itself."""
        ...

    def check(self, codes: Collection[str], wanted: Collection[str]) -> None:
        """Errors: Refusal when a whole column cannot be trusted: `codes` are headers that must be text, `wanted` headers that are read."""
        ...

    def batches(self, positions: Collection[int], only: Collection[int] | None = None) -> Iterator[pl.DataFrame]:
        """The rows in order, in pieces; blank rows left out. May be called again, for the same rows, or with `only` for some of them.

        Columns: `_source_row` Int64 (as a person counts, the first line of the file is 1), `_cells` Int32 (how many cells the row has
        when that number is wrong, else null), and per position a String column `c<position>` with the text exactly as delivered.
        Errors: Refusal when the file cannot be read to the end.
        """
        ...
