"""A candidate database before dbt, filled by hand as the loader would fill it.

What belongs here: writing rows. Not here: messages (post.py), building (compiled.py), what should come out (the test modules).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import duckdb
import pyarrow as pa

from ingest.contract import load_contracts
from orchestration.load import connect, create
from orchestration.tables import DELIVERY, FIGURE_THEN, FINDING, FORECAST, QUARANTINE_ROW, RUN, landing_tables

ONE_THREAD = "set threads = 1"  # both cores have a worker of pytest, and sharing rows this few costs a tenth more cpu
Rows = Sequence[Mapping[str, Any]]
Query = Callable[..., list[tuple[Any, ...]]]


class Landing:
    """A candidate database before dbt: `deliver` adds one delivery that counts unless told otherwise; `run` is the row of meta.run."""

    _open: ClassVar[tuple[Path, duckdb.DuckDBPyConnection] | None] = None

    def __init__(self, folder: Path) -> None:
        self._file = folder / "koers.duckdb"
        self._file.write_bytes(blank())
        self.number = 0

    @property
    def database(self) -> Path:
        """The file, closed and complete: whoever asks for it is going to write, or to open it in a way of its own."""
        if self._file.with_suffix(".duckdb.wal").exists():
            self.connection().execute("checkpoint")
        Landing._let_go()
        return self._file

    def ask(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows."""
        return self.connection().execute(sql, list(parameters)).fetchall()

    def connection(self) -> duckdb.DuckDBPyConnection:
        """The last database that was used stays open: opening and closing one that is built costs as much as fifty questions."""
        if Landing._open is None or Landing._open[0] != self._file:
            Landing._let_go()
            Landing._open = (self._file, connect(self._file))
            # Most files are never opened again; writing them out at the end took 0.4 s each. Who does open one again finds it in the wal.
            Landing._open[1].execute(f"{ONE_THREAD}; pragma disable_checkpoint_on_shutdown; set checkpoint_threshold = '4GB'")
        return Landing._open[1]

    @staticmethod
    def _let_go() -> None:
        if Landing._open is not None:
            Landing._open[1].close()
            Landing._open = None

    def deliver(self, table: str, leverancier: str, periode: str, rows: Rows, money: str = "", **meta: Any) -> str:
        """Write rows into landing.<table> under a new delivery and return its id. `money` is the column that counts in euros."""
        self.number += 1
        delivery_id, count, cents = f"{table}__{periode}__{self.number:012d}", len(rows), sum(row[money] for row in rows) if money else None
        receipt = {"delivery_id": delivery_id, "bron": table, "leverancier": leverancier, "periode": periode, "volgnummer": self.number}
        counts = {"rijen_geleverd": count, "rijen_geaccepteerd": count, "rijen_quarantaine": 0}
        amounts = {"bedrag_geleverd_cent": cents, "bedrag_geaccepteerd_cent": cents, "bedrag_quarantaine_cent": 0 if money else None}
        many(self.connection(), "meta.delivery", [{**receipt, **counts, **amounts, "status": "geaccepteerd", **meta}])
        if meta.get("status") != "geweigerd":
            many(self.connection(), f"landing.{table}", [technical(delivery_id, number, row) for number, row in enumerate(rows, 2)])
        return delivery_id

    def add(self, table: str, delivery_id: str, rows: Rows) -> None:
        """Write rows of a second landing table under a delivery that exists (messages)."""
        many(self.connection(), f"landing.{table}", [technical(delivery_id, number, row) for number, row in enumerate(rows, 1)])


@cache
def blank() -> bytes:
    """A database with every landing table and no delivery. Made once: a table and its comments for each column are 600 statements."""
    with TemporaryDirectory() as folder:
        with at_once(Path(folder) / "koers.duckdb") as con:
            for table in [*landing_tables(load_contracts()), QUARANTINE_ROW, FINDING, DELIVERY, RUN, FORECAST, FIGURE_THEN]:
                create(con, table)
            run = {"run_id": "proef", "gestart_op": datetime(2026, 1, 2), "koers_versie": "0", "is_demo": True}
            many(con, "meta.run", [{**run, "peildatum": date(2025, 12, 31)}])
        return (Path(folder) / "koers.duckdb").read_bytes()


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One transaction, undone when it fails: hundreds of tables and comments would each wait for the disk."""
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()


@contextmanager
def at_once(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that writes in one transaction."""
    with closing(connect(database)) as con, transaction(con):
        yield con


def technical(delivery_id: str, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    return {"_row_id": f"{delivery_id[-4:]}-{number}", "_delivery_id": delivery_id, "_source_row": number, "_source_part": "", **row}


def many(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Insert rows of any columns at once; what a row does not name is null."""
    if rows:
        names = sorted({name for row in rows for name in row})
        given = pa.table({name: [row.get(name) for row in rows] for name in names})
        con.register("given", given)
        con.execute(f"insert into {table} by name select * from given")
        con.unregister("given")
