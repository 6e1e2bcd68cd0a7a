"""The fair comparison against other people's code and the check values of the reference.

What belongs here: single values and oracles. Not here: repeats with a planted truth (test_comparison_simulations.py).
"""

from collections.abc import Iterator

import duckdb
import numpy as np
import pytest
from scipy.stats import binom, norm
from statsmodels.api import GLM, OLS, add_constant, families
from statsmodels.stats.meta_analysis import combine_effects

from tests.integration.statistics.comparison import compare, fitting, pairs
from tests.integration.statistics.rendering import build, connect, parameters, table

COLUMNS = (
    "eenheid, paren_n, doel_gehaald_n, verwacht_n, groep_pct, gecorrigeerd_pct, gecorrigeerd_fout_pct, krimp_pct, z, overspreiding_phi"
)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as con:
        parameters(con)
        yield con


def town(rng: np.random.Generator, units: int = 12, low: int = 55, high: int = 150, spread: float = 0.0) -> tuple[np.ndarray, ...]:
    """Unit, first, last, reached, age and route of the pairs of one comparison group; `spread` is a true difference between units."""
    unit = np.repeat(np.arange(units), rng.integers(low, high, units))
    first = rng.normal(3.3, 0.6, len(unit)) + rng.normal(0, 0.2, units)[unit]
    age, route = rng.integers(0, 3, len(unit)), rng.integers(0, 2, len(unit))
    lift = rng.normal(0, spread, units)[unit] if spread else 0.0
    chance = 1 / (1 + np.exp(-(-0.4 - 0.6 * (first - 3.3) - 0.5 * age + 0.4 * route + lift)))
    return unit, first, first + rng.normal(0.2, 0.5, len(unit)), rng.random(len(unit)) < chance, age, route


def built(con: duckdb.DuckDBPyConnection, seed: int, **kind: float) -> tuple[np.ndarray, ...]:
    unit, first, last, reached, age, route = town(np.random.default_rng(seed), **kind)  # type: ignore[arg-type]
    pairs(con, np.zeros(len(unit), dtype=int), unit, first, last, reached, {"leeftijd": age, "toegang": route})
    compare(con)
    return unit, first, last, reached, age, route


@pytest.mark.parametrize(
    ("n", "inner", "outer"), [(30, (22.5, 57.5), (12.4, 67.6)), (100, (30.4, 49.6), (24.9, 55.1)), (200, (33.2, 46.8), (29.3, 50.7))]
)
def test_the_funnel_limits_are_the_check_values_of_the_reference(
    con: duckdb.DuckDBPyConnection, n: int, inner: tuple[float, float], outer: tuple[float, float]
) -> None:
    limits = funnel(con, [n], [0.4 * n], [n * 0.4 * 0.6])[0]
    assert [round(value, 1) for value in limits] == [*inner, *outer]


def funnel(con: duckdb.DuckDBPyConnection, n: list[int], expected: list[float], variance: list[float], phi: float = 1.0) -> list[tuple]:
    """Limits 95 low and high, 99.8 low and high of units in a group whose share is 40 percent."""
    keys = {
        "gemeentecode": "g",
        "wet": "Wmo",
        "doelrichting": "verbeteren",
        "jaar": 2025,
        "eenheidsoort": "contract",
        "methode": "logistisch",
    }
    many = {name: [value] * len(n) for name, value in keys.items()}
    rows = {"paren_n": n, "in_aanmerking_n": n, "doel_gehaald_n": [int(e) for e in expected], "variantie": variance}
    rows |= {"verwacht_n": expected, "verwacht_model_n": expected}
    marks = [f"c{i:03}" for i in range(len(n))]
    table(con, "int_vergelijking__verwacht", **many, **rows, eenheid=marks, cell_id=marks, onderscheid_pct=[100.0] * len(n))
    build(con, "int_vergelijking__binomiaal")
    con.execute(f"""create or replace table int_vergelijking__afwijking as select *, '' eenheid_naam, 40.0 groep_pct,
        40.0 gecorrigeerd_pct, 3.0 fout_pct, 0.0 z, 9 eenheden_n, 0 buiten_n, {phi} phi,
        1.0 tau_kwadraat, cast(null as varchar) reden_code from int_vergelijking__verwacht""")
    con.execute(
        "create or replace table int_vergelijking__ancova as select '' cell_id, 0.0 verschil, 0.0 fout, 0.0 verschil_laag, "
        "0.0 verschil_hoog"
    )
    build(con, "mart_vergelijking")
    names = "grens_laag_95_pct, grens_hoog_95_pct, grens_laag_998_pct, grens_hoog_998_pct"
    return con.execute(f"select {names} from mart_vergelijking order by eenheid").fetchall()


