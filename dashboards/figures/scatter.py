"""The chart of result against money: two uncertain axes, four named fields, a name and a contract form at each point.

Belongs here: this one chart. Does not belong here: a ratio of the two, which koers does not draw.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboards.figures.bars import round_ticks
from dashboards.figures.drawing import Drawing, Point, Trace, drawing, heading, hover, note, quiet, silent
from dashboards.theme import colours

LEAST_HEIGHT = 560
LABEL_PIXELS = 40  # a label of two lines with air
CORNER = 1.5  # labels to keep free for the names of the fields
AROUND = 74  # pixels above and below the axis
Tick = Callable[[float, str], str]


@dataclass(frozen=True)
class Place:
    """One goal of one contract: money (x) and result (y) against their own comparison, each with bounds."""

    name: str
    code: str
    form: str
    spoken: str
    x: float
    x_low: float
    x_high: float
    y: float
    y_low: float
    y_high: float


def fields(places: list[Place], titles: tuple[str, str], corners: tuple[str, str, str, str], tick: Tick) -> Drawing:
    """Draw the points with both intervals. titles: x, y; corners: left-top, right-top, left-bottom, right-bottom; tick: (value, sign)."""
    x_range, y_range = _span([v for p in places for v in (p.x_low, p.x_high)]), _span([v for p in places for v in (p.y_low, p.y_high)])
    height = max(LEAST_HEIGHT, AROUND + LABEL_PIXELS * (len(places) + 5))
    spread = _spread(places, y_range, height)
    marker = {"symbol": "circle", "size": 14, "color": colours()["better"], "line": {"width": 1.5, "color": colours()["context"]}}
    dots = {"type": "scatter", "mode": "markers", "x": [p.x for p in places], "y": [p.y for p in places], "marker": marker}
    data = [silent(_crosses(places)), hover(dots, [p.spoken for p in places])]
    named, lines = _corner_notes(x_range, y_range, corners), _cross_lines(x_range, y_range)
    layout: dict[str, Any] = {"annotations": named + _labels(spread, x_range, narrow=False), "margin": {"l": 56, "r": 14, "t": 14, "b": 60}}
    layout["shapes"] = lines + _leaders(spread, x_range, narrow=False)
    layout["meta"] = {
        "narrow": {"annotations": named + _labels(spread, x_range, narrow=True), "shapes": lines + _leaders(spread, x_range, narrow=True)}
    }
    layout["xaxis"] = _axis(x_range, tick, "%", titles[0])
    layout["yaxis"] = _axis(y_range, tick, "", titles[1])
    return drawing(data, layout, height, [Point(1, i, p.spoken) for i, p in enumerate(places)])


def _span(values: list[float]) -> tuple[float, float]:
    """Return a range that is the same on both sides of zero, so that no field looks larger than another."""
    reach = max([abs(v) for v in values] + [5]) * 1.25
    return -round(reach, 1), round(reach, 1)


def _axis(span: tuple[float, float], tick: Tick, sign: str, text: str) -> dict[str, Any]:
    values = round_ticks(*span)
    return {"range": list(span), "tickvals": values, "ticktext": [tick(value, sign) for value in values], "title": heading(text)}


def _crosses(places: list[Place]) -> Trace:
    x: list[float | None] = []
    y: list[float | None] = []
    for p in places:
        x += [p.x_low, p.x_high, None, p.x, p.x, None]
        y += [p.y, p.y, None, p.y_low, p.y_high, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": colours()["band"], "width": 3}}


def _cross_lines(x: tuple[float, float], y: tuple[float, float]) -> list[dict[str, Any]]:
    stroke = {"color": colours()["context"], "width": 1.5}
    return [
        {"type": "line", "x0": 0, "x1": 0, "y0": y[0], "y1": y[1], "line": stroke, "layer": "below"},
        {"type": "line", "x0": x[0], "x1": x[1], "y0": 0, "y1": 0, "line": stroke, "layer": "below"},
    ]


def _corner_notes(x: tuple[float, float], y: tuple[float, float], corners: tuple[str, str, str, str]) -> list[dict[str, Any]]:
    ends = [(x[0], y[1], "left", "top"), (x[1], y[1], "right", "top"), (x[0], y[0], "left", "bottom"), (x[1], y[0], "right", "bottom")]
    return [
        quiet(text, px, py, xanchor=xa, yanchor=ya, align=xa, xshift=4 if xa == "left" else -4, yshift=-4 if ya == "top" else 4)
        for text, (px, py, xa, ya) in zip(corners, ends, strict=True)
    ]


def _spread(places: list[Place], y: tuple[float, float], height: int) -> list[tuple[Place, float]]:
    """Return a level for each label: at its point when there is room, else pushed down or up, always inside the axis."""
    room = LABEL_PIXELS / (height - AROUND) * (y[1] - y[0])
    ranked = sorted(places, key=lambda p: (-p.y, p.x))
    levels: list[float] = []
    for place in ranked:
        levels.append(min(place.y, levels[-1] - room) if levels else min(place.y, y[1] - CORNER * room))
    lowest = y[0] + CORNER * room
    for i in range(len(levels) - 1, -1, -1):
        levels[i] = max(levels[i], lowest)
        lowest = levels[i] + room
    return list(zip(ranked, levels, strict=True))


def _labels(spread: list[tuple[Place, float]], x: tuple[float, float], narrow: bool) -> list[dict[str, Any]]:
    """Print name and form in one column at the right, each with a thin line to its point; shorter texts on a phone."""
    notes = []
    for place, level in spread:
        text = f"{place.code}, {place.form}" if narrow else f"{place.name}<br>{place.code}, {place.form}"
        notes.append(
            note(
                text,
                x[1],
                level,
                xanchor="right",
                align="right",
                xshift=-4,
                bgcolor="rgba(255,255,255,0.85)",
                font={"size": 12 if narrow else 13},
            )
        )
    return notes


def _leaders(spread: list[tuple[Place, float]], x: tuple[float, float], narrow: bool) -> list[dict[str, Any]]:
    """Return the thin lines from points to their labels, which begin about 60 (phone: 50) percent along the axis."""
    end = x[0] + (x[1] - x[0]) * (0.62 if narrow else 0.8)
    stroke = {"color": colours()["same-outline"], "width": 1}
    return [
        {"type": "line", "x0": place.x, "y0": place.y, "x1": end, "y1": level, "line": stroke, "layer": "below"}
        for place, level in spread
        if place.x < end
    ]
