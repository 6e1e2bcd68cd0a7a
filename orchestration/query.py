"""One question to the release readers see, read-only.

What belongs here: asking. Not here: which release that is (release.py), drawing the answer (screen.py).
"""

from contextlib import closing
from typing import Any

import duckdb

from orchestration.errors import UnusableCall
from orchestration.load import connect
from orchestration.release import current_database
from orchestration.settings import Settings

Answer = tuple[list[str], list[tuple[Any, ...]], bool]


def ask(settings: Settings, query: str, limit: int | None) -> Answer:
    """Column names, at most `limit` rows (None = all), and whether there were more. Errors: UnusableCall when DuckDB refuses the query."""
    with closing(connect(current_database(settings), read_only=True)) as con:
        # The originals in landing hold BSNs; a question about figures has no business there.
        con.execute("set enable_external_access = false")
        try:
            cursor = con.execute(query)
            headers = [column[0] for column in cursor.description or []]
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
        except duckdb.Error as error:
            raise UnusableCall(f"DuckDB kan deze vraag niet beantwoorden: {error}") from None
    return headers, rows if limit is None else rows[:limit], limit is not None and len(rows) > limit
