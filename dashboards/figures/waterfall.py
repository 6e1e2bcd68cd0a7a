"""A chart of steps: what makes one amount differ from another, from the first to the last, adding up.

Belongs here: floating bars. Does not belong here: bars from zero (bars.py).
"""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from dashboards.figures.bars import Unit, round_ticks
from dashboards.figures.drawing import Drawing, Point, Trace, Word, drawing, heading, hover, lettering, row_label
from dashboards.theme import colours

PITCH = 58


@dataclass(frozen=True)
class Step:
    """One bar in millions: what it adds (negative: takes off); total: the sum of all bars before it, drawn from zero."""

    label: str
    spoken: str
    text: str
    amount: float
    total: bool = False


def waterfall(steps: list[Step], unit: Unit) -> Drawing:
    """Draw one bar per step under its name, each beginning where the one above it ended; the line of zero is the budget."""
    places = list(range(len(steps)))[::-1]
    after = list(accumulate(0 if step.total else step.amount for step in steps))
    starts = [0 if step.total else end - step.amount for step, end in zip(steps, after, strict=True)]
    ends = [start + step.amount for start, step in zip(starts, steps, strict=True)]
    low, high = min([0, *starts, *ends]), max([0, *starts, *ends])
    room = (high - low or 0.001) * 0.3
    found = [_bars(steps, places, starts, tone) for tone in TONES]
    words = [word for step, y in zip(steps, places, strict=True) for word in row_label(step.label, "", low, y, PITCH * 0.94)]
    words += [Word(max(s, e), y, step.text, "strong") for step, y, s, e in zip(steps, places, starts, ends, strict=True)]
    ticks = round_ticks(low, high + room)
    x = {"range": [low, high + room], "tickvals": ticks, "ticktext": [unit.text(tick) for tick in ticks], "title": heading(unit.title)}
    layout: dict[str, Any] = {
        "barmode": "overlay",
        "xaxis": x | {"zeroline": True},
        "yaxis": {"range": [-0.5, len(steps) - 0.3], "visible": False},
    }
    layout["margin"] = {"l": 22, "r": 40, "t": 4, "b": 56}
    # In the order of reading, although every tone is a trace of its own.
    spots = sorted((steps.index(step), curve, i) for curve, tone in enumerate(TONES) for i, step in enumerate(_of(steps, tone)))
    points = [Point(curve, i, steps[place].spoken) for place, curve, i in spots]
    return drawing([*found, *lettering(words)], layout, 64 + PITCH * len(steps), points)


TONES = ("worse", "better", "same")


def _tone(step: Step) -> str:
    return "same" if step.total else "worse" if step.amount > 0 else "better"


def _of(steps: list[Step], tone: str) -> list[Step]:
    return [step for step in steps if _tone(step) == tone]


def _bars(steps: list[Step], places: list[int], starts: list[float], tone: str) -> Trace:
    """More is orange with stripes, for who sees no colour; less is blue; the total is grey with an outline."""
    c, chosen = colours(), [(s, y, start) for s, y, start in zip(steps, places, starts, strict=True) if _tone(s) == tone]
    marker: dict[str, Any] = {"color": c[tone], "line": {"color": c["same-outline"], "width": 1}}
    if tone == "worse":
        marker["pattern"] = {"shape": "/", "size": 7, "solidity": 0.12, "fgcolor": c["page"], "bgcolor": c[tone]}
    bar = {"type": "bar", "orientation": "h", "x": [s.amount for s, _, _ in chosen], "base": [start for _, _, start in chosen]}
    return hover(
        bar | {"y": [y for _, y, _ in chosen], "width": 0.34, "marker": marker, "cliponaxis": False}, [s.spoken for s, _, _ in chosen]
    )
