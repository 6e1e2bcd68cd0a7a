"""The funnel: people measured against the share that reached the goal, with the two limits of each unit around the share of the group.

Belongs here: this one chart. Does not belong here: which unit has a name (panels/compare.py) and how limits are computed (dbt).
"""

from dataclasses import dataclass
from typing import Any

from dashboards.figures.drawing import Drawing, Point, Trace, Word, drawing, heading, hover, lettering, silent
from dashboards.theme import colours

HEIGHT = 460
TONES = {True: ("worse", "diamond"), False: ("better", "circle")}


@dataclass(frozen=True)
class Spot:
    """One unit: people, share, its own limits (95 low, 95 high, 99.8 low, 99.8 high), what is said; name '' while inside the limits."""

    people: float
    share: float
    limits: tuple[float, float, float, float]
    spoken: str
    name: str = ""


@dataclass(frozen=True)
class Axes:
    """Ticks of both axes with their texts, titles, the share of the group and what its line is called."""

    x_ticks: list[float]
    x_texts: list[str]
    y_ticks: list[float]
    y_texts: list[str]
    titles: tuple[str, str]
    centre: float
    centre_text: str


def funnel(spots: list[Spot], axes: Axes) -> Drawing:
    """Draw the units with their limits. Each unit has limits of its own people, joined in order of size so that the eye sees a funnel."""
    ranked = sorted(spots, key=lambda spot: (spot.people, spot.spoken))
    right = axes.x_ticks[-1]
    data = [silent(_limit(ranked, place, dash)) for place, dash in ((0, "solid"), (1, "solid"), (2, "dash"), (3, "dash"))]
    data.append(silent(_line([0, right], [axes.centre, axes.centre], "same-outline", "dot")))
    data.append(hover(_spots(ranked), [spot.spoken for spot in ranked]))
    words = [Word(0, axes.centre + 3, axes.centre_text, "quiet", "flush")]
    words += [
        Word(spot.people, spot.share, spot.name, "strong", "left" if spot.people > 0.6 * right else "right") for spot in ranked if spot.name
    ]
    layout: dict[str, Any] = {
        "xaxis": {"range": [0, right], "tickvals": axes.x_ticks, "ticktext": axes.x_texts, "title": heading(axes.titles[0])},
        "yaxis": {"range": [0, axes.y_ticks[-1]], "tickvals": axes.y_ticks, "ticktext": axes.y_texts, "title": heading(axes.titles[1])},
        "margin": {"l": 64, "r": 18, "t": 14, "b": 60},
    }
    return drawing(data + lettering(words), layout, HEIGHT, [Point(5, i, spot.spoken) for i, spot in enumerate(ranked)])


def _limit(ranked: list[Spot], place: int, dash: str) -> Trace:
    trace = _line([spot.people for spot in ranked], [spot.limits[place] for spot in ranked], "context", dash)
    marker = {"symbol": "line-ew-open", "size": 12, "color": colours()["context"], "line": {"width": 2, "color": colours()["context"]}}
    return trace | {"mode": "lines+markers", "marker": marker}


def _line(x: list[float], y: list[float], colour: str, dash: str) -> Trace:
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": colours()[colour], "width": 1.5, "dash": dash}}


def _spots(ranked: list[Spot]) -> Trace:
    marks = [TONES[bool(spot.name)] for spot in ranked]
    marker = {"symbol": [symbol for _, symbol in marks], "size": 13, "color": [colours()[tone] for tone, _ in marks]}
    marker["line"] = {"width": 1.5, "color": colours()["context"]}
    x, y = [spot.people for spot in ranked], [spot.share for spot in ranked]
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": marker, "cliponaxis": False}
