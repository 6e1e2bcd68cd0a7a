"""Control charts: limits by hand, each rule on a series made for it, and how often they call when nothing or something happens.

What belongs here: the SQL behind mart_verloop over hand-made series. Not here: where phases come from (dbt_project/test_calendar.py).

Measured with pure noise: 0.25 percent of the points lie outside the limits and 2.8 percent touch any rule (a run marks all its points).
A series of two years then has a mark somewhere in 15 of 100 cases, one of 57 months in 38: a mark asks for a look, it is no verdict. A
shift of two standard deviations in the last twelve of 36 months touches a rule in 87 of 100 series (of 57 months: 96), of three in 99.
"""

from collections.abc import Iterator

import duckdb
import numpy as np
import pytest

from tests.integration.statistics.charts import series
from tests.integration.statistics.rendering import connect, parameters

THIRTEEN = [10, 12, 11, 13, 12, 14, 13, 12, 11, 12, 13, 12, 11]
RULES = ("is_buiten", "is_serie", "is_op_rij", "is_twee_van_drie")


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as con:
        parameters(con)
        yield con


def limits(con: duckdb.DuckDBPyConnection) -> list[tuple]:
    return con.execute("select midden, grens_laag, grens_hoog, kaart, reden_code from int_verloop__grenzen order by fase_start").fetchall()


def marked(con: duckdb.DuckDBPyConnection, rule: str) -> list[int]:
    """The places, from 0, of the points that touch a rule."""
    found = con.execute(f"select row_number() over (order by cell_id) - 1, {rule} from int_verloop__signalen order by 1").fetchall()
    return [place for place, is_marked in found if is_marked]


def test_limits_are_the_mean_and_266_times_the_mean_step(con: duckdb.DuckDBPyConnection) -> None:
    # Sum 156, so mean 12. Steps 2 1 2 1 2 1 1 1 1 1 1 1, together 15 over 12: 1.25. And 2.66 * 1.25 = 3.325.
    series(con, [THIRTEEN])
    assert limits(con) == [(12.0, pytest.approx(8.675), pytest.approx(15.325), "xmr", None)]


def test_twelve_periods_give_a_provisional_line_with_the_median_and_no_rule(con: duckdb.DuckDBPyConnection) -> None:
    series(con, [[*THIRTEEN[:11], 99]])
    assert limits(con) == [(12.0, None, None, "verloop", "te_weinig_perioden")]
    assert con.execute("select * from int_verloop__signalen").fetchall() == []


def test_a_series_of_the_same_people_month_after_month_never_has_limits(con: duckdb.DuckDBPyConnection) -> None:
    series(con, [THIRTEEN * 3], chart="verloop")
    assert limits(con) == [(12.0, None, None, "verloop", "zelfde_inwoners")]


def test_limits_of_counts_and_shares_stay_possible(con: duckdb.DuckDBPyConnection) -> None:
    series(con, [[0, 6] * 7])
    assert limits(con)[0][1] == 0
    series(con, [[1, 99] * 7], "aandeel", n=np.array(50))
    assert limits(con)[0][1:3] == (0.0, 100.0)
    series(con, [[1, 99] * 7], "gemiddelde", n=np.array(50))
    assert limits(con)[0][1:3] == pytest.approx((50 - 2.66 * 98, 50 + 2.66 * 98))


def test_a_break_gives_each_phase_its_own_limits_and_the_step_across_it_counts_for_neither(con: duckdb.DuckDBPyConnection) -> None:
    series(con, [[*THIRTEEN, *(value + 100 for value in THIRTEEN)]], phases=[0] * 13 + [13] * 13)
    assert [row[:3] for row in limits(con)] == [
        (12.0, pytest.approx(8.675), pytest.approx(15.325)),
        (112.0, pytest.approx(108.675), pytest.approx(115.325)),
    ]
    assert [marked(con, rule) for rule in RULES] == [[], [], [], []]


def quiet(number: int = 24) -> list[float]:
    """Alternating around 50 with steps of 10: limits 50 plus and minus 26.6, two sigma at 17.7."""
    return [45.0 if i % 2 else 55.0 for i in range(number)]


