"""Charts of one series: a control chart with its middle, limits and events, and a series before and after a change of contract.

Belongs here: one series over time with lines of a model. Does not belong here: shares per half-year (lines.py), one row per unit (rows.py).
"""

from dataclasses import dataclass
from typing import Any

from dashboards.figures.bars import Unit, round_ticks
from dashboards.figures.drawing import Drawing, Point, Trace, Word, drawing, heading, hover, lettering, silent
from dashboards.theme import colours

HEIGHT = 380
NARROW = 4
WIDE = 8


@dataclass(frozen=True)
class Tick:
    """One period: label on the axis, what is said, value (None = not shown), middle and limits of its phase, and whether it stands out."""

    label: str
    spoken: str
    value: float | None
    middle: float | None = None
    low: float | None = None
    high: float | None = None
    stands_out: bool = False


@dataclass(frozen=True)
class Event:
    """A line between two periods: in front of which place, and its short name."""

    place: int
    text: str


def control(ticks: list[Tick], events: list[Event], unit: Unit) -> Drawing:
    """Draw values with middle and limits that jump where a phase begins, and events as named lines."""
    data = [
        silent(_steps([t.low for t in ticks], "band", "solid", 4)),
        silent(_steps([t.high for t in ticks], "band", "solid", 4)),
        silent(_steps([t.middle for t in ticks], "context", "dash", 1.5)),
        hover(_values(ticks), [t.spoken for t in ticks]),
    ]
    return _finished(ticks, events, unit, data, [t.high for t in ticks])


def change(ticks: list[Tick], lines: list[tuple[list[float | None], str]], events: list[Event], unit: Unit) -> Drawing:
    """Draw a series around a change: its values and lines (values, dash) of the model."""
    data = [silent(_line(values, "better", dash)) for values, dash in lines]
    data.append(hover(_values(ticks, joined=False), [t.spoken for t in ticks]))
    return _finished(ticks, events, unit, data, [value for values, _ in lines for value in values])


def _finished(ticks: list[Tick], events: list[Event], unit: Unit, data: list[Trace], tops: list[float | None]) -> Drawing:
    seen = [value for value in [*tops, *(t.value for t in ticks)] if value is not None]
    low, top = min([*seen, 0.0]), max([*seen, 1.0]) * 1.2
    marks = round_ticks(low, top)
    curve = len(data) - 1
    data += lettering([Word(e.place - 0.5, top * (0.97 - 0.08 * (i % 2)), e.text, "quiet", "right") for i, e in enumerate(events)])
    labels = [t.label for t in ticks]
    layout: dict[str, Any] = {
        "xaxis": {"range": [-0.6, len(ticks) - 0.4], "showgrid": False} | _every(labels, WIDE),
        "yaxis": {"range": [low, top], "tickvals": marks, "ticktext": [unit.text(tick) for tick in marks], "title": heading(unit.title)},
        "shapes": [_event(e.place) for e in events],
        "margin": {"l": 74, "r": 24, "t": 16, "b": 52},
    }
    narrow = _every(labels, NARROW)
    layout["meta"] = {"narrow": {f"xaxis.{name}": value for name, value in narrow.items()}}
    return drawing(data, layout, HEIGHT, [Point(curve, i, t.spoken) for i, t in enumerate(ticks)])


def _every(labels: list[str], most: int) -> dict[str, Any]:
    step = -(-len(labels) // most)
    places = list(range(len(labels)))[::-step][::-1]
    return {"tickvals": places, "ticktext": [labels[place] for place in places]}


def _event(place: int) -> dict[str, Any]:
    line = {"color": colours()["context"], "width": 1.5, "dash": "dash"}
    return {"type": "line", "x0": place - 0.5, "x1": place - 0.5, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _steps(values: list[float | None], colour: str, dash: str, width: float) -> Trace:
    x: list[float | None] = []
    y: list[float | None] = []
    for place, value in enumerate(values):
        if value is None or (place and values[place - 1] != value):
            x.append(None)
            y.append(None)
        x += [place - 0.5, place + 0.5]
        y += [value, value]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": colours()[colour], "width": width, "dash": dash}}


def _line(values: list[float | None], colour: str, dash: str) -> Trace:
    return {
        "type": "scatter", "mode": "lines", "x": list(range(len(values))), "y": values,
        "line": {"color": colours()[colour], "width": 2, "dash": dash},
    }  # fmt: skip


def _values(ticks: list[Tick], joined: bool = True) -> Trace:
    symbols = ["x-thin-open" if t.value is None else "circle-open" if t.stands_out else "circle" for t in ticks]
    fill = [colours()["context"] if t.stands_out else colours()["better"] for t in ticks]
    return {
        "type": "scatter", "mode": "lines+markers" if joined else "markers",
        "x": list(range(len(ticks))), "y": [t.value or 0 for t in ticks],
        "marker": {"symbol": symbols, "size": [12 if t.stands_out else 8 for t in ticks], "color": fill},
        "line": {"color": colours()["better"], "width": 1.5}, "cliponaxis": False,
    }  # fmt: skip
