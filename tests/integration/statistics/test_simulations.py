"""Planted truths, many times over: how often the SQL that makes the figures says what is not so.

Each test draws thousands of contracts with a fixed seed and puts them through the macros or models at once. What belongs here: repeats with
a known truth. Not here: single values (test_change.py, test_intervals.py).
"""

from collections.abc import Iterator

import duckdb
import numpy as np
import pytest
from scipy.stats import norm

from tests.integration.statistics.rendering import PROJECT, build, connect, macros, parameters, table

Z = float(norm.ppf(0.975))
SEED = 20261122


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as con:
        parameters(con)
        yield con


def one(con: duckdb.DuckDBPyConnection, sql: str) -> tuple:
    (row,) = con.execute(sql).fetchall()
    return row


def test_the_interval_of_a_mean_change_holds_the_truth_19_times_in_20(con: duckdb.DuckDBPyConnection) -> None:
    # Steps of a trajectory over its 13 domains: skewed, with a heap at no change, as real ones are.
    steps, chances = np.arange(-4, 9), np.array([2, 3, 5, 8, 22, 12, 10, 9, 8, 7, 6, 5, 3]) / 100
    contracts, pairs = 4000, 25
    drawn = np.random.default_rng(SEED).choice(steps, (contracts, pairs), p=chances).ravel()
    n = contracts * pairs
    table(con, "raw", k=np.repeat(np.arange(contracts), pairs), stap=drawn)
    con.execute("""create table int_verandering__traject as
        select cast(rowid as varchar) spell_id, cast(k as varchar) contractnummer, '0119' gemeentecode, 2025 jaar, 3.0 eerste_gemiddeld,
            3 + stap / 13 laatste_gemiddeld, cast(stap / 13 as decimal(18, 6)) verschil, 13 domeinen_n, 0 plafond_n, 1 eerste_voldoende_n,
            1 laatste_voldoende_n, 1 eerste_problematisch_n, 1 laatste_problematisch_n, true is_doel_gehaald from raw""")
    build(con, "int_verandering__rangen", "int_verandering__bijdragen", "mart_verandering")
    truth = float((steps * chances).sum()) / 13
    rows, held = one(
        con, f"select count(*), avg(case when {truth} between verschil_laag and verschil_hoog then 1 else 0 end) from mart_verandering"
    )
    assert (rows, n) == (contracts, 100_000)
    assert 0.93 <= held <= 0.97


def test_the_intervals_of_a_share_and_of_a_difference_hold_the_truth_19_times_in_20(con: duckdb.DuckDBPyConnection) -> None:
    rng, repeats = np.random.default_rng(SEED), 40_000
    pa, pb, na, nb = (
        rng.uniform(0.1, 0.9, repeats),
        rng.uniform(0.1, 0.9, repeats),
        rng.integers(20, 400, repeats),
        rng.integers(20, 400, repeats),
    )
    table(con, "t", pa=100 * pa, pb=100 * pb, ka=rng.binomial(na, pa), kb=rng.binomial(nb, pb), na=na, nb=nb)
    share, difference = one(
        con,
        f"""
        with i as (select *, 100.0 * ka / na as a, 100.0 * kb / nb as b,
            {macros.wilson_laag("ka", "na", Z)} as al, {macros.wilson_hoog("ka", "na", Z)} as ah,
            {macros.wilson_laag("kb", "nb", Z)} as bl, {macros.wilson_hoog("kb", "nb", Z)} as bh from t)
        select avg(case when pa between al and ah then 1 else 0 end),
            avg(case when pa - pb between {macros.newcombe("a", "al", "b", "bh", "-")} and {macros.newcombe("a", "ah", "b", "bl", "+")}
                then 1 else 0 end)
        from i""",
    )
    assert 0.93 <= share <= 0.97
    assert 0.93 <= difference <= 0.97