@pytest.mark.parametrize(
    ("change", "rule", "places"),
    [
        ({10: 95.0}, "is_buiten", [10]),
        ({11: 5.0}, "is_buiten", [11]),
        ({7: 55.0, 9: 55.0, 11: 55.0, 13: 55.0}, "is_serie", list(range(6, 15))),
        ({7: 55.0, 9: 55.0, 11: 55.0, 12: 55.0, 13: 45.0}, "is_serie", []),
        ({9: 55.0, 11: 55.0}, "is_serie", []),
        ({5: 40.0, 6: 43.0, 7: 46.0, 8: 52.0, 9: 57.0, 10: 60.0}, "is_op_rij", [5, 6, 7, 8, 9, 10]),
        ({5: 60.0, 6: 57.0, 7: 53.0, 8: 47.0, 9: 44.0, 10: 40.0}, "is_op_rij", [5, 6, 7, 8, 9, 10]),
        ({5: 40.0, 6: 43.0, 7: 46.0, 8: 52.0, 9: 57.0, 10: 56.0}, "is_op_rij", []),
        ({5: 40.0, 6: 43.0, 7: 46.0, 8: 46.0, 9: 52.0, 10: 57.0, 11: 60.0}, "is_op_rij", []),
        ({10: 80.0, 12: 80.0}, "is_twee_van_drie", [10, 12]),
        ({10: 80.0, 11: 80.0}, "is_twee_van_drie", [10, 11]),
        ({10: 80.0, 11: 20.0}, "is_twee_van_drie", []),
        ({10: 80.0, 13: 80.0}, "is_twee_van_drie", []),
    ],
    ids=["above", "below", "nine on one side", "seven on one side", "five on one side", "six up", "six down", "five up", 
         "a level step ends a rise",
         "two of three", "two in a row", "on both sides", "too far apart"],
)  # fmt: skip
def test_each_rule_marks_its_own_points(con: duckdb.DuckDBPyConnection, change: dict[int, float], rule: str, places: list[int]) -> None:
    values = quiet()
    for place, value in change.items():
        values[place] = value
    series(con, [values])
    assert marked(con, rule) == places


def test_a_run_does_not_cross_a_break(con: duckdb.DuckDBPyConnection) -> None:
    one, other = quiet(18), quiet(18)
    one[-5:], other[:5] = [55.0] * 5, [55.0] * 5
    series(con, [[*one, *other]])
    assert marked(con, "is_serie")
    series(con, [[*one, *other]], phases=[0] * 18 + [18] * 18)
    assert marked(con, "is_serie") == []


def shares(con: duckdb.DuckDBPyConnection) -> tuple[float, float]:
    """Of all points: outside the limits, touching any rule."""
    any_rule = " or ".join(RULES)
    row = con.execute(f"select avg(cast(is_buiten as int)), avg(cast({any_rule} as int)) from int_verloop__signalen").fetchone()
    assert row
    return row


def test_under_pure_noise_few_points_are_marked(con: duckdb.DuckDBPyConnection) -> None:
    series(con, np.random.default_rng(1).normal(100, 10, (2000, 24)))
    outside, marks = shares(con)
    assert 0.001 < outside < 0.004
    assert 0.02 < marks < 0.035


def test_counts_without_change_are_marked_as_seldom_as_normal_noise(con: duckdb.DuckDBPyConnection) -> None:
    series(con, np.random.default_rng(2).poisson(20, (2000, 24)))
    outside, marks = shares(con)
    assert outside < 0.005
    assert marks < 0.035


@pytest.mark.parametrize(("deviations", "power"), [(2.0, 0.83), (3.0, 0.97)])
def test_a_shift_is_found_within_a_year(con: duckdb.DuckDBPyConnection, deviations: float, power: float) -> None:
    values = np.random.default_rng(3).normal(100, 10, (1000, 36))
    values[:, 24:] += 10 * deviations
    series(con, values)
    found = con.execute(f"""select avg(cast(hit as int)) from (
        select bool_or({" or ".join(RULES)}) as hit from int_verloop__signalen where cell_id[8:] >= '2024'
        group by substr(cell_id, 1, 6))""")
    assert found.fetchone()[0] > power  # type: ignore[index]
