"""From GGM tables to deliveries: the rows of the contracts zrm and trajecten, split over files named as deliveries are.

What belongs here: which rows go into which file. Not here: opening the silver layer (silver.py), how a row follows from the GGM (sql/, one
file per delivery; those with an underscore are steps), judging rows (the door does, as for any delivery).
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from ingest.contract import load_contracts
from ingest.filename import parse_filename
from ingest.ggm.silver import opened
from ingest.refusal import Refusal
from ingest.seeds import read_seed

SQL = Path(__file__).parent / "sql"
SOURCES = ("trajecten", "zrm")
STEPS = ("_inwoners", "_leveringen", "_contracten", "_edities", "_trajecten_bij_scores")
FIRST_YEAR = 1990  # before it no delivery begins; a day in 0001 is an empty one in disguise
ORDER = "order by length(_volgorde), _volgorde"  # keys are numbers written as text
Progress = Callable[[int, int], None]  # steps done, steps in all


class Period(NamedTuple):
    """A period as in the name of a delivery, with its first and last day."""

    name: str
    first: date
    last: date


class Derived(NamedTuple):
    """One file: its path, the delivery it holds, its number of rows and its fingerprint."""

    path: Path
    bron: str
    rows: int
    sha256: str


class Derivation(NamedTuple):
    """Everything that was derived; `outside` counts per delivery the rows that fall outside the period that was asked for."""

    files: list[Derived]
    outside: dict[str, int]


class Asked(NamedTuple):
    """What the user asked: the municipality the GGM does not name, one period or every year, and the day of the call."""

    gemeente: str | None
    period: Period | None
    today: date


def derive(files: Sequence[Path], scratch: Path, seeds: Path, asked: Asked, progress: Progress) -> Derivation:
    """Write `<bron>_<gemeente>_<periode>.csv` files into `scratch`. The same tables give the same bytes.

    With a period: what falls in it, a trajectory when it ran on at least one of its days. Without: one file per calendar year, a score by
    its day, a trajectory by its first day; a row whose day cannot be right goes with the last year, for the door to set aside.
    Errors: Refusal when the silver layer cannot be used, or when a row has no municipality and none was given.
    """
    found, outside = [], {}
    steps = len(STEPS) + len(SOURCES)
    with opened(files, scratch) as con:
        values = {**_windows(seeds), "gemeente": asked.gemeente}
        for done, step in enumerate((*STEPS, *SOURCES), 1):
            _run(con, step, values)
            progress(done, steps)
        for bron in SOURCES:
            _needs_municipality(con, bron)
            outside[bron] = _divide(con, bron, asked)
            found += _write(con, bron, scratch)
    if not found:
        raise Refusal("In deze GGM-laag staan geen leveringen en geen scores in deze periode. Er is niets ontvangen.", "ggm_geen_rijen")
    return Derivation(found, {bron: rows for bron, rows in outside.items() if rows})


def _windows(seeds: Path) -> dict[str, str]:
    """How many days before and after a trajectory a measurement may still be its own: the windows the warehouse measures in."""
    values = dict(read_seed(seeds, "parameter").select("parameter", "waarde").iter_rows())
    return {"voor": values["intake_venster_voor"], "na": values["eind_venster_na"]}


def _run(con: duckdb.DuckDBPyConnection, name: str, values: dict[str, str | None]) -> None:
    sql = (SQL / f"{name}.sql").read_text(encoding="utf-8")
    target = f"rijen_{name}" if name in SOURCES else name
    con.execute(f'create table "{target}" as {sql}', {key: value for key, value in values.items() if f"${key}" in sql})


def _needs_municipality(con: duckdb.DuckDBPyConnection, bron: str) -> None:
    if _one(con, f'select count(*) from rijen_{bron} where "Gemeentecode" is null'):
        raise Refusal("Het GGM noemt de gemeente niet. Geef haar code van vier cijfers: --gemeente 0484", "ggm_gemeente")


def _divide(con: duckdb.DuckDBPyConnection, bron: str, asked: Asked) -> int:
    """Give every row its period. Returns how many rows fall outside the one that was asked for."""
    con.execute(f"alter table rijen_{bron} add column _periode varchar")
    if asked.period is not None:
        inside = "_dag is null or (_dag <= $last and coalesce(_tot, $last) >= $first)"
        con.execute(f"update rijen_{bron} set _periode = $name where {inside}", asked.period._asdict())
        return _one(con, f"select count(*) from rijen_{bron} where _periode is null")
    year = f"case when year(_dag) between {FIRST_YEAR} and {asked.today.year + 1} then year(_dag) end"
    con.execute(f"update rijen_{bron} set _periode = cast(coalesce({year}, (select max({year}) from rijen_{bron})) as varchar)")
    if _one(con, f"select count(*) from rijen_{bron} where _periode is null"):
        raise Refusal(f"Geen enkele rij voor {bron} heeft een datum die kan kloppen. Noem zelf de periode: --periode 2025", "ggm_datum")
    return 0


def _write(con: duckdb.DuckDBPyConnection, bron: str, scratch: Path) -> list[Derived]:
    headers = ", ".join(f'"{field.source}"' for field in load_contracts()[bron].fields)
    files = f'select distinct "Gemeentecode", _periode from rijen_{bron} where _periode is not null order by all'
    found = []
    for gemeente, periode in con.execute(files).fetchall():
        name = f"{bron}_{gemeente}_{periode}.csv"
        parse_filename(name)  # a municipality or a year that cannot be one is said here, in the words of the door
        chosen = {"gemeente": gemeente, "periode": periode}
        rows = con.sql(
            f'select {headers} from rijen_{bron} where "Gemeentecode" = $gemeente and _periode = $periode {ORDER}', params=chosen
        )
        frame = rows.pl()
        frame.write_csv(scratch / name, separator=";")
        found.append(Derived(scratch / name, bron, frame.height, hashlib.sha256((scratch / name).read_bytes()).hexdigest()))
    return found


def _one(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = con.execute(sql).fetchone()
    return int(found[0]) if found else 0