def test_below_thirty_pairs_the_limits_are_the_binomial_quantiles_of_scipy(con: duckdb.DuckDBPyConnection) -> None:
    n = list(range(10, 30))
    share = np.random.default_rng(3).uniform(0.05, 0.95, len(n))
    found = funnel(
        con, n, [float(p * k) for p, k in zip(share, n, strict=True)], [float(p * (1 - p) * k) for p, k in zip(share, n, strict=True)]
    )
    for k, p, limits in zip(n, share, found, strict=True):
        inside = [binom.ppf(q, k, p) / (k * p) * 40 for q in (norm.sf(1.959964), norm.cdf(1.959964), norm.sf(3.090232), norm.cdf(3.090232))]
        assert limits == pytest.approx([min(100, value) for value in inside], abs=1e-6)


def test_spread_beyond_chance_widens_the_limits_by_its_root(con: duckdb.DuckDBPyConnection) -> None:
    narrow, wide = (funnel(con, [100], [40.0], [24.0], phi)[0] for phi in (0.5, 2.25))
    assert narrow == funnel(con, [100], [40.0], [24.0])[0]
    assert [value - 40 for value in wide] == pytest.approx([1.5 * (value - 40) for value in narrow])


@pytest.mark.parametrize("seed", range(5))
def test_the_coefficients_are_those_of_statsmodels(seed: int) -> None:
    model, rng = fitting(), np.random.default_rng(seed)
    columns = {name: rng.integers(0, levels, 300) for name, levels in {"a": 5, "b": 3, "c": 4}.items()}
    trials = rng.integers(1, 12, 300).astype(float)
    reached = rng.binomial(trials.astype(int), 1 / (1 + np.exp(-(columns["a"] * 0.4 - 1)))).astype(float)
    x = model.design(columns, trials)
    beta, steps = model.fit(x, reached, trials)
    theirs = GLM(np.column_stack([reached, trials - reached]), x, family=families.Binomial()).fit(tol=1e-12)
    assert 0 < steps < 15
    assert beta == pytest.approx(theirs.params, abs=1e-8)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("everybody", [True, False])
def test_a_level_that_everybody_or_nobody_reached_gets_a_chance_of_all_or_nothing_and_leaves_the_rest_alone(
    seed: int, everybody: bool
) -> None:
    """The likelihood has no highest point then, but the chances have a limit: that level 1 or 0, and the others as if it were not there.
    Until November 2026 a model with a level reached by 38 of 38 stopped at chances of 0.002, or was said not to settle."""
    model, rng = fitting(), np.random.default_rng(seed)
    columns = {name: rng.integers(0, levels, 300) for name, levels in {"a": 5, "b": 3, "c": 4}.items()}
    columns["d"] = (columns["b"] + 1) % 3  # says the same as b
    trials, level = rng.integers(1, 12, 300).astype(float), columns["a"] == 4
    reached = rng.binomial(trials.astype(int), 1 / (1 + np.exp(-(columns["b"] * 0.4 - 1)))).astype(float)
    reached[level] = trials[level] if everybody else 0.0
    chance, _, method, *_, steps = model.chances(columns, reached, trials, 10)
    rest = model.design({name: column[~level] for name, column in columns.items()}, trials[~level])
    theirs = GLM(np.column_stack([reached, trials - reached])[~level], rest, family=families.Binomial()).fit(tol=1e-12)
    assert (method, 15 < steps < 40) == ("logistisch", True)
    assert chance[level] == pytest.approx(np.full(level.sum(), float(everybody)), abs=1e-9)
    assert chance[~level] == pytest.approx(theirs.fittedvalues, abs=1e-8)
    assert trials @ chance == pytest.approx(reached.sum(), abs=1e-6)


def test_a_column_that_says_the_same_as_another_costs_no_parameter_and_changes_no_chance() -> None:
    model, rng = fitting(), np.random.default_rng(1)
    reached = rng.binomial(20, 0.3, 12).astype(float)
    single, double = ([f"a={i % 4}|b={i % 4 if twice else 0}" for i in range(12)] for twice in (False, True))
    once, _, *rest = model.chances(model.levels(single), reached, np.full(12, 20.0), 1)
    twice, _, *more = model.chances(model.levels(double), reached, np.full(12, 20.0), 1)
    assert twice == pytest.approx(once)
    assert (rest[3], more[3]) == (4, 4)


