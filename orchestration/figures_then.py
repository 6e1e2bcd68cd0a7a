"""What a figure was in the release a decision names, so that a decision can come back with the then beside the now.

What belongs here: finding those figures in releases that are still there, and carrying on what the current release already remembers: a
release may be pruned long before its decision comes back. Not here: which decision rests on what (dbt_project), publishing (release.py).
"""

from collections.abc import Iterable
from contextlib import ExitStack, closing
from functools import cache
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
    with ExitStack() as until_all_is_asked:

        @cache
        def opened(folder: Path) -> duckdb.DuckDBPyConnection | None:
            file = folder / DATABASE
            return until_all_is_asked.enter_context(closing(connect(file, read_only=True))) if file.is_file() else None

        then = opened(current) if current else None
        # The contract lets nothing through as a release but its own form, so this is no path of anybody's choosing.
        found = [(release, mark, _find(release, mark, opened(releases / release), then)) for release, mark in wanted]
    return [{"uitgave_id": release, "kenmerk": mark, **figure} for release, mark, figure in found if figure]


def _find(release: str, mark: str, own: Connection, current: Connection) -> dict[str, Any] | None:
    return _ask(own, FIGURE, mark=mark) or _ask(current, REMEMBERED, release=release, mark=mark)


def _ask(con: Connection, sql: str, **values: str) -> dict[str, Any] | None:
    if con is None:
        return None
    try:
        row: Iterable[Any] | None = con.execute(sql, values).fetchone()
    except duckdb.CatalogException:  # a release of before koers remembered figures
        return None
    return dict(zip(NAMES, row, strict=True)) if row else None