def years(con: duckdb.DuckDBPyConnection, n: np.ndarray, k: np.ndarray, eligible: np.ndarray, indicator: str = "betrouwbaar_beter") -> None:
    """Verdicts of the model itself: n, k and eligible are (contracts, 2), last year first. Makes the table oordelen."""
    contracts = len(n)
    table(
        con, "raw", contractnummer=[f"K{i:05}" for i in range(contracts) for _ in range(2)], gemeentecode=["0119"] * (2 * contracts),
        jaar=[2024, 2025] * contracts, paren_n=n.ravel(), k=k.ravel(), in_aanmerking_n=eligible.ravel(),
    )  # fmt: skip
    shares = ", ".join(
        f"k as {name}_n, {macros.aandeel_met_interval('k', 'paren_n', Z, name)}"
        for name in ("betrouwbaar_beter", "betrouwbaar_slechter", "stabiel_of_beter")
    )
    con.execute(f"""create or replace table mart_resultaat_jaar as
        select contractnummer, gemeentecode, jaar, paren_n, in_aanmerking_n, {macros.aandeel("paren_n", "in_aanmerking_n")} as dekking_pct,
            {shares}, 'x' as cell_id from raw""")
    con.execute("""create or replace table mart_resultaat_domein as
        select contractnummer, gemeentecode, jaar, 'd' as domein_key, 0 as beter_n, 0 as paren_n, 0 as in_aanmerking_n, 0.0 as dekking_pct,
            0.0 as beter_pct, 0.0 as beter_laag_pct, 0.0 as beter_hoog_pct, 'x' as cell_id
        from mart_resultaat_jaar where false""")
    con.execute("create or replace table int_doel__doelen as select '' contractnummer, '' contract_gemeentecode, '' indicator where false")
    con.execute(f"""create or replace table int_oordeel__hoofdindicator as
        select distinct contractnummer, gemeentecode, '{indicator}' as hoofdindicator from mart_resultaat_jaar""")
    con.execute(f"create or replace table indicator as select indicator_code, richting from read_csv('{PROJECT}/seeds/indicator.csv')")
    build(con, "int_oordeel__resultaat")
    con.execute(f"""create or replace table oordelen as select *, contractnummer || '-' || jaar as oordeel_id, 'resultaat' as onderwerp,
        'c' as cell_id, date '2025-12-31' as peildatum from int_oordeel__resultaat where indicator = '{indicator}'""")


