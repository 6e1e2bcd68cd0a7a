"""From landing's Parquet files to the candidate database: schemas landing, quarantine and meta, complete before dbt starts.

What belongs here: creating and filling those tables. Not here: their columns (tables.py), which delivery counts (outcomes.py), any figure.
Every function connects, writes and lets go; that it costs little is because a run keeps the file open meanwhile (night.py).
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from orchestration.accept import Acceptance
from orchestration.outcomes import Outcome
from orchestration.tables import DELIVERY, FIGURE_THEN, FINDING, MESSAGE_TABLES, QUARANTINE_ROW, RUN, Table

# Enough for 5 million declaration lines (measured: a night of 2.8 GB in all). What cannot spill is a list that grows in an aggregate, so no
# stored model gathers row ids of declaration lines: the views on contributions do, for who traces one figure.
MOST_MEMORY_MB = 2_000
DATABASE = "koers.duckdb"  # dbt takes its database name from the file name and freezes it while parsing
ROW_ID = (
    "substr(sha256(d.delivery_id || '|' || r._source_row || case when r._source_part = '' then '' else '#' || r._source_part end), 1, 16)"
)
# Never read as delivered: derived from the delivery the file lies in.
DERIVED = {"_row_id": ROW_ID, "_delivery_id": "d.delivery_id", "_source_file": "d.bestandsnaam", "bron": "d.bron"}


def memory_limit() -> str:
    """What DuckDB may hold before it spills to a folder beside its file: 60 % of this machine, never more than MOST_MEMORY_MB."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    return f"{min(MOST_MEMORY_MB, machine * 60 // 100)}MB"


def connect(database: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a database in UTC. The caller closes it."""
    con = duckdb.connect(str(database), read_only=read_only)
    con.execute(f"set timezone = 'UTC'; set memory_limit = '{memory_limit()}'")
    return con


def load_landing(database: Path, table: Table, outcomes: Sequence[Outcome], accepted: Mapping[str, Acceptance]) -> int:
    """Create one landing table and fill it from every counting delivery, superseded ones included. Returns the number of rows."""
    return _load(database, table, [o for o in outcomes if o.counts(accepted)])


def load_quarantine(database: Path, outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Create and fill quarantine.rij and quarantine.bevinding from all deliveries, refused ones included. Returns rows per table."""
    return {table.full_name: _load(database, table, outcomes) for table in (QUARANTINE_ROW, FINDING)}


def load_deliveries(
    database: Path, outcomes: Sequence[Outcome], accepted: Mapping[str, Acceptance], replaced: Mapping[str, str]
) -> dict[str, int]:
    """Fill meta.delivery; `replaced` maps a superseded delivery to its successor. Returns the number of deliveries per status."""
    rows = [_delivery_row(o, accepted.get(o.delivery_id), replaced.get(o.delivery_id)) for o in outcomes]
    _insert(database, DELIVERY, rows)
    statuses = [row["status"] for row in rows]
    return {status: statuses.count(status) for status in ("geaccepteerd", "geweigerd", "vervangen")}


def load_run(database: Path, row: Mapping[str, Any]) -> None:
    """Fill meta.run with its one row."""
    _insert(database, RUN, [row])


def load_figures_then(database: Path, rows: Sequence[Mapping[str, Any]]) -> int:
    """Fill meta.oordeel_toen; see figures_then.py. Returns the number of rows."""
    _insert(database, FIGURE_THEN, rows)
    return len(rows)


def create(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """(Re)create one table with its comments."""
    con.execute(f'create schema if not exists "{table.schema}"')
    con.execute(f"create or replace table {table.full_name} ({', '.join(f'{c.name} {c.type}' for c in table.columns)})")
    con.execute(f"comment on table {table.full_name} is {_literal(table.comment)}")
    for column in table.columns:
        con.execute(f"comment on column {table.full_name}.{column.name} is {_literal(column.comment)}")


def _load(database: Path, table: Table, outcomes: Sequence[Outcome]) -> int:
    # In the order of their names, so that equal deliveries give equal tables whatever the order in which they arrived.
    files = [
        (str(o.folder / table.file), o.delivery_id, o.bestandsnaam, o.bron)
        for o in sorted(outcomes, key=lambda o: o.delivery_id)
        if (o.folder / table.file).is_file()
    ]
    with closing(connect(database)) as con, _transaction(con):
        create(con, table)
        if files:
            names = ("path", "delivery_id", "bestandsnaam", "bron")
            con.register("files", pa.table(dict(zip(names, map(list, zip(*files, strict=True)), strict=True))))
            con.execute(_insert_sql(table), {"paths": [file[0] for file in files]})
            con.unregister("files")
        return _count(con, table)


@contextmanager
def _transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    # A table has a comment per column; each on its own would be a write to disk.
    con.execute("begin")
    yield
    con.execute("commit")


def _insert_sql(table: Table) -> str:
    values = ", ".join(f"cast({DERIVED.get(c.name, f'r.{c.name}')} as {c.type}) as {c.name}" for c in table.columns)
    # Message files all have the columns of this parser; looking them up in every one of thousands would open each file twice.
    union = "false" if table in MESSAGE_TABLES else "true"
    return (
        f"insert into {table.full_name} by name select {values} "
        f"from read_parquet($paths, filename = true, union_by_name = {union}) as r join files as d on r.filename = d.path "
        "order by d.delivery_id, r._source_row, r._source_part"
    )


def _delivery_row(outcome: Outcome, acceptance: Acceptance | None, successor: str | None) -> dict[str, Any]:
    row = outcome.model_dump(include={c.name for c in DELIVERY.columns})
    by_person = acceptance is not None and outcome.status == "geweigerd" and outcome.door_drempel
    counts = outcome.status == "geaccepteerd" or by_person
    return row | {
        "ontvangen_op": outcome.ontvangen_op.astimezone(UTC).replace(tzinfo=None),
        "status": "vervangen" if successor else "geaccepteerd" if counts else "geweigerd",
        "vervangen_door": successor,
        "geaccepteerd_door": acceptance.by if by_person and acceptance else None,
        "geaccepteerd_reden": acceptance.reason if by_person and acceptance else None,
        "gx_expectations": outcome.gx.get("expectations"),
        "gx_failed": outcome.gx.get("failed"),
    }


def _insert(database: Path, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    with closing(connect(database)) as con, _transaction(con):
        create(con, table)
        if rows:
            columns = {c.name: pa.array([row.get(c.name) for row in rows]) for c in table.columns}
            con.register("new_rows", pa.table(columns))
            casts = ", ".join(f"cast({c.name} as {c.type}) as {c.name}" for c in table.columns)
            con.execute(f"insert into {table.full_name} select {casts} from new_rows")
            con.unregister("new_rows")


def _count(con: duckdb.DuckDBPyConnection, table: Table) -> int:
    found = con.execute(f"select count(*) from {table.full_name}").fetchone()
    return int(found[0]) if found else 0


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
