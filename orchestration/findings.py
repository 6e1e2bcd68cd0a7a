"""What the door found, straight from landing: for `koers quarantine`, also when no release was ever made.

What belongs here: reading findings.parquet of deliveries. Not here: the rows themselves (quarantine.rij in a release), drawing.
"""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import duckdb

from orchestration.errors import UnusableCall
from orchestration.outcomes import read_outcomes
from orchestration.tables import FINDING


class Found(NamedTuple):
    """One finding as it may be shown: the sentence names file, row or column and what to do."""

    delivery_id: str
    rows: int
    severity: str
    rule: str
    sentence: str


def read_findings(landing: Path, delivery: str | None = None, limit: int = 50) -> tuple[list[Found], int]:
    """Findings, errors before warnings, at most `limit`; and how many there are. `delivery` may be the start of a delivery_id.

    Errors: UnusableCall when no delivery has that name.
    """
    outcomes = [o for o in read_outcomes(landing) if o.delivery_id.startswith(delivery or "")]
    if delivery and not outcomes:
        raise UnusableCall(f"Er is geen levering {delivery[:80]}. De namen staan in de tabel aan het eind van een run.")
    files = [str(o.folder / FINDING.file) for o in outcomes if (o.folder / FINDING.file).is_file()]
    if not files:
        return [], 0
    with closing(duckdb.connect()) as con:
        sql = """
            select parse_path(filename)[-2], coalesce(aantal, 1), ernst, regel, zin from read_parquet($files, filename = true)
            order by ernst, 1, _source_row nulls first, _source_part
        """
        rows = con.execute(f"select *, count(*) over () from ({sql}) limit $limit", {"files": files, "limit": limit}).fetchall()
    return [Found(*row[:-1]) for row in rows], int(rows[0][-1]) if rows else 0
