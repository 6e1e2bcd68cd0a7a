"""Tables as CSV beside the pages: the same numbers as the table on the page, with a status for what is not shown.

Belongs here: the shape of the files. Does not belong here: which numbers are shown. UTF-8 with BOM because Excel needs it; ';' and a
decimal comma in Dutch, ',' and a point in English.
"""

import csv
import io
from collections.abc import Iterator

from markupsafe import Markup

from dashboards.blocks import Row, Table
from dashboards.ledger import Number
from dashboards.sheet import Desk, status_text


def csv_text(desk: Desk, table: Table) -> str:
    """Return the table as CSV text with BOM. Extra columns: bounds of intervals, status, figure, as-of date, kind of data."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if desk.language == "nl" else ",", lineterminator="\r\n")
    bounded = _bounded(table)
    writer.writerow(
        [*_header(desk, table, bounded), *(desk.texts(f"bestand.{name}") for name in ("status", "figuur", "peildatum", "soort"))]
    )
    end = [
        table.id,
        desk.release["peildatum"] or "",
        desk.texts("bestand.synthetisch") if desk.release["is_demo"] else desk.texts("bestand.echt"),
    ]
    for row in table.rows:
        writer.writerow([_safe(_plain(row.name)), *_cells(desk, row, bounded), _status(desk, table, row), *end])
    return "\ufeff" + out.getvalue()


def _bounded(table: Table) -> set[int]:
    """Return the places of columns whose numbers have an interval."""
    numbers = [(i, cell) for row in table.rows for i, cell in enumerate(row.cells) if isinstance(cell, Number)]
    return {i for i, number in numbers if number.low is not None}


def _header(desk: Desk, table: Table, bounded: set[int]) -> Iterator[str]:
    yield table.first
    for i, column in enumerate(table.columns):
        yield column.label
        if i in bounded:
            yield f"{column.label} ({desk.texts('bestand.laag')})"
            yield f"{column.label} ({desk.texts('bestand.hoog')})"


def _cells(desk: Desk, row: Row, bounded: set[int]) -> Iterator[str]:
    for i, cell in enumerate(row.cells):
        if isinstance(cell, Number):
            yield desk.formats.file(cell.value)
            if i in bounded:
                yield desk.formats.file(cell.low)
                yield desk.formats.file(cell.high)
        else:
            yield _safe(_plain(cell))
            if i in bounded:
                yield from ("", "")


def _status(desk: Desk, table: Table, row: Row) -> str:
    """Return 'getoond', or per column why it is empty."""
    columns = zip(table.columns, row.cells, strict=True)
    hidden = [(c.label, n.shown) for c, n in columns if isinstance(n, Number) and not n.shown.is_shown]
    if not hidden:
        return desk.texts("statuscode.getoond")
    return " | ".join(f"{label}: {status_text(desk, shown)}" for label, shown in hidden)


def _plain(text: str) -> str:
    return text.striptags() if isinstance(text, Markup) else text


def _safe(text: str) -> str:
    """Keep a spreadsheet from running delivered text as a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and len(text) > 1 else text
