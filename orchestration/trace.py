"""From a printed figure back to file and line: mart row → the mart rows it is made of → contributions → landing rows.

What belongs here: walking that road in one release, read-only. Not here: drawing it (screen.py), making contributions (dbt_project).
"""

from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from orchestration.errors import UnusableCall
from orchestration.load import connect


class Part(NamedTuple):
    """What one measure of a figure is made of: the sum and the number of contributions in one table."""

    table: str
    measure: str
    total: Any
    contributions: int


class SourceRow(NamedTuple):
    """A delivered row behind a figure, by file and line. `part` is the leefgebied of a wide delivery, else empty."""

    measure: str
    file: str
    row: int
    part: str
    delivery_id: str


class Step(NamedTuple):
    """A mart row that a figure is calculated from: named in a column `…_cell_id` of the row before it."""

    column: str
    mart: str
    cell_id: str


class Trace(NamedTuple):
    """A mart row, the mart rows it is calculated from, and the parts and source rows of all of them; `hidden` source rows were left out
    because of the limit."""

    row: dict[str, Any]
    through: list[Step]
    parts: list[Part]
    sources: list[SourceRow]
    hidden: int


def trace(database: Path, mart: str, cell_id: str, limit: int = 20) -> Trace:
    """Walk from one mart row to its delivered rows. Errors: UnusableCall when the mart or the cell does not exist."""
    with closing(connect(database, read_only=True)) as con:
        row = _mart_row(con, mart, cell_id)
        through = _through(con, row)
        cells = [cell_id, *(step.cell_id for step in through)]
        tables = _contribution_tables(con)
        parts = [part for table, column in tables for part in _parts(con, table, column, cells)]
        sources = _sources(con, tables, cells)
    return Trace(row, through, parts, sources[:limit], max(len(sources) - limit, 0))


def _through(con: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[Step]:
    """The mart rows behind a mart row, and those behind them; each once. A cell_id stands in one mart: it is a hash of mart and keys."""
    sql = """
        select table_name from information_schema.columns where table_schema = 'marts' and column_name = 'cell_id' order by 1
    """
    marts, found, rows = [name for (name,) in con.execute(sql).fetchall()], dict[str, Step](), [row]
    while rows:
        row = rows.pop(0)
        wanted = {column: str(cell) for column, cell in row.items() if column.endswith("_cell_id") and cell and cell not in found}
        for column, cell in wanted.items():
            home = next((m for m in marts if con.execute(f'select 1 from marts."{m}" where cell_id = ?', [cell]).fetchone()), None)
            if home and cell not in found:
                found[cell] = Step(column, home, cell)
                rows.append(_mart_row(con, home, cell))
    return list(found.values())


def _mart_row(con: duckdb.DuckDBPyConnection, mart: str, cell_id: str) -> dict[str, Any]:
    marts = [
        name
        for (name,) in con.execute("select table_name from information_schema.tables where table_schema = 'marts' order by 1").fetchall()
    ]
    if mart not in marts:
        raise UnusableCall(f"Er is geen tabel {mart[:60]}. Kies uit: {', '.join(marts)}.")
    cursor = con.execute(f'select * from marts."{mart}" where cell_id = ?', [cell_id])
    names, found = [column[0] for column in cursor.description or []], cursor.fetchone()
    if found is None:
        raise UnusableCall(f"{mart} heeft geen cel {cell_id[:60]}. Het kenmerk staat in de kolom cell_id en in het bestand bij elk cijfer.")
    return dict(zip(names, found, strict=True))


def _contribution_tables(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    # One table may serve several marts, each with its own key column: cell_id, cell_id_domein, ...
    sql = """
        select table_name, column_name from information_schema.columns
        where table_schema = 'intermediate' and table_name like '%\\_\\_bijdragen' escape '\\' and column_name like 'cell\\_id%' escape '\\'
        order by 1, 2
    """
    return con.execute(sql).fetchall()


def _parts(con: duckdb.DuckDBPyConnection, table: str, column: str, cells: list[str]) -> list[Part]:
    sql = f"""
        select measure, sum(contribution), count(*) from intermediate."{table}" where list_contains($cells, "{column}")
        group by "{column}", measure order by list_position($cells, "{column}"), measure
    """
    return [Part(table, *row) for row in con.execute(sql, {"cells": cells}).fetchall()]


def _rows_of(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    # Scores are too many to carry along in lists: such a contribution names its rows, and one view has the rows of every name.
    ways = {
        "_row_ids": 'select measure, unnest(_row_ids) as _row_id from intermediate."{}" where list_contains($cells, "{}")',
        "rijen_sleutel": 'select b.measure, r._row_id from intermediate."{}" as b join intermediate.int_resultaat__rijen as r'
        ' using (rijen_sleutel) where list_contains($cells, b."{}")',
    }
    columns = con.execute("select column_name from information_schema.columns where table_name = ?", [table]).fetchall()
    return [way for column, way in ways.items() if (column,) in columns]


def _sources(con: duckdb.DuckDBPyConnection, tables: list[tuple[str, str]], cells: list[str]) -> list[SourceRow]:
    if not tables:
        return []
    ids = " union ".join(sql.format(table, column) for table, column in tables for sql in _rows_of(con, table))
    landed = con.execute(
        "select distinct table_name from information_schema.columns where table_schema = 'landing' and column_name = '_row_id'"
    )
    rows = " union all ".join(
        f'select _row_id, _source_file, _source_row, _source_part, _delivery_id from landing."{name}"' for (name,) in landed.fetchall()
    )
    sql = f"""
        with ids as materialized ({ids})
        select distinct i.measure, r._source_file, r._source_row, r._source_part, r._delivery_id from ids i join ({rows}) r using (_row_id)
        order by all
    """
    return [SourceRow(*row) for row in con.execute(sql, {"cells": cells}).fetchall()]
