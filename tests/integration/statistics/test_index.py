"""Index of a share beside that of a budget: the interval against statsmodels and simulated truth, the rows of the mart by hand."""

from datetime import date

import duckdb
import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from tests.integration.statistics.rendering import build, connect, macros, table

Z = 1.959964
SEEN = "basisjaar, round(budget_nominaal_index, 6), round(budget_reeel_index, 6), round(effect_index, 6), reden_code"
CASES = [(37, 222, 20, 89), (330, 363, 309, 350), (1, 40, 3, 50), (50, 50, 20, 80), (443, 444, 52, 53)]


def bounds(con: duckdb.DuckDBPyConnection) -> np.ndarray:
    columns = ", ".join(macros.index_aandeel("x", "n", "x0", "n0", str(Z), sign) for sign in (None, "-", "+"))
    return np.array([[np.nan if v is None else v for v in found] for found in con.execute(f"select {columns} from gevallen").fetchall()])


@pytest.mark.parametrize(("x", "n", "x0", "n0"), CASES)
def test_index_and_interval_are_those_of_statsmodels(x: int, n: int, x0: int, n0: int):
    con = connect()
    table(con, "gevallen", x=[x], n=[n], x0=[x0], n0=[n0])
    low, high = confint_proportions_2indep(x, n, x0, n0, method="log", compare="ratio", alpha=0.05)
    assert bounds(con)[0] == pytest.approx([100 * (x / n) / (x0 / n0), 100 * low, 100 * high], rel=1e-6)


@pytest.mark.parametrize(("x", "x0"), [(0, 20), (20, 0), (0, 0)])
def test_where_nobody_had_it_there_is_no_index(x: int, x0: int):
    con = connect()
    table(con, "gevallen", x=[x], n=[50], x0=[x0], n0=[60])
    assert np.isnan(bounds(con)).all()


@pytest.mark.parametrize(("n", "share", "n0", "share0"), [(222, 0.17, 89, 0.22), (360, 0.9, 350, 0.88), (120, 0.3, 400, 0.3)])
def test_the_interval_holds_the_true_index_93_to_97_times_in_100(n: int, share: float, n0: int, share0: float):
    """4,000 runs: two standard errors are 0.7 points."""
    rng, runs = np.random.default_rng(20261127 + n), 4_000
    x, x0 = rng.binomial(n, share, runs), rng.binomial(n0, share0, runs)
    con = connect()
    table(con, "gevallen", x=x, n=np.full(runs, n), x0=x0, n0=np.full(runs, n0))
    found, true = bounds(con), 100 * share / share0
    assert 0.93 <= ((found[:, 1] <= true) & (true <= found[:, 2])).mean() <= 0.97


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """K1 has a contract budget of 1,000, 1,100 and 1,210, prices rise 10 percent in 2024 only; of K2 too few were measured in 2023."""
    con = connect()
    table(
        con,
        "int_parameter__geldig",
        z=[Z],
        k_min=[10],
        dekking_ondergrens_pct=[50.0],
        laatste_hele_jaar=[2024],
        peildatum=[date(2025, 6, 30)],
    )
    table(con, "int_contract__contracten", contractnummer=["K1", "K2"], uitvoeringsvariant=["taakgericht", "inspanningsgericht"])
    table(con, "int_prijsindex__jaren", jaar=[2023, 2024, 2025], log_prijs=[0.0, np.log(1.1), np.log(1.1)])
    years = {"contractnummer": ["K1"] * 4, "gemeentecode": ["0119"] * 4, "jaar": [2022, 2023, 2024, 2025]}
    table(
        con,
        "mart_contractbudget_opbouw",
        **years,
        structureel_cent=[900, 1_000, 1_100, 1_210],
        volgorde=[1] * 4,
        cell_id=["o2", "o3", "o4", "o5"],
    )
    table(con, "mart_budget_jaar", contractnummer=["K1", "K2", "K2"], gemeentecode=["0119"] * 3, boekjaar=[2024, 2023, 2024],
          begroting_actueel_cent=[7, 500, 600], cell_id=["b", "b3", "b4"])  # fmt: skip
    table(con, "int_oordeel__resultaat", contractnummer=["K1", "K1", "K1", "K1", "K2", "K2"], gemeentecode=["0119"] * 6,
          jaar=[2023, 2024, 2025, 2025, 2023, 2024], indicator=["betrouwbaar_beter"] * 3 + ["stabiel_of_beter"] + ["betrouwbaar_beter"] * 2,
          is_hoofdoordeel=[True, True, True, False, True, True], teller=[20, 30, 30, 5, 12, 9], n=[100, 100, 60, 60, 40, 40],
          dekking_pct=[80.0, 49.9, 50.0, 80.0, 49.0, 80.0], bron_cell_id=["r3", "r4", "r5", "x", "s3", "s4"])  # fmt: skip
    table(con, "mart_indicatorwaarde", contractnummer=["K1"] * 4, gemeentecode=["0119"] * 4, periode=["2024", "2025", "2025", "2025"],
          indicator_code=["ceo_eens"] * 4, onderdeel=["kwaliteit_goed"] * 3 + ["wist_waar"], wijkcode=["alle", "alle", "WK1", "alle"],
          teller=[80, 90, 1, 1], n=[100, 100, 10, 10], dekking_pct=[30.0, 8.0, 30.0, 30.0],
          reden_code=[None, "respons_te_laag", None, None], cell_id=["c4", "c5", "x", "x"])  # fmt: skip
    build(con, "int_index__jaren", "mart_budget_en_effect_index")
    return con


def rows(con: duckdb.DuckDBPyConnection, number: str, measure: str, columns: str) -> list[tuple]:
    return con.execute(
        f"select jaar, {columns} from mart_budget_en_effect_index where contractnummer = '{number}' and maat = '{measure}' order by jaar"
    ).fetchall()


def test_budget_and_result_begin_at_100_in_the_first_year_with_both(con):
    """2022 has a budget and no result. 2025 against 2023: 30 / 60 against 20 / 100 is 250; the budget 121, at prices of 2023 110."""
    assert rows(con, "K1", "resultaat", SEEN) == [
        (2023, 2023, 100.0, 100.0, 100.0, None),
        (2024, 2023, 110.0, 100.0, None, "dekking_te_laag"),
        (2025, 2023, 121.0, 110.0, 250.0, None),
    ]
    bounds = rows(con, "K1", "resultaat", "effect_index_laag, effect_index_hoog, is_lopend, budget_bron")
    assert bounds[0] == (2023, 100.0, 100.0, False, "contractbudget")
    low, high = confint_proportions_2indep(30, 60, 20, 100, method="log", compare="ratio")
    assert bounds[2][1:3] == pytest.approx((100 * low, 100 * high), rel=1e-6)
    assert bounds[2][3]


def test_quality_has_a_first_year_of_its_own_and_the_budget_begins_there_too(con):
    assert rows(con, "K1", "kwaliteit", SEEN) == [
        (2024, 2024, 100.0, 100.0, 100.0, None),
        (2025, 2024, 110.0, 110.0, None, "respons_te_laag"),
    ]


def test_a_first_year_with_too_little_coverage_refuses_every_year_and_says_so(con):
    assert rows(con, "K2", "resultaat", "round(budget_nominaal_index, 6), effect_index, effect_index_laag, reden_code, budget_bron") == [
        (2023, 100.0, None, None, "basisjaar_dekking_te_laag", "begroting"),
        (2024, 120.0, None, None, "basisjaar_dekking_te_laag", "begroting"),
    ]
