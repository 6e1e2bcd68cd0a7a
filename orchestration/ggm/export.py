"""A release as GGM tables: create them as the DDL says, fill each from its own SQL file, put the result in place in one step.

What belongs here: the order of things and what can go wrong. Not here: which column comes from where (sql/, one file per table; files with
an underscore are steps shared by several), names and types (ingest/ggm/model.yml), how a DuckDB file or a folder is written (place.py).
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from ingest.ggm.model import GgmTable, ggm_model
from orchestration.errors import RunFailed, UnusableCall
from orchestration.ggm.place import Counts, finished, into_folder, spill, tidy_database
from orchestration.night import Progress
from orchestration.release import DATABASE

SQL = Path(__file__).parent / "sql"
DOING = "GGM-tabellen schrijven"
STEPS = (
    "_enige_aanbieder", "_trajecten", "_metingen", "_scores", "_leveringen", "_toewijzingen", "_declaraties", "_declaratieregels",
    "_inwoners", "_aanbieders", "_producten", "_categorieen", "_contracten", "_leefgebieden", "_niveaus", "_codes",
)  # fmt: skip
PSEUDONYMS = (
    "Nummers van personen, trajecten, toewijzingen en prestaties zijn pseudoniemen: geen BSN, geen nummer van een leverancier. "
    "In kolommen van twintig tekens staan de eerste twintig tekens ervan. Sleutels (…_ID) gelden alleen binnen deze export."
)


def export_ggm(release: Path, out: Path, as_parquet: bool, overwrite: bool, progress: Progress) -> Counts:
    """Write the GGM tables of one release folder to a DuckDB file, or to a folder of Parquet files. Returns rows per table, in order.

    The same release gives the same content. Errors: UnusableCall when `out` is in the way, its folder is absent or the release lacks a
    table; RunFailed when a value does not fit its GGM column. In each case what stood at `out` still stands there.
    """
    with finished(out, as_parquet, overwrite) as unfinished, closing(duckdb.connect()) as con:
        con.execute("set timezone = 'UTC'")
        con.execute(f"set temp_directory = '{_quoted(spill(unfinished))}'")
        con.execute(f"attach '{_quoted(release / DATABASE)}' as koers (read_only)")
        con.execute(f"attach '{':memory:' if as_parquet else _quoted(unfinished)}' as ggm")
        con.execute("use ggm")
        counts = _fill(con, release.name, progress)
        if as_parquet:
            into_folder(con, unfinished, counts, PSEUDONYMS)
        else:
            tidy_database(con, unfinished)
    return counts


def _fill(con: duckdb.DuckDBPyConnection, release_id: str, progress: Progress) -> Counts:
    tables = ggm_model().tables
    for table in tables.values():
        _create(con, table)
    total = len(STEPS) + len(tables)
    for done, step in enumerate(STEPS, 1):
        with _explained(step, release_id):
            con.execute(f'create temp table "{step}" as {_sql(step)}')
        progress(DOING, done, total)
    counts = {}
    for done, table in enumerate(tables.values(), len(STEPS) + 1):
        counts[table.name] = len(table.values) or _insert(con, table, release_id)
        progress(DOING, done, total)
    con.execute("update KOERS_EXPORT set GGM_VERSIE = ?, TOELICHTING = ?", [ggm_model().version, PSEUDONYMS])
    return counts


def _create(con: duckdb.DuckDBPyConnection, table: GgmTable) -> None:
    """The table with its keys; what DuckDB forgets of a type (the length) is in the comment of the column. Fixed values are filled in."""
    tables = ggm_model().tables
    lines = [f"{name} {kind}" for name, kind in table.columns.items()]
    lines += [f"primary key ({table.key})"] if table.key else []
    lines += [f"foreign key ({column}) references {other} ({tables[other].key})" for column, other in table.references.items()]
    con.execute(f"create table {table.name} ({', '.join(lines)})")
    comment = f"{table.comment} {PSEUDONYMS}" if table.is_ggm else table.comment
    con.execute(f"comment on table {table.name} is '{comment.replace(chr(39), chr(39) * 2)}'")
    for name, kind in table.columns.items():
        con.execute(f"comment on column {table.name}.{name} is '{kind}'")
    for value, number in table.values.items():
        con.execute(f"insert into {table.name} values (?, ?)", [number, value])


def _insert(con: duckdb.DuckDBPyConnection, table: GgmTable, release_id: str) -> int:
    order = table.key or "all"
    with _explained(table.name, release_id):
        con.execute(f"insert into {table.name} by name select * from ({_sql(table.name)}) order by {order}")
    too_long = [
        column
        for column, kind in table.columns.items()
        if kind.startswith("VARCHAR(") and _one(con, f"select count(*) from {table.name} where length({column}) > {kind[8:-1]}")
    ]
    if too_long:
        raise RunFailed(f"Kolom {table.name}.{too_long[0]} is te kort voor een waarde uit deze uitgave. Er is niets geschreven.")
    return _one(con, f"select count(*) from {table.name}")


@contextmanager
def _explained(table: str, release_id: str) -> Iterator[None]:
    """Errors of DuckDB quote values, so only the kind of error is told on."""
    try:
        yield
    except duckdb.CatalogException:
        raise UnusableCall(f"Uitgave {release_id} mist een tabel die de export nodig heeft. Maak een nieuwe met koers run.") from None
    except duckdb.Error as error:
        raise RunFailed(f"Tabel {table.lstrip('_')} past niet in het GGM ({type(error).__name__}). Er is niets geschreven.") from None


def _sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def _one(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = con.execute(sql).fetchone()
    return int(found[0]) if found else 0


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
