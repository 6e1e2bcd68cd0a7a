"""A candidate database before dbt, filled by hand as the loader would fill it.

What belongs here: writing rows. Not here: messages (post.py), building (compiled.py), what should come out (the test modules).
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from ingest.contract import load_contracts
from orchestration.load import connect, create
from orchestration.tables import DELIVERY, FIGURE_THEN, FINDING, FORECAST, QUARANTINE_ROW, RUN, landing_tables

Rows = Sequence[Mapping[str, Any]]
Query = Callable[..., list[tuple[Any, ...]]]


class Landing:
    """A candidate database before dbt: `deliver` adds one delivery that counts unless told otherwise; `run` is the row of meta.run."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "koers.duckdb"
        self.number = 0
        with closing(connect(self.database)) as con:
            for table in [*landing_tables(load_contracts()), QUARANTINE_ROW, FINDING, DELIVERY, RUN, FORECAST, FIGURE_THEN]:
                create(con, table)
            run = {
                "run_id": "proef",
                "gestart_op": datetime(2026, 1, 2),
                "koers_versie": "0",
                "is_demo": True,
                "peildatum": date(2025, 12, 31),
            }
            insert(con, "meta.run", [run])

    def deliver(self, table: str, leverancier: str, periode: str, rows: Rows, money: str = "", **meta: Any) -> str:
        """Write rows into landing.<table> under a new delivery and return its id. `money` is the column that counts in euros."""
        self.number += 1
        delivery_id, count, cents = f"{table}__{periode}__{self.number:012d}", len(rows), sum(row[money] for row in rows) if money else None
        receipt = {"delivery_id": delivery_id, "bron": table, "leverancier": leverancier, "periode": periode, "volgnummer": self.number}
        counts = {"rijen_geleverd": count, "rijen_geaccepteerd": count, "rijen_quarantaine": 0}
        amounts = {"bedrag_geleverd_cent": cents, "bedrag_geaccepteerd_cent": cents, "bedrag_quarantaine_cent": 0 if money else None}
        with closing(connect(self.database)) as con:
            insert(con, "meta.delivery", [{**receipt, **counts, **amounts, "status": "geaccepteerd", **meta}])
            if meta.get("status") != "geweigerd":
                insert(con, f"landing.{table}", [technical(delivery_id, number, row) for number, row in enumerate(rows, 2)])
        return delivery_id

    def add(self, table: str, delivery_id: str, rows: Rows) -> None:
        """Write rows of a second landing table under a delivery that exists (messages)."""
        with closing(connect(self.database)) as con:
            insert(con, f"landing.{table}", [technical(delivery_id, number, row) for number, row in enumerate(rows, 1)])


def technical(delivery_id: str, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    return {"_row_id": f"{delivery_id[-4:]}-{number}", "_delivery_id": delivery_id, "_source_row": number, "_source_part": "", **row}


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    for row in rows:
        con.execute(f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values()))


def query_of(landing: Landing) -> Query:
    """A function that asks the database and returns rows; the database is free again after each call."""

    def query(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with closing(connect(landing.database)) as con:
            return con.execute(sql, list(parameters)).fetchall()

    return query


def many(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Insert rows of any columns at once; what a row does not name is null."""
    if rows:
        names = sorted({name for row in rows for name in row})
        given = pa.table({name: [row.get(name) for row in rows] for name in names})
        con.register("given", given)
        con.execute(f"insert into {table} by name select * from given")
        con.unregister("given")