def verdicts(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    rows = con.execute("select oordeel_code, count(*) from oordelen where jaar = 2025 group by 1").fetchall()
    return {code: number / sum(n for _, n in rows) for code, number in rows}


@pytest.mark.parametrize(
    ("indicator", "p", "n"), [("betrouwbaar_beter", 0.2, 300), ("stabiel_of_beter", 0.85, 80), ("betrouwbaar_beter", 0.3, 40)]
)
def test_where_nothing_changed_at_most_one_verdict_in_twenty_says_better_or_worse(
    con: duckdb.DuckDBPyConnection, indicator: str, p: float, n: int
) -> None:
    rng, repeats = np.random.default_rng(SEED), 6000
    pairs = np.full((repeats, 2), n)
    years(con, pairs, rng.binomial(pairs, p), (pairs * 1.4).astype(int), indicator)
    found = verdicts(con)
    wrong = found.get("duidelijk_beter", 0) + found.get("duidelijk_slechter", 0)
    assert 0.01 < wrong <= 0.05 + 3 * (0.05 * 0.95 / repeats) ** 0.5


def test_a_true_change_that_is_large_enough_is_seen_and_has_its_direction(con: duckdb.DuckDBPyConnection) -> None:
    rng, pairs = np.random.default_rng(SEED), np.full((3000, 2), 300)
    years(con, pairs, rng.binomial(pairs, [0.2, 0.35]), pairs)
    found = verdicts(con)
    assert found["duidelijk_beter"] > 0.95 and "duidelijk_slechter" not in found


def test_every_verdict_on_random_counts_is_recomputed_by_the_sql_of_the_release(con: duckdb.DuckDBPyConnection) -> None:
    rng, repeats = np.random.default_rng(SEED), 8000
    pairs = np.floor(10 ** rng.uniform(0, 3.2, (repeats, 2))).astype(int) - 1
    years(con, pairs, rng.binomial(pairs, rng.uniform(0, 1, (repeats, 2))), pairs + rng.integers(0, 2 * pairs + 2) + 1)
    con.execute("create table mart_oordeel as select * from oordelen")
    seed = f"read_csv('{PROJECT}/seeds/parameter.csv')"
    con.execute(f"create table parameter as select * replace (cast(geldig_tot as date) as geldig_tot) from {seed}")
    build(con, "mart_oordeel_herrekend")
    total, same, kinds = one(con, "select count(*), count(*) filter (where is_gelijk), count(distinct oordeel) from mart_oordeel_herrekend")
    assert total == same == 2 * repeats
    assert kinds == 9  # better, worse, no clear difference, and all six reasons for saying nothing
    extra = """select count(*) from mart_oordeel_herrekend as h join oordelen as o using (oordeel_id)
        where h.extra_metingen_n is distinct from o.extra_metingen_n"""
    assert one(con, extra) == (0,)


def test_informative_drop_out_moves_the_point_and_the_bounds_still_hold_the_truth(con: duckdb.DuckDBPyConnection) -> None:
    # Of those who improved 80 percent is measured, of the others 40: the measured share is 0.24 / 0.52 = 46 percent where 30 is true.
    rng, repeats, people = np.random.default_rng(SEED), 5000, 300
    improved = rng.binomial(people, 0.3, repeats)
    k = rng.binomial(improved, 0.8)
    n = k + rng.binomial(people - improved, 0.4)
    table(con, "t", k=k, n=n, waar=100 * improved / people)
    point, own, held, covered = one(
        con,
        f"""
        select avg(100.0 * k / n), avg(case when waar between wl and wh then 1 else 0 end),
            avg(case when waar between laag - 1e-9 and hoog + 1e-9 then 1 else 0 end),
            avg(case when 30 between laag and hoog then 1 else 0 end)
        from (select *, {macros.wilson_laag("k", "n", Z)} as wl, {macros.wilson_hoog("k", "n", Z)} as wh,
            {macros.grens_laag("k", people)} as laag, {macros.grens_hoog("k", "n", people)} as hoog from t)""",
    )
    assert point == pytest.approx(46.2, abs=0.5)
    assert own < 0.05  # the interval around the measured share is surely wrong
    assert held == 1.0  # the share among these very people
    assert covered >= 0.95  # the chance behind it: the bounds know no sampling error


def test_the_rise_of_a_group_chosen_for_its_low_start_is_what_the_formula_says_by_chance() -> None:
    rng, people, r, sd, mean, cut = np.random.default_rng(SEED), 400_000, 0.6, 1.0, 3.5, 2.5
    lasting = rng.normal(mean, sd * r**0.5, people)
    first, last = (lasting + rng.normal(0, sd * (1 - r) ** 0.5, people) for _ in range(2))
    low = first < cut
    row = duckdb.execute(f"select {macros.terugkeer(r, sd, f'cast({(mean - cut) / sd} as double)')}").fetchone()
    assert row
    assert (last - first)[low].mean() == pytest.approx(row[0], abs=0.01)
    assert abs((last - first).mean()) < 0.01


def scores(rng: np.random.Generator, contracts: int, pairs: int, gain: float) -> tuple[np.ndarray, np.ndarray]:
    """First and last scores (contracts, pairs, 13) by the recipe of the reference: person, domain and moment on a latent scale."""
    shape, domain = (contracts, pairs, 13), np.linspace(2.6, 4.8, 13)
    lasting = rng.normal(0, 0.6, (contracts, pairs, 1)) + rng.normal(0, 0.66, shape) + domain
    first, last = (np.clip(np.rint(lasting + extra + rng.normal(0, 0.45, shape)), 1, 5).astype(int) for extra in (0, gain))
    return first, last


def flagged(con: duckdb.DuckDBPyConnection, first: np.ndarray, last: np.ndarray) -> float:
    """Share of contracts that the models flag for heaping."""
    contracts, pairs, _ = first.shape
    spell = np.arange(contracts * pairs)
    table(con, "t", s=spell, k=spell // pairs)
    con.execute("""create or replace table int_resultaat__traject as
        select s as spell_id, cast(k as varchar) contractnummer, '0119' contract_gemeentecode, 2025 jaar, 3.0 eerste_gemiddeld,
            3.0 laatste_gemiddeld, 'verbeteren' doelrichting, 'geen_verandering' verandering, true is_paar from t""")
    places = 16 ** np.arange(13)
    table(
        con, "int_resultaat__gepaard", spell_id=spell, domeinen_n=np.full(len(spell), 13),
        eerste_cijfers=(first * places).sum(axis=2).ravel(), laatste_cijfers=(last * places).sum(axis=2).ravel(),
        eerste_som=first.sum(axis=2).ravel(), laatste_som=last.sum(axis=2).ravel(),
    )  # fmt: skip
    build(con, "int_verandering__traject")
    con.execute("""create or replace table int_scoresignaal__waarnemingen as
        select contractnummer, gemeentecode, 'ophoping' signaal, '2025' periode, 0 deel, cast(case when is_laatste_vlak then 100 else 0 end
            as decimal(18, 6)) waarde, cast(case when is_eerste_vlak then 100 else 0 end as decimal(18, 6)) vergelijking, ['r'] _row_ids,
            cast(null as varchar) rijen_sleutel
        from int_verandering__traject""")
    build(con, "int_scoresignaal__verloop", "int_scoresignaal__bijdragen", "mart_scoresignaal")
    total, found = one(con, "select count(*), count(*) filter (where is_signaal) from mart_scoresignaal")
    assert total == contracts
    return found / contracts


@pytest.mark.parametrize("gain", [0.0, 0.4, 1.5], ids=["nobody changed", "everybody truly gained", "many reach the top"])
def test_heaping_is_not_found_where_raters_score_honestly(con: duckdb.DuckDBPyConnection, gain: float) -> None:
    assert flagged(con, *scores(np.random.default_rng(SEED), 400, 100, gain)) <= 0.05


def test_heaping_is_found_where_two_in_five_last_measurements_are_a_four_everywhere(con: duckdb.DuckDBPyConnection) -> None:
    rng = np.random.default_rng(SEED)
    first, last = scores(rng, 300, 75, 0.2)
    last[rng.random(last.shape[:2]) < 0.4] = 4
    assert flagged(con, first, last) >= 0.95


def drifting(con: duckdb.DuckDBPyConnection, contracts: int, people: int, drift: float) -> float:
    """Share of contracts that the models flag for drift, with first scores that move by `drift` per half-year."""
    rng = np.random.default_rng(SEED)
    parts = rng.integers(4048, 4053, contracts * people)
    values = np.round(rng.normal(3.5, 0.6, contracts * people) + drift * (parts - 4048), 6)
    table(con, "t", k=np.repeat(np.arange(contracts), people), deel=parts, waarde=values)
    con.execute("""create or replace table int_scoresignaal__waarnemingen as
        select cast(k as varchar) contractnummer, '0119' gemeentecode, 'verloop_eerste_score' signaal, '2026H1' periode, deel,
            cast(waarde as decimal(18, 6)) waarde, cast(null as decimal(18, 6)) vergelijking, ['r'] _row_ids,
            cast(null as varchar) rijen_sleutel from t""")
    build(con, "int_scoresignaal__verloop", "int_scoresignaal__bijdragen", "mart_scoresignaal")
    return one(con, "select avg(case when is_signaal then 1 else 0 end) from mart_scoresignaal where is_signaal is not null")[0]


def test_drift_of_first_scores_is_seldom_found_where_there_is_none_and_mostly_where_there_is(con: duckdb.DuckDBPyConnection) -> None:
    assert drifting(con, 2000, 60, 0.0) <= 0.01
    assert drifting(con, 500, 300, -0.12) >= 0.9
