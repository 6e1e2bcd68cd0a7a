"""What a figure was in the release a decision names, so that a decision can come back with the then beside the now.

What belongs here: finding those figures in releases that are still there, and carrying on what the current release already remembers: a
release may be pruned long before its decision comes back. Not here: which decision rests on what (dbt_project), publishing (release.py).
"""

from collections.abc import Iterable
from contextlib import closing
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
NAMES = ("oordeel_id", "waarde", "laag", "hoog", "n", "oordeel_code")


def figures_then(database: Path, releases: Path, current: Path | None) -> list[dict[str, Any]]:
    """Rows of meta.oordeel_toen for every figure that a decision in this candidate names and that some release still knows.

    `current` is the release readers see now, None before the first. A release's own database goes before what was remembered of it.
    """
    with closing(connect(database, read_only=True)) as con:
        wanted = con.execute(WANTED).fetchall()
    return [row for release, mark in wanted if (row := _find(release, mark, releases, current))]


def _find(release: str, mark: str, releases: Path, current: Path | None) -> dict[str, Any] | None:
    # The contract lets nothing through as a release but its own form, so this is no path of anybody's choosing.
    own = _ask(releases / release / DATABASE, FIGURE, mark=mark)
    found = own or (_ask(current / DATABASE, REMEMBERED, release=release, mark=mark) if current else None)
    return {"uitgave_id": release, "kenmerk": mark, **found} if found else None


def _ask(database: Path, sql: str, **values: str) -> dict[str, Any] | None:
    if not database.is_file():
        return None
    with closing(connect(database, read_only=True)) as con:
        try:
            row: Iterable[Any] | None = con.execute(sql, values).fetchone()
        except duckdb.CatalogException:  # a release of before koers remembered figures
            return None
    return dict(zip(NAMES, row, strict=True)) if row else None
