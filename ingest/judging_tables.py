"""What is judged, as tables of DuckDB in memory: a delivery, its repeated keys, and the code lists its rules look into.

What belongs here: one database for all deliveries and what each connection to it sees. Not here: rules (rules.py), who judges
(expectations.py), where rows are kept (stage.py).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

import duckdb
import polars as pl

from ingest.contract import Contract
from ingest.rules import REPEATED_KEYS, REPEATS, TABLE, UNREADABLE, Rule, repeated_keys_sql, repeats_sql

_OUTSIDE, _FEW_ROWS = "buiten", 100_000
_ROW_OF_REPEATS = "_source_row bigint, _source_part varchar, gelijke_sleutel_n bigint, gelijke_rij_n bigint, volgorde bigint"
_NO_REPEATS = f"create temp table {REPEATS} ({_ROW_OF_REPEATS}, eerste_rij bigint, laatste_rij bigint)"
_kept: list[pl.DataFrame] = []  # the code lists that are tables in the database: number 3 is bewaard_3
_one_at_a_time = Lock()  # for the database and its code lists, which all deliveries share


@contextmanager
def judging_tables(
    frame: pl.DataFrame, contract: Contract, rules: Sequence[Rule], unreadable: pl.DataFrame | None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection on which the delivery, its repeats and the code lists are visible; of those only the lists outlive it.

    unreadable: as for expectations.validate.
    """
    with _one_at_a_time:
        con = _memory().cursor()
    with con:
        _show(con, TABLE, frame)
        for name, listing in {name: listing for rule in rules for name, listing in rule.lists.items()}.items():
            con.execute(f"create temp view {name} as select * from {_table_of(con, listing)}")
        cells = frame.clear() if unreadable is None else unreadable.filter(pl.col("kolom").is_in(contract.primary_key))
        if not cells.is_empty():
            con.register(UNREADABLE, cells.select("_source_row", "_source_part").unique())
        _find_repeats(con, contract, all_readable=cells.is_empty())
        yield con


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    """A database that lives in memory and never spills to disk, opened once: opening costs as much as judging a small delivery."""
    con = duckdb.connect()
    con.execute("set temp_directory = ''")
    con.execute("set global timezone = 'UTC'")
    return con


def _show(con: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame) -> None:
    """Make rows a table of this connection. Few are copied: a query over rows outside DuckDB costs 3 ms before it begins."""
    if rows.height > _FEW_ROWS:
        # As string views DuckDB reads the frame where it is; registered as it is, ten million rows are first copied (1.8 GB, 2 s).
        con.register(name, rows.to_arrow(compat_level=pl.CompatLevel.newest()))
        return
    _copy(con, f"temp table {name}", rows.to_arrow())


def _copy(con: duckdb.DuckDBPyConnection, what: str, rows: Any) -> None:
    con.register(_OUTSIDE, rows)
    con.execute(f"create {what} as select * from {_OUTSIDE}")
    con.unregister(_OUTSIDE)


def _table_of(con: duckdb.DuckDBPyConnection, listing: pl.DataFrame) -> str:
    """The table in the database with exactly this code list, made when there is none: making the two of a delivery anew cost 6–11 ms.

    A list that changed becomes another table and the earlier one stays: a process sees few editions, and rules may still look into it."""
    with _one_at_a_time:
        same = (n for n, kept in enumerate(_kept) if kept is listing or (kept.schema == listing.schema and kept.equals(listing)))
        number = next(same, len(_kept))
        if number == len(_kept):
            _copy(con, f"table bewaard_{number}", listing.to_arrow())
            _kept.append(listing)
    return f"bewaard_{number}"


def _find_repeats(con: duckdb.DuckDBPyConnection, contract: Contract, all_readable: bool) -> None:
    """Make the table of repeats. Most deliveries have none, and only planning its windows costs 5 ms: first the keys."""
    con.execute(f"create temp table {REPEATED_KEYS} as {repeated_keys_sql(contract, all_readable)}")
    none = con.execute(f"select count(*) = 0 from {REPEATED_KEYS}").fetchall()[0][0]
    con.execute(_NO_REPEATS if none else f"create temp table {REPEATS} as {repeats_sql(contract, all_readable)}")
