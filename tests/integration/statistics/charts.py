"""Hand-made series for the models of control charts and trend words, without dbt.

What belongs here: putting series in and running the SQL models in their order. Not here: what should come out.
"""

from collections.abc import Sequence
from datetime import date

import duckdb
import numpy as np

from tests.integration.statistics.rendering import build, table


def months(number: int, first: int = 2022) -> list[date]:
    return [date(first + i // 12, i % 12 + 1, 1) for i in range(number)]


def series(
    con: duckdb.DuckDBPyConnection,
    values: np.ndarray | Sequence[Sequence[float]],
    kind: str = "aantal",
    n: np.ndarray | None = None,
    phases: Sequence[int] | None = None,
    squares: np.ndarray | None = None,
    chart: str = "xmr",
) -> None:
    """Make int_verloop__punten from (series, periods) of values and run the models behind mart_verloop.

    values: what a period shows (count, percentage or mean); n: observations behind each; phases: per period the number of the period in
    which its phase begins; squares: sums of squares, of means only.
    """
    y = np.round(np.asarray(values, dtype=float), 6)
    number, periods = y.shape
    many = np.broadcast_to(y if n is None else n, y.shape)
    starts = months(periods)
    phase = [starts[i] for i in (phases or [0] * periods)]
    numerator = {"aantal": y, "aandeel": np.round(y * many / 100), "gemiddelde": y * many}[kind]
    table(
        con, "ruw", contractnummer=[f"K{i:05}" for i in range(number) for _ in range(periods)], periode_start=starts * number,
        fase_start=phase * number, waarde=y.ravel(), n=many.ravel().astype(int), teller=numerator.ravel(),
        kwadraat=(np.zeros_like(y) if squares is None else squares).ravel(),
    )  # fmt: skip
    con.execute(f"""create or replace table int_verloop__punten as
        select contractnummer || '-' || cast(periode_start as varchar) as cell_id, contractnummer, '0119' as gemeentecode,
            'r' as reeks_code, periode_start,
            fase_start, '{kind}' as waarde_soort, '{chart}' as kaart, cast(waarde as decimal(18, 6)) as waarde, n,
            cast(teller as decimal(18, 6)) as teller, cast(kwadraat as decimal(18, 6)) as kwadraat from ruw""")
    build(con, "int_verloop__grenzen", "int_verloop__signalen", "int_verloop__laatste", "int_verloop__trend")
