"""The waterfall: bars that add up, and arrow keys that stop at them."""

from dashboards.figures.bars import Unit
from dashboards.figures.waterfall import Step, waterfall

PLAIN = Unit(str, "euro")


def test_every_bar_begins_where_the_one_above_it_ended_and_the_total_begins_at_the_budget():
    made = waterfall([Step("a", "a", "a", 3), Step("b", "b", "b", -5), Step("c", "c", "c", 1), Step("t", "t", "t", -1, total=True)], PLAIN)
    drawn = sorted((y, base, x) for trace in made.data[:3] for y, base, x in zip(trace["y"], trace["base"], trace["x"], strict=True))
    assert drawn[::-1] == [(3, 0, 3), (2, 3, -5), (1, -2, 1), (0, 0, -1)]
    assert [point.text for point in made.points] == ["a", "b", "c", "t"]


def test_a_point_of_the_arrow_keys_is_the_bar_it_names():
    steps = [Step(name, name, name, amount) for name, amount in (("a", 3), ("b", -5), ("c", 1))]
    made = waterfall(steps, PLAIN)
    assert [made.data[p.curve]["hovertext"][p.point] for p in made.points] == ["a", "b", "c"]
