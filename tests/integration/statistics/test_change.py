"""The statistics of change against scipy and statsmodels, and the check values of the reference to the printed digit.

What belongs here: the SQL of macros and models on small and random tables. Not here: repeats with a planted truth (test_simulations.py).
"""

from collections.abc import Iterator

import duckdb
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.api import OLS, add_constant
from statsmodels.stats.contingency_tables import mcnemar

from tests.integration.statistics.rendering import build, connect, macros, parameters, table

Z = float(stats.norm.ppf(0.975))
CELL = {"contractnummer": "K", "gemeentecode": "0119"}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as con:
        parameters(con)
        yield con


def double(number: float) -> str:
    """As the parameters are: a literal would be an exact decimal."""
    return f"cast({number!r} as double)"


def value(sql: str) -> float:
    row = duckdb.execute(f"select {sql}").fetchone()
    assert row
    return row[0]


def test_the_t_quantile_differs_less_than_a_50000th_from_scipys_where_anything_is_shown() -> None:
    found = duckdb.execute(f"select df, {macros.t_kwantiel(double(Z), 'df')} from (select unnest(range(9, 3000)) as df)").fetchall()
    df, quantile = np.array(found).T
    assert np.abs(quantile - stats.t.ppf(0.975, df)).max() < 2e-5
    assert value(macros.t_marge("1.0", "9", double(Z), 10)) is None


@pytest.mark.parametrize("level", [0.9, 0.95, 0.98])
def test_the_t_quantile_follows_the_confidence_level_of_the_parameter(level: float) -> None:
    z, df = float(stats.norm.ppf(0.5 + level / 2)), np.arange(9, 500)
    rows = duckdb.execute(f"select {macros.t_kwantiel(double(z), 'df')} from (select unnest(range(9, 500)) as df)").fetchall()
    found = np.array(rows).T[0]
    assert np.abs(found - stats.t.ppf(0.5 + level / 2, df)).max() < 2e-4


def test_the_upper_tail_of_the_normal_distribution_is_scipys() -> None:
    found = duckdb.execute(f"select x, {macros.normaal_staart('x')} from (select unnest(range(0, 3700)) / 100.0::double as x)").fetchall()
    x, tail = np.array(found, dtype=float).T
    assert np.abs(tail / stats.norm.sf(x) - 1).max() < 1e-8
    assert np.abs(tail - stats.norm.sf(x)).max() < 1e-14


# Reference §2.3: threshold of reliable change by reliability (rows) and spread of the first score (0.5, 0.6, 0.7, 1.0).
RELIABLE = {
    0.75: ("0.69", "0.83", "0.97", "1.39"),
    0.80: ("0.62", "0.74", "0.87", "1.24"),
    0.85: ("0.54", "0.64", "0.75", "1.07"),
    0.89: ("0.46", "0.55", "0.64", "0.92"),
    0.90: ("0.44", "0.53", "0.61", "0.88"),
}


@pytest.mark.parametrize("reliability", RELIABLE)
def test_the_threshold_of_reliable_change_is_that_of_the_reference(con: duckdb.DuckDBPyConnection, reliability: float) -> None:
    for sd, printed in zip((0.5, 0.6, 0.7, 1.0), RELIABLE[reliability], strict=True):
        parameters(con, zrm_reliability=reliability, sd_baseline_standaard=sd)
        table(con, "zrm_domein", zrm_versie=["2017"], is_kern=[True])
        con.execute(
            "create or replace table int_resultaat__intake (spell_id text, zrm_versie text, som int, domeinen_n int, is_in_aanmerking bool)"
        )
        build(con, "int_resultaat__drempel")
        ((threshold,),) = con.execute("select drempel from int_resultaat__drempel").fetchall()
        assert f"{threshold:.2f}" == printed
        if (reliability, sd) == (0.85, 0.6):
            assert (f"{11 * threshold:.1f}", f"{13 * threshold:.1f}") == ("7.1", "8.4")


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(12, 30, "24.6", "57.7"), (40, 100, "30.9", "49.8"), (0, 10, "0.0", "27.8")],
    ids=["12/30", "40/100", "0/10"],
)
def test_the_wilson_check_values_of_the_reference(k: int, n: int, low: str, high: str) -> None:
    found = value(macros.wilson_laag(k, n, Z)), value(macros.wilson_hoog(k, n, Z))
    assert tuple(f"{bound:.1f}" for bound in found) == (low, high)


