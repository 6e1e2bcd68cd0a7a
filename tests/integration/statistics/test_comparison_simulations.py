"""Planted truths for the fair comparison, many times over: who is pointed at and who is not.

What belongs here: repeats with a known truth. Not here: single values and oracles (test_comparison.py).

The recipe: true first score and true gain per person, measured with the error of the reliability parameter (0.85, as in reference.md §9),
gains smaller with age; "reached" is a change beyond the threshold. An extra effect of 0.3 is 0.3 standard deviations of the change, for
everybody. What flagged must mean, measured here at n = 200 and twenty units: the share has 87 percent power at the 95 percent limit
and 53 percent at 99.8 (eight units: 76 and 31), because a share throws away how much somebody changed; the adjusted difference in means has
86 percent at 99.8. So a unit counts as flagged from 'let_op' on, and 'vraag_om_gesprek' keeps its 99.8 percent.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import pytest
from scipy.stats import binom

from tests.integration.statistics.comparison import compare, pairs
from tests.integration.statistics.rendering import connect, parameters

SEED, UNITS, PAIRS = 20261122, 20, 200
SD, RELIABILITY, THRESHOLD = 0.6, 0.85, 1.96 * (2 * 0.15) ** 0.5 * 0.6


class Found(NamedTuple):
    """Over all repeats of one unit: flagged, flagged at 99.8, adjusted mean outside 99.8, raw share outside 95 (parts of 1); repeats."""

    flagged: float
    outer: float
    means: float
    raw: float
    repeats: int


@cache  # two million pairs and 15 s of cpu; what one test asks of an older or a lower start another asks too
def repeat(repeats: int, level: float = 0.0, extra: float = 0.0, age: int = 0, ceiling: float = 0.0, units: int = UNITS) -> list[Found]:
    """Compare `repeats` groups in which the first unit has people `level` lower or higher, `age` bands older, or an `extra` effect."""
    rng, n = np.random.default_rng(SEED), repeats * units * PAIRS
    group, unit = np.repeat(np.arange(repeats), units * PAIRS), np.tile(np.repeat(np.arange(units), PAIRS), repeats)
    noise = SD * (1 - RELIABILITY) ** 0.5
    true = rng.normal(3.4, SD * RELIABILITY**0.5, n) + level * (unit == 0)
    years = np.minimum(rng.integers(0, 3, n) + age * (unit == 0), 2)
    gain = rng.normal(0.3, 0.4, n) - 0.1 * years - ceiling * (true - 3.4)
    first = true + rng.normal(0, noise, n)
    change = gain + rng.normal(0, noise, n) + true - first
    change += extra * change.std() * (unit == 0)
    with connect() as con:
        parameters(con)
        pairs(con, group, unit, first, first + change, change > THRESHOLD, {"leeftijd": years})
        compare(con)
        rows = con.execute("""
            select avg(case when oordeel_code in ('let_op', 'vraag_om_gesprek') then 1 else 0 end),
                avg(case when oordeel_code = 'vraag_om_gesprek' then 1 else 0 end),
                avg(case when abs(verschil_gecorrigeerd_z) > 3.090232 then 1 else 0 end),
                avg(case when abs(doel_gehaald_pct - groep_pct) > 1.96 * sqrt(groep_pct * (100 - groep_pct) / paren_n) then 1 else 0 end),
                count(*)
            from mart_vergelijking where reden_code is null group by eenheid order by eenheid""").fetchall()
    assert len(rows) == units and all(row[-1] == repeats for row in rows)
    return [Found(*row) for row in rows]


def at_most(chance: float, repeats: int) -> float:
    """The largest share of repeats that a true `chance` gives in all but one of a thousand simulations."""
    return float(binom.ppf(0.999, repeats, chance)) / repeats


@pytest.mark.parametrize(
    ("level", "age", "ceiling"),
    [(0.0, 0, 0.0), (0.0, 2, 0.0), (-0.3, 0, 0.0), (0.3, 0, 0.2), (-0.3, 2, 0.2)],
    ids=["equal", "older", "lower start", "higher start and a ceiling", "lower start, older, and a ceiling"],
)
def test_a_provider_with_other_people_and_the_same_effect_is_not_flagged(level: float, age: int, ceiling: float) -> None:
    first, *others = repeat(500, level, 0.0, age, ceiling)
    for found in (first, Found(*np.mean(others, axis=0))):
        assert found.flagged <= at_most(0.05, first.repeats)
        assert max(found.outer, found.means) <= at_most(0.002, first.repeats)


def test_without_the_correction_the_provider_with_older_people_who_start_low_would_have_been_flagged() -> None:
    assert repeat(500, -0.3, 0.0, 2, 0.2)[0].raw + repeat(500, 0.0, 0.0, 2, 0.0)[0].raw > 0.3


def test_a_provider_with_an_extra_effect_of_three_tenths_is_flagged_four_times_in_five() -> None:
    first, *others = repeat(500, extra=0.3)
    assert first.flagged >= 0.8
    assert 0.3 < first.outer < 0.8  # the share alone does not get there at 99.8 percent ...
    assert first.means >= 0.8  # ... the adjusted difference in means does
    assert np.mean([found.flagged for found in others]) <= 0.05


def test_the_same_holds_when_its_people_start_lower_and_are_older() -> None:
    assert repeat(300, -0.3, 0.3, 1)[0].means >= 0.75
