"""From a printed figure back to file and line: mart row → contributions → landing rows.

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


class Trace(NamedTuple):
    """A mart row with its parts and source rows; `hidden` source rows were left out because of the limit."""

    row: dict[str, Any]
    parts: list[Part]
    sources: list[SourceRow]
    hidden: int


def trace(database: Path, mart: str, cell_id: str, limit: int = 20) -> Trace:
    """Walk from one mart row to its delivered rows. Errors: UnusableCall when the mart or the cell does not exist."""
    with closing(connect(database, read_only=True)) as con:
        row = _mart_row(con, mart, cell_id)
        tables = _contribution_tables(con)
        parts = [part for table, column in tables for part in _parts(con, table, column, cell_id)]
        sources = _sources(con, tables, cell_id)
    return Trace(row, parts, sources[:limit], max(len(sources) - limit, 0))


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


def _parts(con: duckdb.DuckDBPyConnection, table: str, column: str, cell_id: str) -> list[Part]:
    sql = f'select measure, sum(contribution), count(*) from intermediate."{table}" where "{column}" = ? group by measure order by measure'
    return [Part(table, *row) for row in con.execute(sql, [cell_id]).fetchall()]


def _sources(con: duckdb.DuckDBPyConnection, tables: list[tuple[str, str]], cell_id: str) -> list[SourceRow]:
    if not tables:
        return []
    ids = " union ".join(f'select measure, unnest(_row_ids) as _row_id from intermediate."{t}" where "{c}" = $cell' for t, c in tables)
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
    return [SourceRow(*row) for row in con.execute(sql, {"cell": cell_id}).fetchall()]