@pytest.mark.parametrize(("r", "sd", "q", "printed"), [(0.85, 0.6, 0, "0.07"), (0.85, 0.6, 1, "0.14"), (0.6, 1.0, 1.5, "0.78")])
def test_the_regression_to_the_mean_of_the_reference(r: float, sd: float, q: float, printed: str) -> None:
    assert f"{value(macros.terugkeer(r, sd, double(q))):.2f}" == printed


@settings(max_examples=100, deadline=None)
@given(st.floats(-3, 3), st.floats(0.2, 2), st.floats(0, 1))
def test_the_regression_to_the_mean_is_barnetts_on_both_sides_of_the_mean(q: float, sd: float, r: float) -> None:
    assert value(macros.terugkeer(r, sd, double(q))) == pytest.approx((1 - r) * sd * stats.norm.pdf(q) / stats.norm.sf(q), abs=1e-9)


def test_the_worst_case_bounds_of_the_reference() -> None:
    # c = .40 and p = .55: of 100 people 40 are measured and 22 of them improved.
    assert (value(macros.grens_laag(22, 100)), value(macros.grens_hoog(22, 40, 100))) == pytest.approx((22, 82))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(0, 500))))
def test_the_bounds_are_c_times_p_up_to_that_plus_one_minus_c(case: tuple[int, int, int]) -> None:
    k, n, unmeasured = case
    c, p = n / (n + unmeasured), k / n
    found = value(macros.grens_laag(k, n + unmeasured)), value(macros.grens_hoog(k, n, n + unmeasured))
    assert found == pytest.approx((100 * c * p, 100 * (c * p + 1 - c)))


def trajectories(con: duckdb.DuckDBPyConnection, steps: list[int], domains: int = 13) -> None:
    """Pairs of one contract and year that changed `steps` levels in all, spread over the domains; the first mean is 3."""
    n = len(steps)
    table(
        con, "int_verandering__traject",
        spell_id=[f"s{i}" for i in range(n)], contractnummer=["K"] * n, gemeentecode=["0119"] * n, jaar=[2025] * n,
        eerste_gemiddeld=[3.0] * n, laatste_gemiddeld=[3 + round(step / domains, 6) for step in steps],
        verschil=[round(step / domains, 6) for step in steps], domeinen_n=[domains] * n, plafond_n=[1] * n,
        eerste_voldoende_n=[4] * n, laatste_voldoende_n=[4] * n, eerste_problematisch_n=[2] * n, laatste_problematisch_n=[2] * n,
        is_doel_gehaald=[step > 0 for step in steps],
    )  # fmt: skip
    con.execute(
        "create or replace table t as select * replace (cast(verschil as decimal(18, 6)) as verschil) from int_verandering__traject"
    )
    con.execute("create or replace table int_verandering__traject as select * from t")
    build(con, "int_verandering__rangen", "int_verandering__bijdragen", "mart_verandering")


STEPS = st.lists(st.integers(-20, 20), min_size=10, max_size=60)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_wilcoxons_test_is_scipys_with_ties_and_continuity_correction(steps: list[int]) -> None:
    assume(any(steps))
    with connect() as con:
        parameters(con)
        trajectories(con, steps)
        ((n, z, p),) = con.execute("select ongelijk_n, wilcoxon_z, wilcoxon_p from mart_verandering").fetchall()
    theirs = stats.wilcoxon([step for step in steps if step], method="approx", correction=True)
    assert n == len([step for step in steps if step])
    assert p == pytest.approx(float(theirs.pvalue), abs=1e-10)
    assert abs(z) == pytest.approx(abs(float(theirs.zstatistic)), abs=1e-10)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_the_mean_change_comes_with_the_t_interval_of_scipy_and_its_response_mean(steps: list[int]) -> None:
    assume(len(set(steps)) > 1)
    with connect() as con:
        parameters(con)
        trajectories(con, steps)
        ((mean, low, high, srm),) = con.execute(
            "select verschil_gemiddeld, verschil_laag, verschil_hoog, srm from mart_verandering"
        ).fetchall()
    change = np.array([round(step / 13, 6) for step in steps])
    theirs = stats.t.interval(0.95, len(change) - 1, change.mean(), stats.sem(change))
    assert mean == pytest.approx(change.mean(), abs=1e-12)
    assert (low, high) == pytest.approx(theirs, abs=2e-5)
    assert srm == pytest.approx(change.mean() / change.std(ddof=1), rel=1e-6)


