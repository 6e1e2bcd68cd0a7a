"""The chart of result against money: two uncertain axes, four named fields, a name and a contract form at each point.

Belongs here: this one chart. Does not belong here: a ratio of the two, which koers does not draw.
"""

from dataclasses import dataclass
from typing import Any

from dashboards.figures.bars import money_ticks
from dashboards.figures.drawing import Drawing, Point, Trace, drawing, heading, hover, note, quiet, silent
from dashboards.theme import colours

HEIGHT = 560
# A label is about this share of the axis high; labels closer than this are moved apart.
LABEL_ROOM = 0.115


@dataclass(frozen=True)
class Place:
    """One goal of one contract: money (x) and result (y) against their own comparison, each with bounds."""

    name: str
    form: str
    spoken: str
    x: float
    x_low: float
    x_high: float
    y: float
    y_low: float
    y_high: float


def fields(places: list[Place], titles: tuple[str, str], corners: tuple[str, str, str, str]) -> Drawing:
    """Draw the points with both intervals. titles: x, y; corners: left-top, right-top, left-bottom, right-bottom."""
    x_range, y_range = _span([v for p in places for v in (p.x_low, p.x_high)]), _span([v for p in places for v in (p.y_low, p.y_high)])
    marker = {"symbol": "circle", "size": 14, "color": colours()["better"], "line": {"width": 1.5, "color": colours()["context"]}}
    dots = {"type": "scatter", "mode": "markers", "x": [p.x for p in places], "y": [p.y for p in places], "marker": marker}
    data = [silent(_crosses(places)), hover(dots, [p.spoken for p in places])]
    notes = _corner_notes(x_range, y_range, corners) + _labels(places, x_range, y_range)
    layout: dict[str, Any] = {
        "annotations": notes,
        "shapes": _cross_lines(x_range, y_range),
        "margin": {"l": 52, "r": 14, "t": 14, "b": 60},
    }
    layout["xaxis"] = _axis(x_range, "{}%", titles[0])
    layout["yaxis"] = _axis(y_range, "{}", titles[1])
    return drawing(data, layout, HEIGHT, [Point(1, i, p.spoken) for i, p in enumerate(places)])


def _span(values: list[float]) -> tuple[float, float]:
    """Return a range that is the same on both sides of zero, so that no field looks larger than another."""
    reach = max([abs(v) for v in values] + [5]) * 1.25
    return -round(reach, 1), round(reach, 1)


def _axis(span: tuple[float, float], tick: str, text: str) -> dict[str, Any]:
    values, _ = money_ticks(span[0], span[1], tick)
    texts = [("+" if value > 0 else "") + tick.format(f"{value:g}".replace("-", "\u2212")) for value in values]
    return {"range": list(span), "tickvals": values, "ticktext": texts, "title": heading(text)}


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


def _labels(places: list[Place], x: tuple[float, float], y: tuple[float, float]) -> list[dict[str, Any]]:
    """Print name and form beside each point; labels that would touch move down, one after the other, with a thin line to their point."""
    room = LABEL_ROOM * (y[1] - y[0])
    taken: list[float] = []
    notes = []
    for place in sorted(places, key=lambda p: (-p.y, p.x)):
        level = place.y + room * 0.35
        while any(abs(level - other) < room for other in taken):
            level -= room * 0.25
        taken.append(level)
        right = place.x <= 0
        moved = abs(level - place.y - room * 0.35) > room * 0.2
        notes.append(_label(place, level, right, moved))
    return notes


def _label(place: Place, level: float, right: bool, moved: bool) -> dict[str, Any]:
    text = f"{place.name}<br>{place.form}"
    anchor = {"xanchor": "left" if right else "right", "align": "left" if right else "right", "bgcolor": "rgba(255,255,255,0.82)"}
    if not moved:
        return note(text, place.x, level, xshift=12 if right else -12, font={"size": 13}, **anchor)
    arrow = {"showarrow": True, "ax": 26 if right else -26, "ay": level, "ayref": "y", "arrowhead": 0, "arrowwidth": 1}
    return note(text, place.x, place.y, font={"size": 13}, arrowcolor=colours()["same-outline"], standoff=8, **anchor) | arrow
