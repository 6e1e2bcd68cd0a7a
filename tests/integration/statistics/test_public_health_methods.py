"""Funnel limits and Wilson intervals as England's public health service publishes them (phstatsmethods), against our SQL.

What belongs here: that one package as oracle. Not here: check values of the reference and scipy's (test_comparison.py, test_change.py).
"""

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PHStatsMethods.confidence_intervals import wilson
from PHStatsMethods.utils_funnel import sigma_adjustment
from scipy.stats import norm

from tests.integration.statistics.rendering import connect, macros, parameters
from tests.integration.statistics.test_comparison import funnel

PARTS = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as con:
        parameters(con)
        yield con


@given(part=PARTS, confidence=st.sampled_from([0.8, 0.95, 0.998]))
@settings(max_examples=150, deadline=None)
def test_the_interval_of_a_share_is_theirs(part: tuple[int, int], confidence: float) -> None:
    k, n = part
    z = float(norm.ppf(0.5 + confidence / 2))
    ours = duckdb.execute(f"select {macros.wilson_laag(k, n, z)}, {macros.wilson_hoog(k, n, z)}").fetchone()
    assert ours == pytest.approx([100 * bound for bound in wilson(k, n, confidence)], abs=1e-9)


@given(n=st.lists(st.integers(30, 3_000), min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_the_funnel_limits_of_units_with_people_like_all_others_are_theirs(con: duckdb.DuckDBPyConnection, n: list[int]) -> None:
    found = funnel(con, n, [0.4 * k for k in n], [0.24 * k for k in n])
    for k, limits in zip(n, found, strict=True):
        sides = [(p, side) for p in (norm.cdf(1.959964), norm.cdf(3.090232)) for side in ("low", "high")]
        theirs = [sigma_adjustment(p, k, 0.4, side, 100) for p, side in sides]
        assert limits == pytest.approx([min(100.0, max(0.0, limit)) for limit in theirs], abs=1e-6)