def test_too_few_events_lead_to_strata_and_then_to_a_refusal_with_its_reason() -> None:
    model = fitting()
    profiles = [f"leeftijd={a}|start={s}|toegang={r}" for a in ("18-44", "75+") for s in ("van_3_tot_3.5", "vanaf_4") for r in "abcd"]
    found = [model.chances(model.levels(profiles), np.full(16, k), np.full(16, 50.0), 10) for k in (4.0, 3.0, 2.0)]
    assert [(row[2], row[3], row[5], row[6]) for row in found] == [
        ("logistisch", None, 6, 64),
        ("strata", "te_weinig_gebeurtenissen_voor_model", 4, 48),
        ("geweigerd", "te_weinig_gebeurtenissen", 4, 32),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_expected_numbers_spread_and_shrinkage_are_those_of_statsmodels_and_numpy(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    parameters(con, zrm_reliability=1.0)  # nothing left to chance in the first score
    unit, first, _, reached, age, route = built(con, seed, spread=0.5)
    bands = np.digitize(first, [2.5, 3, 3.5, 4])
    x = np.column_stack([np.ones(len(unit)), *(c == v for c in (bands, age, route) for v in sorted(set(c))[1:])]).astype(float)
    chance = GLM(reached.astype(float), x, family=families.Binomial()).fit(tol=1e-12).predict(x)
    seen, expected, variance = (np.bincount(unit, weights=w) for w in (reached, chance, chance * (1 - chance)))
    share, fault = 100 * reached.mean() * seen / expected, 100 * reached.mean() * np.sqrt(variance) / expected
    z = (seen - expected) / np.sqrt(variance)
    phi = float((np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2).mean())
    tau = combine_effects(share, fault**2, method_re="chi2").tau2
    weight = tau / (tau + fault**2)
    rows = con.execute(f"select {COLUMNS} from mart_vergelijking order by 1").fetchall()
    wanted = [*zip(np.bincount(unit), seen, expected, share, fault, weight * share + (1 - weight) * 100 * reached.mean(), strict=True)]
    assert [(r[1], r[2], r[3], r[5], r[6], r[7]) for r in rows] == [pytest.approx(w, abs=1e-5) for w in wanted]
    assert [r[8] for r in rows] == pytest.approx((z / np.sqrt(max(phi, 1))).tolist(), abs=1e-6)
    assert rows[0][9] == pytest.approx(phi, abs=1e-6)


@pytest.mark.parametrize("reliability", [1.0, 0.85])
def test_the_adjusted_difference_in_means_is_the_analysis_of_covariance_of_statsmodels(
    con: duckdb.DuckDBPyConnection, reliability: float
) -> None:
    parameters(con, zrm_reliability=reliability)
    unit, first, last, _, age, route = built(con, 5)
    mean = (np.bincount(unit, weights=first) / np.bincount(unit))[unit]
    true = mean + reliability * (first - mean)
    for code in range(12):
        model = OLS(last, add_constant(np.column_stack([unit == code, true, age == 1, age == 2, route]).astype(float))).fit()
        sql = "select verschil, fout, verschil_laag, verschil_hoog from int_vergelijking__ancova"
        (row,) = con.execute(f"{sql} join int_vergelijking__verwacht using (cell_id) where eenheid = 'K{code:03}'").fetchall()
        assert row == pytest.approx((model.params[1], model.bse[1], *model.conf_int()[1]), abs=5e-6)


def test_chance_in_the_first_score_moves_the_expected_number_by_the_two_slopes_of_statsmodels(con: duckdb.DuckDBPyConnection) -> None:
    unit, first, last, reached, *_ = built(con, 3)
    on_first = OLS(reached.astype(float), add_constant(first)).fit().params[1]
    on_last = OLS(reached.astype(float), add_constant(np.column_stack([first, last]))).fit().params[2]
    wanted = 0.15 / 0.85 * (on_first + on_last) * np.bincount(unit, weights=first - first.mean())
    found = [row[0] for row in con.execute("select verwacht_n - verwacht_model_n from mart_vergelijking order by eenheid").fetchall()]
    assert found == pytest.approx(wanted.tolist(), abs=1e-5)
    assert max(map(abs, found)) > 0.1 and sum(found) == pytest.approx(0, abs=1e-6)


def test_what_the_model_takes_up_of_a_unit_is_what_a_regression_of_the_unit_on_the_profiles_explains(
    con: duckdb.DuckDBPyConnection,
) -> None:
    unit, first, _, reached, age, route = built(con, 2)
    bands = np.digitize(first, [2.5, 3, 3.5, 4])
    x = np.column_stack([np.ones(len(unit)), *(c == v for c in (bands, age, route) for v in sorted(set(c))[1:])]).astype(float)
    chance = GLM(reached.astype(float), x, family=families.Binomial()).fit(tol=1e-12).predict(x)
    root = np.sqrt(chance * (1 - chance))
    for code, found in con.execute("select eenheid, onderscheid_pct from mart_vergelijking").fetchall():
        own = root * (unit == int(code[1:]))
        left = OLS(own, x * root[:, None]).fit().ssr
        assert found == pytest.approx(100 * left / (own @ own * (1 - own @ own / (root @ root))), abs=1e-4)


def test_a_unit_that_is_one_with_a_trait_of_its_people_is_not_called_as_expected(con: duckdb.DuckDBPyConnection) -> None:
    unit, first, last, _, age, _ = town(np.random.default_rng(7))
    reached = np.random.default_rng(8).random(len(unit)) < np.where(unit == 3, 0.8, 0.3)
    pairs(con, np.zeros(len(unit), dtype=int), unit, first, last, reached, {"leeftijd": age, "toegang": (unit == 3).astype(int)})
    compare(con)
    rows = con.execute(
        "select eenheid, oordeel_code, reden_code, round(onderscheid_pct, 4) from mart_vergelijking where reden_code is not null"
    )
    assert rows.fetchall() == [("K003", "niet_getoond", "niet_te_onderscheiden", 0.0)]


def test_where_more_than_a_third_lies_outside_no_unit_is_pointed_at(con: duckdb.DuckDBPyConnection) -> None:
    built(con, 4, spread=2.0)
    rows = con.execute(
        "select distinct oordeel_code, is_verschillen_groter_dan_toeval, buiten_n * 3 > eenheden_n from mart_vergelijking"
    ).fetchall()
    assert rows == [("verschillen_groter_dan_toeval", True, True)]


def test_a_small_unit_gets_no_adjusted_figure_and_says_why(con: duckdb.DuckDBPyConnection) -> None:
    unit, first, last, reached, age, route = town(np.random.default_rng(9))
    keep = ~((unit == 0) & (np.cumsum(unit == 0) > 9)) & ~((unit == 1) & (np.cumsum(unit == 1) > 49))
    chosen = [column[keep] for column in (unit, first, last, reached)]
    pairs(con, np.zeros(keep.sum(), dtype=int), *chosen, {"leeftijd": age[keep], "toegang": route[keep]})
    compare(con)
    columns = "paren_n, oordeel_code, reden_code, gecorrigeerd_pct, krimp_pct, z, verschil_gecorrigeerd, grens_laag_95_pct is null"
    assert con.execute(f"select {columns} from mart_vergelijking order by eenheid limit 2").fetchall() == [
        (9, "niet_getoond", "te_weinig_metingen", None, None, None, None, True),
        (49, "niet_getoond", "te_weinig_voor_correctie", None, None, None, None, False),
    ]


def test_the_calibration_adds_up_to_everybody_and_follows_the_chances(con: duckdb.DuckDBPyConnection) -> None:
    unit, _, _, reached, *_ = built(con, 6)
    rows = con.execute(
        "select deciel, paren_n, doel_gehaald_n, verwacht_n, verwacht_pct from mart_vergelijking_ijking order by 1"
    ).fetchall()
    assert (sum(r[1] for r in rows), sum(r[2] for r in rows)) == (len(unit), int(reached.sum()))
    assert sum(r[3] for r in rows) == pytest.approx(int(reached.sum()), abs=1e-4)
    assert [r[4] for r in rows] == sorted(r[4] for r in rows) and len(rows) == 10
    (model,) = con.execute("select methode, correctie_op, parameters_n, reden_code from mart_vergelijking_model").fetchall()
    assert model == ("logistisch", "start, leeftijd, toegang", 8, None)


def test_the_same_pairs_in_another_order_give_the_same_bytes(con: duckdb.DuckDBPyConnection) -> None:
    made = []
    for order in (None, np.random.default_rng(1)):
        unit, first, last, reached, age, route = town(np.random.default_rng(11))
        place = np.arange(len(unit)) if order is None else order.permutation(len(unit))
        columns = [column[place] for column in (unit, first, last, reached)]
        pairs(con, np.zeros(len(unit), dtype=int), *columns, {"leeftijd": age[place], "toegang": route[place]})
        compare(con)
        tables = ("mart_vergelijking", "mart_vergelijking_model", "mart_vergelijking_ijking")
        made.append([con.execute(f"select * from {name}").fetchall() for name in tables])
    assert made[0] == made[1]


@pytest.mark.parametrize("seed", range(6))
def test_a_unit_whose_people_all_start_alike_gets_no_difference_in_means_and_stops_nothing(
    con: duckdb.DuckDBPyConnection, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    unit = np.repeat(np.arange(2), 60)
    first = np.where(unit == 0, 2 + rng.integers(0, 13) / 13, 3 + rng.integers(0, 13) / 13)  # one step apart, nobody in between
    last, reached = first + rng.integers(0, 9, 120) / 13, rng.random(120) < 0.5
    pairs(con, np.zeros(120, dtype=int), unit, first, last, reached, {"leeftijd": rng.integers(0, 2, 120)})
    compare(con)
    assert con.execute("select distinct verschil_gecorrigeerd from mart_vergelijking where eenheidsoort = 'contract'").fetchall() == [
        (None,)
    ]