def test_nobody_changed_means_no_test_and_no_response_mean(con: duckdb.DuckDBPyConnection) -> None:
    trajectories(con, [0] * 12)
    found = con.execute("select ongelijk_n, wilcoxon_z, wilcoxon_p, srm, verschil_laag, verschil_hoog from mart_verandering").fetchall()
    assert found == [(0, None, None, None, 0.0, 0.0)]


def test_below_ten_pairs_a_mean_has_no_interval(con: duckdb.DuckDBPyConnection) -> None:
    trajectories(con, [1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert con.execute("select paren_n, verschil_laag, verschil_hoog from mart_verandering").fetchall() == [(9, None, None)]


def observations(
    con: duckdb.DuckDBPyConnection, signal: str, values: np.ndarray, beside: np.ndarray | None, parts: np.ndarray | None = None
) -> tuple:
    """One rater check: (n, change, z, signal, reason)."""
    n = len(values)
    table(
        con, "raw", contractnummer=["K"] * n, gemeentecode=["0119"] * n, signaal=[signal] * n, periode=["2025"] * n,
        deel=parts if parts is not None else [0] * n,
        waarde=[None if np.isnan(v) else float(v) for v in values],
        vergelijking=[None if beside is None or np.isnan(beside[i]) else float(beside[i]) for i in range(n)],
    )  # fmt: skip
    con.execute("""create or replace table int_scoresignaal__waarnemingen as select * replace (cast(waarde as decimal(18, 6)) as waarde,
        cast(vergelijking as decimal(18, 6)) as vergelijking), ['r'] as _row_ids, cast(null as varchar) as rijen_sleutel from raw""")
    build(con, "int_scoresignaal__verloop", "int_scoresignaal__bijdragen", "mart_scoresignaal")
    (row,) = con.execute("select n, verandering, toets_z, is_signaal, reden_code from mart_scoresignaal").fetchall()
    return row


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 40), st.integers(0, 20), st.integers(10, 40))
def test_heaping_is_mcnemars_test_with_continuity_correction(only_last: int, only_first: int, neither: int) -> None:
    assume(only_last > only_first)
    last = np.array([100] * only_last + [0] * (only_first + neither))
    first = np.array([0] * only_last + [100] * only_first + [0] * neither)
    with connect() as con:
        parameters(con)
        _, change, z, _, _ = observations(con, "ophoping", last, first)
    theirs = mcnemar([[0, only_last], [only_first, neither]], exact=False, correction=True)
    assert z**2 == pytest.approx(theirs.statistic)
    assert change == pytest.approx(100 * (only_last - only_first) / len(last))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31))
def test_the_drift_of_first_scores_is_the_slope_of_statsmodels(seed: int) -> None:
    rng = np.random.default_rng(seed)
    parts = rng.integers(4048, 4053, 200)
    scores = np.round(rng.normal(3.5, 0.6, 200) - 0.03 * (parts - 4048), 6)
    with connect() as con:
        parameters(con)
        _, slope, z, _, reason = observations(con, "verloop_eerste_score", scores, None, parts)
    theirs = OLS(scores, add_constant(parts.astype(float) - 4048)).fit()
    assert (slope, z, reason) == (pytest.approx(theirs.params[1], abs=1e-9), pytest.approx(theirs.tvalues[1], rel=1e-6), None)


