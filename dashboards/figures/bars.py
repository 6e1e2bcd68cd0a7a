"""Charts made of bars: shares that add up to 100, and money against a budget.

Belongs here: bars from zero. Does not belong here: values with intervals (rows.py), time lines (lines.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboards.figures.drawing import Drawing, Point, Trace, Word, drawing, heading, hover, lettering, row_label, silent
from dashboards.theme import colours

PITCH = 86
SLIM_PITCH = 54
ROW, TALL_ROW = 62, 80  # height of a row of money, without and with a second line
# Second code beside colour, for grey printers and colour-blind readers.
PATTERN = {"better": "", "same": "", "worse": "/", "rest": "."}
LEAST_LABEL = 9


@dataclass(frozen=True)
class Split:
    """One row of shares: better, same, worse in percent; None = hidden, then `rest_text` stands in the remaining part."""

    label: str
    under: str
    spoken: str
    better: float | None
    same: float | None
    worse: float | None
    rest_text: str


def splits(rows: list[Split], slim: bool = False) -> Drawing:
    """Draw better / same / worse as one bar of 100 per row; the page names the three once, above the chart."""
    pitch = SLIM_PITCH if slim else PITCH
    places = list(range(len(rows)))[::-1]
    parts = [[row.better for row in rows], [row.same for row in rows], [row.worse for row in rows]]
    rest = [round(100 - sum(share or 0 for share in (row.better, row.same, row.worse)), 1) for row in rows]
    spoken = [row.spoken for row in rows]
    data = [hover(_block(tone, part, places, slim), spoken) for tone, part in zip(("better", "same", "worse"), parts, strict=True)]
    data.append(silent(_block("rest", [left if left > 1 else None for left in rest], places, slim)))
    pixels = pitch * 0.94
    words = [word for row, y in zip(rows, places, strict=True) for word in row_label(row.label, row.under, 0, y, pixels)]
    words += [word for row, y, left in zip(rows, places, rest, strict=True) for word in _shares(row, y, left)]
    points = [Point(_first_shown(row), i, row.spoken) for i, row in enumerate(rows)]
    return drawing(data + lettering(words), _share_layout(len(rows)), 50 + pitch * len(rows), points)


def _shares(row: Split, place: int, rest: float) -> list[Word]:
    """Return the percentages inside the blocks that are wide enough, and what stands in the part that is not shown."""
    words, start = [], 0.0
    for share, style in ((row.better, "inverse"), (row.same, "plain"), (row.worse, "plain")):
        if share is not None and share >= LEAST_LABEL:
            words.append(Word(round(start + share / 2, 1), place, f"{round(share)}%", style, "center"))
        start += share or 0
    if rest > 1:
        words.append(Word(round(100 - rest / 2, 1), place, row.rest_text, "quiet", "center"))
    return words


def _first_shown(row: Split) -> int:
    shown = [i for i, share in enumerate((row.better, row.same, row.worse)) if share is not None]
    return shown[0] if shown else 0


def _block(tone: str, shares: list[float | None], places: list[int], slim: bool) -> Trace:
    c = colours()
    fill = {"better": c["better"], "same": c["same"], "worse": c["worse"], "rest": c["page"]}[tone]
    marker: dict[str, Any] = {"color": fill, "line": {"color": c["same-outline"] if tone in ("same", "rest") else c["page"], "width": 1}}
    if PATTERN[tone]:
        ink = c["grid"] if tone == "rest" else c["page"]
        marker["pattern"] = {"shape": PATTERN[tone], "size": 7, "solidity": 0.12, "fgcolor": ink, "bgcolor": fill}
    return {"type": "bar", "orientation": "h", "x": shares, "y": places, "width": 0.38 if slim else 0.3, "marker": marker}


def _share_layout(count: int) -> dict[str, Any]:
    x = {"range": [0, 100], "tickvals": [0, 25, 50, 75, 100], "ticktext": ["0%", "25%", "50%", "75%", "100%"]}
    y = {"range": [-0.5, count - 0.3], "visible": False}
    return {"barmode": "stack", "xaxis": x, "yaxis": y, "margin": {"l": 22, "r": 26, "t": 4, "b": 36}}


@dataclass(frozen=True)
class Unit:
    """How an axis of money is labelled: the text of a tick (given in millions) and the title of the axis."""

    text: Callable[[float], str]
    title: str


@dataclass(frozen=True)
class Spent:
    """One row of money in millions: spent (or expected), and the budget as a line."""

    label: str
    under: str
    spoken: str
    text: str
    spent: float
    budget: float | None


def bullets(rows: list[Spent], unit: Unit) -> Drawing:
    """Draw money spent as a bar per row and the budget as an upright line."""
    places = list(range(len(rows)))[::-1]
    top = max([row.spent for row in rows] + [row.budget or 0 for row in rows] + [0.001])
    ends = [max(row.spent, row.budget or 0) for row in rows]
    bar = {"type": "bar", "orientation": "h", "x": [row.spent for row in rows], "y": places, "width": 0.3}
    data = [
        hover(bar | {"marker": {"color": colours()["better"]}}, [row.spoken for row in rows]),
        silent(_ticks([row.budget for row in rows], places)),
    ]
    pitch = TALL_ROW if any(row.under for row in rows) else ROW
    words = [word for row, y in zip(rows, places, strict=True) for word in row_label(row.label, row.under, 0, y, pitch * 0.94)]
    words += [Word(end, y, row.text, "strong") for row, y, end in zip(rows, places, ends, strict=True)]
    values = round_ticks(0, top * 1.18)
    x = {"range": [0, top * 1.18], "tickvals": values, "ticktext": [unit.text(v) for v in values], "title": heading(unit.title)}
    layout: dict[str, Any] = {"xaxis": x, "yaxis": {"range": [-0.5, len(rows) - 0.3], "visible": False}}
    layout["margin"] = {"l": 22, "r": 84, "t": 4, "b": 56}
    points = [Point(0, i, row.spoken) for i, row in enumerate(rows)]
    return drawing(data + lettering(words), layout, 64 + pitch * len(rows), points)


def _ticks(values: list[float | None], places: list[int]) -> Trace:
    seen = [(value, y) for value, y in zip(values, places, strict=True) if value is not None]
    marker = {"symbol": "line-ns-open", "size": 26, "color": colours()["ink"], "line": {"width": 3, "color": colours()["ink"]}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [v for v, _ in seen],
        "y": [y for _, y in seen],
        "marker": marker,
        "cliponaxis": False,
    }


def round_ticks(low: float, high: float) -> list[float]:
    """Return up to seven round tick values between low and high."""
    span = high - low
    step = next(s for s in _STEPS if span / s <= 6)
    first = -(-low // step)
    return [round((first + i) * step, 6) for i in range(int(span / step) + 2) if (first + i) * step <= high]


_STEPS = [base * 10**power for power in range(-4, 5) for base in (1, 2, 2.5, 5)]
