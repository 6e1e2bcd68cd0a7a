"""The statistics of the warehouse against other people's code: the SQL of the macros, run by DuckDB, beside statsmodels.

statsmodels is imported by the tests that ask it: every worker collects this file, and it costs 2 s of cpu to import."""

from math import ceil
from statistics import NormalDist

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.integration.statistics.rendering import macros

Z, Z_POWER = NormalDist().inv_cdf(0.975), NormalDist().inv_cdf(0.8)
SHARES = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


INTERVALS = VERDICT = macros
WILSON = f"{INTERVALS.wilson_laag('k', 'n', Z)}, {INTERVALS.wilson_hoog('k', 'n', Z)}"
DIFFERENCE_LOW, DIFFERENCE_HIGH = INTERVALS.newcombe("a", "al", "b", "bh", "-"), INTERVALS.newcombe("a", "ah", "b", "bl", "+")
PARAMETERS = f"""(select {Z}::double as z, {Z_POWER}::double as z_power, 10::double as relevant_verschil_pct,
    10 as k_min, 50::double as dekking_ondergrens_pct) as p"""


def wilson(k: int, n: int) -> tuple[float, float]:
    row = duckdb.execute(f"select {WILSON} from (select {k} as k, {n} as n)").fetchone()
    assert row
    return row[0], row[1]


@settings(max_examples=200, deadline=None)
@given(SHARES)
def test_the_wilson_interval_is_that_of_statsmodels(share: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(*share, alpha=0.05, method="wilson")
    assert wilson(*share) == pytest.approx((100 * low, 100 * high), abs=1e-9)


def test_the_wilson_interval_of_nothing_is_empty() -> None:
    assert wilson(0, 0) == (None, None)


@settings(max_examples=100, deadline=None)
@given(SHARES, SHARES)
def test_the_interval_of_a_difference_is_newcombes_and_is_clear_only_where_the_share_alone_is(
    now: tuple[int, int], then: tuple[int, int]
) -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    (al, ah), (bl, bh) = wilson(*now), wilson(*then)
    a, b = 100 * now[0] / now[1], 100 * then[0] / then[1]
    values = f"(select {a}::double a, {al}::double al, {ah}::double ah, {b}::double b, {bl}::double bl, {bh}::double bh)"
    row = duckdb.execute(f"select {DIFFERENCE_LOW}, {DIFFERENCE_HIGH} from {values}").fetchone()
    assert row
    assert row == pytest.approx([100 * v for v in confint_proportions_2indep(*now, *then, method="newcomb", compare="diff")], abs=1e-8)
    assert row[0] <= 0 or al > b
    assert row[1] >= 0 or ah < b


def verdicts(now: np.ndarray, n_now: int, then: np.ndarray, n_then: int) -> dict[str, float]:
    """Share of each verdict over many pairs of years; coverage good, higher is better."""
    with duckdb.connect() as con:
        con.register("years", pa.table({"k1": now, "k2": then}))
        found = con.execute(f"""
            with shares as (
                select k1, k2, {n_now} as n, {n_then} as vergelijking_n, 100.0 * k1 / n as a, 100.0 * k2 / vergelijking_n as b,
                    {INTERVALS.wilson_laag("k1", n_now, Z)} as al, {INTERVALS.wilson_hoog("k1", n_now, Z)} as ah,
                    {INTERVALS.wilson_laag("k2", n_then, Z)} as bl, {INTERVALS.wilson_hoog("k2", n_then, Z)} as bh
                from years
            ),
            differences as (
                select shares.*, {DIFFERENCE_LOW} as verschil_laag, {DIFFERENCE_HIGH} as verschil_hoog,
                    {VERDICT.nodig_n("k1", "n", "k2", "vergelijking_n")} as nodig_n,
                    100.0 as dekking_pct, 100.0 as vergelijking_dekking_pct, 'hoger' as richting
                from shares cross join {PARAMETERS}
            ),
            reasons as (select d.*, {VERDICT.oordeel_reden()} as reden_code from differences as d cross join {PARAMETERS})
            select {VERDICT.oordeel_code()}, count(*) from reasons group by 1
        """).fetchall()
    return {code: number / len(now) for code, number in found}


@pytest.mark.parametrize(("p", "n"), [(0.2, 300), (0.4, 120), (0.45, 400), (0.1, 60)])
def test_when_nothing_changed_at_most_one_in_twenty_verdicts_says_otherwise(p: float, n: int) -> None:
    rng, repeats = np.random.default_rng(20261121), 20_000
    found = verdicts(rng.binomial(n, p, repeats), n, rng.binomial(n, p, repeats), n)
    wrong = found.get("duidelijk_beter", 0) + found.get("duidelijk_slechter", 0)
    assert wrong <= 0.05 + 3 * (0.05 * 0.95 / repeats) ** 0.5


def test_no_clear_difference_is_only_said_when_a_relevant_one_would_mostly_have_been_seen() -> None:
    # At p = 0.40 and ten points: 0.24 * ((1.96 + 0.8416) * 10)^2 = 188.4, so two years of 377 can see it: a true rise of ten points is then
    # called better in about 80 percent of years (normal approximation; Newcombe is a little stricter).
    n = ceil(2 * 0.24 * ((Z + Z_POWER) * 10) ** 2)
    rng, repeats = np.random.default_rng(7), 20_000
    rise = verdicts(rng.binomial(n, 0.45, repeats), n, rng.binomial(n, 0.35, repeats), n)
    assert n == 377
    assert rise["duidelijk_beter"] >= 0.78
    small = verdicts(rng.binomial(100, 0.4, repeats), 100, rng.binomial(100, 0.4, repeats), 100)
    assert "geen_duidelijk_verschil" not in small
