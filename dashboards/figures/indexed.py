"""Lines that begin at 100 in the same year: a budget in two prices and a measured share with its interval.

Belongs here: years on an index axis. Does not belong here: shares (lines.py), calculated paths (paths.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.figures.bars import round_ticks
from dashboards.figures.drawing import Drawing, Point, Trace, Word, drawing, heading, hover, lettering, silent
from dashboards.theme import colours

HEIGHT = 380
START = 100


@dataclass(frozen=True)
class Year:
    """One year: budget in its own prices and in those of the first year, the share with its bounds (None = not shown), what is said."""

    label: str
    nominal: float
    real: float | None
    value: float | None
    low: float | None
    high: float | None
    spoken: str


def indexed(years: list[Year], names: tuple[str, str, str], axis_title: str) -> Drawing:
    """Draw budget, budget in fixed prices, and the share with its whiskers; a share that is not shown is a cross at the foot."""
    c, places = colours(), list(range(len(years)))
    low, high = _span(years)
    shown = [(x, y) for x, y in zip(places, years, strict=True) if y.value is not None]
    real = [(x, y.real) for x, y in zip(places, years, strict=True) if y.real is not None]
    symbols = ["diamond" if y.value is not None else "x-thin-open" for y in years]
    marker = {"symbol": symbols, "size": 12, "color": c["worse"], "line": {"width": 1.5, "color": c["context"]}}
    values = [low if y.value is None else y.value for y in years]
    marks: Trace = {"type": "scatter", "mode": "markers", "x": places, "y": values, "marker": marker, "cliponaxis": False}
    data = [
        silent(_whiskers([(x, y.low, y.high) for x, y in shown])),
        silent(_line([(x, y.nominal) for x, y in zip(places, years, strict=True)], c["context"], "dash", "square")),
        silent(_line(real, c["better"], "solid", "circle")),
        # A year that is not shown breaks the line: a line over it would say what it was.
        silent(_line([(x, y.value) for x, y in zip(places, years, strict=True)], c["worse"], "dot", "diamond")),
        hover(marks, [year.spoken for year in years]),
    ]
    ends = [(places[-1], years[-1].nominal, names[0]), *([(*real[-1], names[1])] if real else [])]
    ends += [(shown[-1][0], shown[-1][1].value or 0, names[2])] if shown else []
    data += lettering(_names(ends, places[-1], high - low))
    ticks = round_ticks(low, high)
    end, labels = places[-1] + 0.62 * len(places), [year.label for year in years]  # room for the names of the lines, also on a phone
    layout = {
        "xaxis": {"range": [-0.3, end], "tickvals": places, "ticktext": labels, "tickangle": 0, "showgrid": False},
        "yaxis": {"range": [low, high], "tickvals": ticks, "ticktext": [f"{tick:.0f}" for tick in ticks], "title": heading(axis_title)},
        "margin": {"l": 64, "r": 12, "t": 16, "b": 60},
        "shapes": [{"type": "line", "x0": -0.3, "x1": places[-1], "y0": START, "y1": START, "layer": "below",
                    "line": {"color": c["context"], "width": 1}}],
    }  # fmt: skip
    return drawing(data, layout, HEIGHT, [Point(4, i, year.spoken) for i, year in enumerate(years)])


def _line(points: Sequence[tuple[int, float | None]], colour: str, dash: str, symbol: str) -> Trace:
    made: Trace = {"type": "scatter", "mode": "lines+markers", "x": [x for x, _ in points], "y": [y for _, y in points]}
    return made | {"line": {"color": colour, "width": 2.5, "dash": dash}, "marker": {"symbol": symbol, "size": 7, "color": colour}}


def _whiskers(bounds: list[tuple[int, float | None, float | None]]) -> Trace:
    x: list[float | None] = []
    y: list[float | None] = []
    for place, low, high in bounds:
        x += [place, place, None]
        y += [low, high, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": colours()["band"], "width": 7}}


def _names(ends: list[tuple[int, float, str]], last: int, span: float) -> list[Word]:
    """Name each line right of the last year, from low to high with room between two names."""
    words, above = [], float("-inf")
    for _, height, name in sorted(ends, key=lambda end: end[1]):
        above = max(height, above + 0.07 * span)
        words.append(Word(last, above, name, "strong", "right"))
    return words


def _span(years: list[Year]) -> tuple[float, float]:
    values = [v for y in years for v in (y.nominal, y.real, y.value, y.low, y.high) if v is not None] + [START]
    margin = max(0.08 * (max(values) - min(values)), 5)
    return max(min(values) - margin, 0), max(values) + margin
