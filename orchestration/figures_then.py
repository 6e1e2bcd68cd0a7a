"""What a figure was in the release a decision names, so that a decision can come back with the then beside the now.

What belongs here: finding those figures in releases that are still there, and carrying on what the current release already remembers: a
release may be pruned long before its decision comes back. Not here: which decision rests on what (dbt_project), publishing (release.py).
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, closing, nullcontext
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb

from orchestration.load import DATABASE, connect

WANTED = """
    select distinct uitgave_id, cijfer_kenmerk from landing.besluiten
    where uitgave_id is not null and cijfer_kenmerk is not null order by all
"""
FIGURE = "select oordeel_id, waarde, laag, hoog, n, oordeel_code from marts.mart_oordeel where oordeel_id = $mark or cell_id = $mark"
REMEMBERED = """
    select oordeel_id, waarde, laag, hoog, n, oordeel_code from meta.oordeel_toen where uitgave_id = $release and kenmerk = $mark
"""
Connection = duckdb.DuckDBPyConnection | None  # of a release that is still there
NAMES = ("oordeel_id", "waarde", "laag", "hoog", "n", "oordeel_code")


def figures_then(database: Path, releases: Path, current: Path | None) -> list[dict[str, Any]]:
    """Rows of meta.oordeel_toen for every figure that a decision in this candidate names and that some release still knows.

    `current` is the release readers see now, None before the first. A release's own database goes before what was remembered of it.
    """
    with closing(connect(database)) as con:
        wanted = con.execute(WANTED).fetchall()
    found: list[dict[str, Any]] = []
    with _open(current) as memory:
        for release, marks in groupby(wanted, itemgetter(0)):
            # The contract lets nothing through as a release but its own form, so this is no path of anybody's choosing.
            with _open(releases / release) as own:
                for _, mark in marks:
                    figure = _ask(own, FIGURE, mark=mark) or _ask(memory, REMEMBERED, release=release, mark=mark)
                    found += [{"uitgave_id": release, "kenmerk": mark, **figure}] if figure else []
    return found


def _open(release: Path | None) -> AbstractContextManager[Connection]:
    """The database of a release, None when it is gone; opened once for all that is asked of it (0.1 s each)."""
    if release is None or not (release / DATABASE).is_file():
        return nullcontext()
    return closing(connect(release / DATABASE, read_only=True))


def _ask(con: Connection, sql: str, **values: str) -> dict[str, Any] | None:
    if con is None:
        return None
    try:
        row: Iterable[Any] | None = con.execute(sql, values).fetchone()
    except duckdb.CatalogException:  # a release of before koers remembered figures
        return None
    return dict(zip(NAMES, row, strict=True)) if row else None
