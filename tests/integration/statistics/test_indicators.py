"""Intervals of indicators against independent oracles and against simulated truth: Wilson, the mean mark, quantiles of days."""

import numpy as np
import pytest
from scipy.stats import binom
from statsmodels.stats.proportion import proportion_confint

from tests.integration.statistics.rendering import connect, macros

Z = 1.959964
SEED = 20261127


def bounds(expression: str, **columns: object) -> tuple[float | None, float | None]:
    """Both ends of an interval, from an expression with a place for the sign."""
    with connect() as con:
        picked = ", ".join(f"{value} as {name}" for name, value in columns.items())
        low, high = (expression.replace("<>", sign) for sign in ("-", "+"))
        (found,) = con.execute(f"select {low}, {high} from (select {picked}) as r cross join (select {Z} as z) as p").fetchall()
    return found


def both(macro: str, *arguments: object) -> str:
    """A macro whose last argument is the sign, rendered for both signs: the minus form with every sign that differs marked."""
    minus, plus = (str(getattr(macros, macro)(*arguments, sign)) for sign in ("-", "+"))
    return f"case when '<>' = '-' then ({minus}) else ({plus}) end"


INDICATOR = both("indicator_grens")


def indicator(methode: str, eenheid: str, teller: int, n: int, gemeld: float = 0.0) -> tuple[float | None, float | None]:
    given = {"methode": f"'{methode}'", "eenheid": f"'{eenheid}'", "teller": teller, "n": n, "gemeld": f"{gemeld}::double"}
    return bounds(INDICATOR, reden_code="null::varchar", **given)


@pytest.mark.parametrize(("k", "n"), [(0, 10), (5, 500), (30, 49), (170, 176), (12, 20)])
def test_shares_and_rates_have_the_wilson_interval_of_statsmodels(k: int, n: int):
    low, high = proportion_confint(k, n, alpha=0.05, method="wilson")
    assert indicator("wilson", "pct", k, n) == pytest.approx((100 * low, 100 * high), abs=1e-4)
    assert indicator("wilson", "per_1000", k, n) == pytest.approx((1000 * low, 1000 * high), abs=1e-3)


def test_money_and_counts_have_no_interval():
    assert indicator("boekhouding", "pct", 25, 100) == (None, None)
    assert indicator("telling", "aantal", 0, 0, 4.0) == (None, None)


@pytest.mark.parametrize("weights", [(0, 0, 0, 1, 2, 5, 12, 20, 8, 2), (9, 0, 0, 0, 0, 0, 0, 0, 0, 1), (1,) * 10])
def test_the_interval_of_a_mean_mark_holds_the_truth_in_at_least_95_of_100_surveys(weights: tuple[int, ...]):
    rng, marks, n = np.random.default_rng(SEED), np.arange(1, 11), 60
    chances = np.array(weights) / sum(weights)
    truth, means = float(marks @ chances), rng.choice(marks, (2000, n), p=chances).mean(axis=1)
    low, high = proportion_confint((means - 1) / 9 * n, n, alpha=0.05, method="wilson")
    assert indicator("bhatia_davis", "cijfer", 0, n, means[0]) == pytest.approx((1 + 9 * low[0], 1 + 9 * high[0]), abs=1e-4)
    assert np.mean((1 + 9 * low <= truth) & (truth <= 1 + 9 * high)) >= 0.94


@pytest.mark.parametrize("part", ["0.5", "0.9"])
@pytest.mark.parametrize("n", [11, 40, 200])
def test_the_interval_of_a_quantile_takes_the_ranks_that_hold_it_by_the_exact_binomial(part: str, n: int):
    days = f"list_transform(range(1, {n} + 1), lambda x: x * 1)"
    low, high = bounds(both("kwantiel_grens", "r.dagen", "r.n", part, "p.z"), dagen=days, n=n)
    upper = n + 1 if high is None else int(high)
    lower = 0 if low is None else int(low)
    # The chance that the true quantile lies between those values: the number of values below it is binomial.
    held = binom.cdf(upper - 1, n, float(part)) - binom.cdf(lower - 1, n, float(part))
    assert held >= 0.95
    assert held < 0.985 or n == 11  # wider than needed only where a rank is a big step


@pytest.mark.parametrize("part", ["0.5", "0.9"])
def test_the_interval_of_a_quantile_holds_the_truth_of_skewed_waiting_times(part: str):
    rng, n = np.random.default_rng(SEED), 60
    truth = float(np.exp(np.log(20) + 0.6 * {"0.5": 0.0, "0.9": 1.2815515655446004}[part]))
    samples = np.sort(rng.lognormal(np.log(20), 0.6, (1000, n)), axis=1)
    rows = "(" + "), (".join(str([round(float(v), 6) for v in sample]) for sample in samples) + ")"
    with connect() as con:
        low, high = (str(macros.kwantiel_grens("r.dagen", "r.n", part, str(Z), sign)) for sign in ("-", "+"))
        found = con.execute(
            f"select {low}, {high} from (select dagen::double[] as dagen, {n} as n from (values {rows}) as v(dagen)) as r"
        ).fetchall()
    held = np.mean([a <= truth <= (b if b is not None else np.inf) for a, b in found])
    assert 0.93 <= held <= 0.985
