"""Trend words: the slope of statsmodels, hardly ever a word without a trend, and never one because of one period.

What belongs here: int_verloop__trend over hand-made series. Not here: control charts (test_control_charts.py).

Measured without a trend (4,000 series): a word in 0.20 percent with counting noise alone, 0.10 to 0.28 percent with a spread of 10 to 40
percent on top of it over 36 months, 0.5 percent when the spread must come from the five periods themselves.
"""

from collections.abc import Iterator

import duckdb
import numpy as np
import pytest
from scipy.stats import binom
from statsmodels.api import WLS, add_constant

from tests.integration.statistics.charts import series
from tests.integration.statistics.rendering import connect, parameters

REPEATS = 4000


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as con:
        parameters(con)
        yield con


def words(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Share of the series per word."""
    rows = con.execute("select coalesce(trend_code, reden_code), count(*) from int_verloop__trend group by 1").fetchall()
    total = sum(number for _, number in rows)
    return {word: number / total for word, number in rows}


def called(con: duckdb.DuckDBPyConnection) -> float:
    found = words(con)
    return found.get("stijgt", 0) + found.get("daalt", 0)


def at_most(chance: float, repeats: int = REPEATS) -> float:
    return float(binom.ppf(0.999, repeats, chance)) / repeats


def test_slope_and_error_of_shares_are_those_of_weighted_least_squares(con: duckdb.DuckDBPyConnection) -> None:
    rng = np.random.default_rng(5)
    n = rng.integers(60, 400, (20, 5))
    hits = rng.binomial(n, 0.4)
    series(con, 100 * hits / n, "aandeel", n=n)
    found = con.execute("select helling, helling_fout from int_verloop__trend order by contractnummer").fetchall()
    for k, m, (slope, error) in zip(hits, n, found, strict=True):
        p = (k.sum() + 1) / (m.sum() + 2)
        theirs = WLS(100 * k / m, add_constant(np.arange(5)), weights=m / (1e4 * p * (1 - p))).fit(cov_type="fixed scale")
        assert slope == pytest.approx(theirs.params[1], abs=1e-5)
        steps = np.abs(np.diff(100 * k / m)).mean() / 1.128
        widened = max(1, steps**2 / np.mean(1e4 * p * (1 - p) / m)) ** 0.5
        assert error == pytest.approx(theirs.bse[1] * widened, rel=1e-5)


def test_the_error_of_a_mean_follows_from_the_spread_within_periods(con: duckdb.DuckDBPyConnection) -> None:
    rng = np.random.default_rng(6)
    people = rng.gamma(4, 5, (5, 200)).round(0)
    series(con, [people.mean(axis=1)], "gemiddelde", n=np.array(200), squares=np.square(people).sum(axis=1)[None, :])
    (error,) = con.execute("select helling_fout from int_verloop__trend").fetchone()  # type: ignore[misc]
    means = people.mean(axis=1)
    variance = people.var(ddof=1) / 200
    widened = max(1, (np.abs(np.diff(means)).mean() / 1.128) ** 2 / variance) ** 0.5
    assert error == pytest.approx((variance / 10) ** 0.5 * widened, rel=1e-6)  # 10: the sum of squares of -2 … 2


@pytest.mark.parametrize("spread", [0.0, 0.2], ids=["counting alone", "more than counting"])
def test_without_a_trend_at_most_two_in_a_thousand_series_get_a_word(con: duckdb.DuckDBPyConnection, spread: float) -> None:
    rng = np.random.default_rng(7)
    level = 50 * rng.gamma(1 / spread**2, spread**2, (REPEATS, 36)) if spread else np.full((REPEATS, 36), 50.0)
    series(con, np.maximum(rng.poisson(level), 10))
    assert set(words(con)) <= {"stijgt", "daalt", "geen_trend"}
    assert called(con) <= at_most(0.002)


def test_shares_without_a_trend_get_a_word_as_seldom(con: duckdb.DuckDBPyConnection) -> None:
    rng = np.random.default_rng(8)
    n = rng.integers(30, 200, (REPEATS, 9))
    series(con, 100 * rng.binomial(n, 0.2) / n, "aandeel", n=n)
    assert called(con) <= at_most(0.002)


def test_a_clear_trend_is_named_and_named_rightly(con: duckdb.DuckDBPyConnection) -> None:
    rng = np.random.default_rng(9)
    level = np.r_[np.full(19, 60.0), 60.0, 75.0, 90.0, 105.0, 120.0]
    series(con, rng.poisson(level, (500, 24)))
    assert words(con).get("stijgt", 0) > 0.9
    assert words(con).get("daalt", 0) == 0
    series(con, rng.poisson(np.r_[np.full(19, 120.0), 120.0, 105.0, 90.0, 75.0, 60.0], (500, 24)))
    assert words(con).get("daalt", 0) > 0.6
    assert words(con).get("stijgt", 0) == 0


def test_one_period_alone_makes_no_trend(con: duckdb.DuckDBPyConnection) -> None:
    flat = [400.0] * 12
    series(con, [[*flat, 400, 399, 398, 397, 700]])
    z, word = con.execute("select toets_z, trend_code from int_verloop__trend").fetchone()  # type: ignore[misc]
    assert z > 3.090232 and word == "geen_trend"


@pytest.mark.parametrize(
    ("values", "phases", "reason"),
    [([50.0] * 4, [0] * 4, "te_weinig_perioden"), ([50.0] * 6, [0, 0, 2, 2, 2, 2], "breuk"),
     ([50.0] * 4 + [9.0], [0] * 5, "te_weinig_metingen")],
)  # fmt: skip
def test_a_series_that_cannot_be_tested_says_why(
    con: duckdb.DuckDBPyConnection, values: list[float], phases: list[int], reason: str
) -> None:
    series(con, [values], phases=phases)
    assert con.execute("select trend_code, reden_code from int_verloop__trend").fetchall() == [(None, reason)]
