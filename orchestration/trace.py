"""From a printed figure back to file and line: mart row → the mart rows it is made of → contributions → landing rows.

What belongs here: walking that road in one release, read-only. Not here: drawing it (screen.py), making contributions (dbt_project).
"""

import hashlib
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


class Place(NamedTuple):
    """Where contributions to mart rows stand: a table, its column with their marks, the rows looked for, and the keys they share."""

    table: str
    column: str
    cells: list[str]
    keys: dict[str, Any]

    @property
    def where(self) -> str:
        """Condition with a question mark for each of `values`."""
        return " and ".join([*(f'"{column}" = ?' for column in self.keys), f'list_contains(?, "{self.column}")'])

    @property
    def values(self) -> list[Any]:
        return [*self.keys.values(), self.cells]


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
        cells = [(mart, row), *((step.mart, _mart_row(con, step.mart, step.cell_id)) for step in through)]
        tables = _contribution_tables(con)
        found = _contributions(con, tables, cells)
        sources = _sources(con, [place for place, _ in found])
    parts = [part for _, measures in found for part in measures]
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


def _contribution_tables(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Columns of every table with contributions. One may serve several marts, each with its own mark: cell_id, cell_id_domein, ..."""
    sql = """
        select table_name, list(column_name order by ordinal_position) from information_schema.columns
        where table_schema = 'intermediate' and table_name like '%\\_\\_bijdragen' escape '\\'
        group by table_name order by table_name
    """
    return dict(con.execute(sql).fetchall())


def _contributions(
    con: duckdb.DuckDBPyConnection, tables: dict[str, list[str]], rows: list[tuple[str, dict[str, Any]]]
) -> list[tuple[Place, list[Part]]]:
    """The contributions to rows of marts, per place.

    Many of these tables are views over millions of rows, in which every row would get its mark before one is found. So first by the keys of
    a row; where that does not give the figure, by the mark alone.
    """
    marks = {table: [column for column in columns if column.startswith("cell_id")] for table, columns in tables.items()}
    found, rest = [], []
    for mart, row in rows:
        by_keys = [
            Place(table, column, [row["cell_id"]], keys)
            for table, columns in tables.items()
            if (keys := _keys(mart, row, columns))
            for column in marks[table]
        ]
        places = _with_parts(con, by_keys)
        if _is_the_figure(row, [part for _, parts in places for part in parts]):
            found += places
        else:
            rest.append(row["cell_id"])
    by_mark = [Place(table, column, rest, {}) for table, columns in marks.items() for column in columns if rest]
    return found + _with_parts(con, by_mark)


def _keys(mart: str, row: dict[str, Any], columns: list[str]) -> dict[str, Any]:
    """The keys of a mart row, when a table has them all; else empty. A cell_id is the hash of the mart and its keys, in their order
    (dbt_project/macros/keys.sql), so it proves which columns are the keys."""
    keys: dict[str, Any] = {}
    for column in (column for column in row if column in columns and not column.startswith("cell_id")):
        keys[column] = row[column]
        if hashlib.sha256("|".join([mart, *map(str, keys.values())]).encode()).hexdigest()[:16] == row["cell_id"]:
            # The municipality of a person and that of the contract: a table with both does not say which of them is the key.
            return {} if any(other.endswith(f"_{key}") for key in keys for other in columns) else keys
    return {}


def _is_the_figure(row: dict[str, Any], parts: list[Part]) -> bool:
    named = [part for part in parts if part.measure in row]
    return bool(named) and all(part.total == row[part.measure] for part in named)


def _with_parts(con: duckdb.DuckDBPyConnection, places: list[Place]) -> list[tuple[Place, list[Part]]]:
    found = []
    for place in places:
        sql = f"""
            select measure, sum(contribution), count(*) from intermediate."{place.table}" where {place.where}
            group by "{place.column}", measure order by list_position(?, "{place.column}"), measure
        """
        if rows := con.execute(sql, [*place.values, place.cells]).fetchall():
            found.append((place, [Part(place.table, *row) for row in rows]))
    return found


def _rows_of(con: duckdb.DuckDBPyConnection, place: Place) -> list[str]:
    """Queries for the measure and row id of what is behind a place, each with the values of the place.

    Scores are too many to carry along in lists: such a contribution names its rows, and one view has the rows of every name. Asked for its
    own kinds of names only, that view need not make the others (10 million scores: 4 cpu seconds instead of 8).
    """
    of = f'from intermediate."{place.table}" where {place.where}'
    columns = con.execute("select column_name from information_schema.columns where table_name = ?", [place.table]).fetchall()
    found = [f"select measure, unnest(_row_ids) as _row_id {of}"] if ("_row_ids",) in columns else []
    if ("rijen_sleutel",) in columns:
        kinds = con.execute(f"select distinct split_part(rijen_sleutel, '|', 1) {of}", place.values).fetchall()
        found += [
            f"select b.measure, r._row_id from (select measure, rijen_sleutel {of}) as b"
            f" join (select * from intermediate.int_resultaat__rijen where soort = '{kind}') as r using (rijen_sleutel)"
            for (kind,) in kinds
            if kind
        ]
    return found


def _sources(con: duckdb.DuckDBPyConnection, places: list[Place]) -> list[SourceRow]:
    asked = [(sql, place.values) for place in places for sql in _rows_of(con, place)]
    if not asked:
        return []
    ids = " union ".join(sql for sql, _ in asked)
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
    return [SourceRow(*row) for row in con.execute(sql, [value for _, values in asked for value in values]).fetchall()]
