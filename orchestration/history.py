"""What earlier nights expected, carried from the current release into the candidate: a forecast must outlive the release that made it.

What belongs here: which forecasts come along. Not here: judging them against what happened (dbt_project, mart_prognose_toets).

A forecast is kept once per peildatum: the last night before the peildatum moved on. Those of this night's own peildatum stay out, so a
night that is done again gives the same bytes. What is carried is what readers saw: after `koers releases activate` the forecasts of the
release that was put aside do not come back. A release of an older koers may lack the tables or some columns; what it has comes along.
"""

from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb

from orchestration.load import connect, create
from orchestration.tables import FORECAST

KEPT, MADE = ("meta", FORECAST.name), ("marts", "mart_prognose")
NEEDED = {"contractnummer", "gemeentecode", "boekjaar", "methode", "maanden_n", "prognose_cent", "peildatum"}


def carry(database: Path, current: Path | None, peildatum: date) -> int:
    """Create meta.prognose_eerder in the candidate and fill it from the current release (its folder; None before the first).

    Returns the number of forecasts that came along.
    """
    with closing(connect(database)) as con:
        con.execute("begin")  # each comment on its own would be a write to disk
        create(con, FORECAST)
        con.execute("commit")
        if current is None:
            return 0
        con.execute(f"attach '{current / database.name}' as vorige (read_only)")
        for table in (KEPT, MADE):
            _copy(con, table, current.name, peildatum)
        con.execute("detach vorige")
        found = con.execute(f"select count(*) from {FORECAST.full_name}").fetchone()
        return int(found[0]) if found else 0


def _copy(con: duckdb.DuckDBPyConnection, table: tuple[str, str], release_id: str, peildatum: date) -> None:
    sql = "select column_name from duckdb_columns() where database_name = 'vorige' and schema_name = ? and table_name = ?"
    there = {name for (name,) in con.execute(sql, list(table)).fetchall()}
    if not there >= NEEDED:
        return
    own = {"uit_release": "uit_release" if table == KEPT else "$release"}
    values = (f"cast({own.get(c.name, c.name if c.name in there else 'null')} as {c.type}) as {c.name}" for c in FORECAST.columns)
    statement = (
        f"insert into {FORECAST.full_name} by name select {', '.join(values)} from vorige.{table[0]}.{table[1]} "
        "where prognose_cent is not null and peildatum <> $peildatum order by all"
    )
    con.execute(statement, {"peildatum": peildatum} | ({} if table == KEPT else {"release": release_id}))