def test_a_drift_that_rests_on_one_half_year_is_no_signal(con: duckdb.DuckDBPyConnection) -> None:
    # Level in four half-years and one level lower in the last: the slope is steep, but without that half-year it is zero.
    parts = np.repeat(np.arange(4048, 4053), 40)
    scores = np.tile([3.4, 3.5, 3.6, 3.5], 50) - (parts == 4052)
    _, slope, z, signal, _ = observations(con, "verloop_eerste_score", scores, None, parts)
    assert slope < 0 and z < -3.1 and signal is False
    steady = np.tile([3.4, 3.5, 3.6, 3.5], 50) - 0.1 * (parts - 4048)
    assert observations(con, "verloop_eerste_score", steady, None, parts)[3] is True
    assert observations(con, "verloop_eerste_score", steady[:160], None, parts[:160])[3:] == (None, "te_weinig_perioden")


def test_low_scores_before_a_contract_start_are_welchs_test_and_only_low_is_a_signal(con: duckdb.DuckDBPyConnection) -> None:
    rng = np.random.default_rng(3)
    before, after = np.round(rng.normal(3.0, 0.5, 40), 6), np.round(rng.normal(3.5, 0.7, 90), 6)
    empty_before, empty_after = np.full(40, np.nan), np.full(90, np.nan)
    low = observations(con, "voor_contractstart", np.r_[before, empty_after], np.r_[empty_before, after])
    assert low[0] == 40 and low[2] == pytest.approx(stats.ttest_ind(before, after, equal_var=False).statistic) and low[3] is True
    high = observations(con, "voor_contractstart", np.r_[before + 2, empty_after], np.r_[empty_before, after])
    assert high[2] > 3.1 and high[3] is False
    assert observations(con, "voor_contractstart", np.r_[before[:9], empty_after], np.r_[empty_before[:9], after])[3:] == (
        None,
        "te_weinig_metingen",
    )


def test_the_client_beside_the_professional_is_a_paired_difference(con: duckdb.DuckDBPyConnection) -> None:
    rng = np.random.default_rng(4)
    client = np.round(rng.normal(3.2, 0.6, 30), 6)
    professional = np.round(client + rng.normal(0.4, 0.3, 30), 6)
    n, change, z, signal, _ = observations(con, "client_en_professional", professional, client)
    assert (n, signal) == (30, True)
    assert change == pytest.approx((professional - client).mean(), abs=1e-9)
    assert z == pytest.approx(stats.ttest_rel(professional, client).statistic, rel=1e-6)


def test_the_standardised_difference_is_austins(con: duckdb.DuckDBPyConnection) -> None:
    rng = np.random.default_rng(5)
    paired, unpaired = np.round(rng.normal(3.5, 0.6, 40), 6), np.round(rng.normal(2.9, 0.8, 20), 6)
    rows = [(name, v) for group, name in ((paired, "gepaard"), (unpaired, "ongepaard")) for v in group]
    table(con, "raw", groep=[name for name, _ in rows], contribution=[float(v) for _, v in rows])
    con.execute("""create or replace table int_dekking__bijdragen as
        with r as (
            select 'K' contractnummer, '0119' gemeentecode, 2025 jaar, 'c' cell_id, groep, cast(contribution as decimal(18, 6)) v from raw
        )
        select contractnummer, gemeentecode, jaar, cell_id, groep || '_som' as measure, v as contribution from r
        union all select contractnummer, gemeentecode, jaar, cell_id, groep || '_n', 1 from r
        union all select contractnummer, gemeentecode, jaar, cell_id, 'in_aanmerking_n', 1 from r
        union all select contractnummer, gemeentecode, jaar, cell_id, 'paren_n', 1 from r where groep = 'gepaard'""")
    build(con, "mart_dekking")
    expected = (paired.mean() - unpaired.mean()) / np.sqrt((paired.var(ddof=1) + unpaired.var(ddof=1)) / 2)
    found = con.execute("select dekking_pct, standaardverschil, is_waarschuwing from mart_dekking").fetchall()
    assert found == [(pytest.approx(100 * 40 / 60), pytest.approx(expected), True)]
    parameters(con, k_min=21)
    build(con, "mart_dekking")
    assert con.execute("select standaardverschil, is_waarschuwing from mart_dekking").fetchall() == [(None, None)]
