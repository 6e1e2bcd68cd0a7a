"""What differs between two releases: per table the number of rows and a hash of its content.

What belongs here: comparing two databases table by table. Not here: whether a difference is allowed (audit.py), which release counts.
Left out: what differs between any two runs (run id and start), so that a second run over the same deliveries shows no difference.
"""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from orchestration.load import connect

RUN_TABLES = {"meta.run", "marts.mart_release"}
RUN_COLUMNS = {"run_id", "gestart_op"}
TABLE, VIEW = "BASE TABLE", "VIEW"


class Content(NamedTuple):
    """Columns with their types, number of rows, and a hash that does not depend on the order of the rows."""

    columns: tuple[str, ...]
    rows: int
    digest: str


class TableDiff(NamedTuple):
    """One table that differs; None = the table is absent on that side. `what` is a short Dutch phrase."""

    table: str
    rows_before: int | None
    rows_after: int | None
    what: str


def contents(database: Path, *kinds: str) -> dict[str, Content]:
    """Content of every table and view of a database, or of these kinds, by `schema.table`."""
    columns_sql = (
        "select c.table_schema || '.' || c.table_name, c.column_name, c.data_type from information_schema.columns as c "
        "inner join information_schema.tables as t using (table_catalog, table_schema, table_name) "
        "where list_contains(?, t.table_type) and c.table_schema not in ('information_schema', 'pg_catalog') order by 1, c.ordinal_position"
    )
    with closing(connect(database, read_only=True)) as con:
        columns: dict[str, list[tuple[str, str]]] = {}
        for table, name, kind in con.execute(columns_sql, [list(kinds or (TABLE, VIEW))]).fetchall():
            if table not in RUN_TABLES and name not in RUN_COLUMNS:
                columns.setdefault(table, []).append((name, kind))
        return {table: _content(con, table, tuple(found)) for table, found in columns.items()}


def diff(before: Path, after: Path) -> list[TableDiff]:
    """The tables and views that differ between two databases, sorted; empty when their data are equal.

    The same views over the same tables are equal. Reading them too took 48 instead of 5 s of cpu: lists of rows behind millions of figures.
    """
    left, right = contents(before, TABLE), contents(after, TABLE)
    if left != right or _views(before) != _views(after):
        left, right = left | contents(before, VIEW), right | contents(after, VIEW)
    return [
        TableDiff(table, left[table].rows if table in left else None, right[table].rows if table in right else None, what)
        for table in sorted(left.keys() | right.keys())
        if (what := _what(left.get(table), right.get(table)))
    ]


def _views(database: Path) -> list[tuple[str, str, str]]:
    with closing(connect(database, read_only=True)) as con:
        return con.execute("select schema_name, view_name, sql from duckdb_views() where not internal order by all").fetchall()


def _content(con, table: str, columns: tuple[tuple[str, str], ...]) -> Content:  # type: ignore[no-untyped-def]
    # Of 64 bits, of the row as it is: md5 of its text took 25 times as long. To hash() 0.0 and -0.0 are equal, on a page they are not.
    values = ", ".join(f'cast("{name}" as varchar)' if kind in ("DOUBLE", "FLOAT") else f'"{name}"' for name, kind in columns)
    # A sum, not an exclusive or: two equal rows must not cancel each other out.
    rows, digest = con.execute(f"select count(*), sum(hash({values})) from {table}").fetchone()
    return Content(tuple(f"{name} {kind}" for name, kind in columns), rows, str(digest))


def _what(left: Content | None, right: Content | None) -> str:
    if left is None or right is None:
        return "tabel is nieuw" if left is None else "tabel is weg"
    if left.columns != right.columns:
        return "andere kolommen"
    if left.rows != right.rows:
        return "ander aantal rijen"
    return "andere inhoud" if left.digest != right.digest else ""
