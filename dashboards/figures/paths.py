"""Charts of a few paths over the same months, each named at its end, with an optional floor.

Belongs here: lines that are calculated, not measured. Does not belong here: measured time lines with intervals (lines.py).
"""

from dataclasses import dataclass
from typing import Any

from dashboards.figures.bars import Unit, round_ticks
from dashboards.figures.drawing import Drawing, Point, Trace, Word, drawing, heading, hover, lettering, quiet, silent
from dashboards.theme import colours

HEIGHT = 380
MONTHS_OF_A_YEAR = 12
# Colour, dash and mark together, so that a grey printer and a colour-blind reader can tell the paths apart.
LOOKS = (("better", "solid", "circle"), ("worse", "dash", "diamond"), ("context", "dot", "square"), ("same-outline", "dashdot", "cross"))


@dataclass(frozen=True)
class Line:
    """One path: its name, a value per month, and of the years at these places (from 0) the mean with what is said about it."""

    name: str
    months: list[float]
    years: list[float]
    spoken: list[str]
    places: list[int]


def paths(lines: list[Line], years: list[str], unit: Unit, floor: float | None, floor_text: str) -> Drawing:
    """Draw up to four paths over whole years; the marks are the means of the years, which the table gives."""
    data: list[Trace] = []
    points: list[Point] = []
    for line, (tone, dash, symbol) in zip(lines, LOOKS, strict=False):
        stroke = {"color": colours()[tone], "width": 2.5, "dash": dash}
        run = {"type": "scatter", "mode": "lines", "x": list(range(len(line.months))), "y": line.months, "line": stroke}
        middle = [MONTHS_OF_A_YEAR * i + 5.5 for i in line.places]
        marker = {"symbol": symbol, "size": 11, "color": colours()[tone], "line": {"width": 1.5, "color": colours()["page"]}}
        marks = {"type": "scatter", "mode": "markers", "x": middle, "y": line.years, "marker": marker, "cliponaxis": False}
        data += [silent(run), hover(marks, line.spoken)]
        points += [Point(len(data) - 1, i, text) for i, text in enumerate(line.spoken)]
    data += lettering(_names(lines))
    return drawing(data, _layout(lines, years, unit, floor, floor_text), HEIGHT, points)


def _names(lines: list[Line]) -> list[Word]:
    """Name each path at its last month, from low to high with room between two names: under a path that falls, else above it, because a
    name that ends at the last month would lie on the line that comes down to it."""
    span = _span(lines)
    room, words, last = 0.07 * (span[1] - span[0]), [], float("-inf")
    for line, height in sorted(((line, _beside(line, room)) for line in lines), key=lambda pair: pair[1]):
        last = max(height, last + room)
        words.append(Word(len(line.months) - 1, last, line.name, "strong", "left"))
    return words


def _beside(line: Line, room: float) -> float:
    falls = line.months[-1] < line.months[-min(MONTHS_OF_A_YEAR, len(line.months))]
    return line.months[-1] + (-room if falls else room) * 0.8


def _span(lines: list[Line], floor: float | None = None) -> tuple[float, float]:
    values = [value for line in lines for value in line.months] + ([] if floor is None else [floor])
    margin = 0.12 * (max(values) - min(values) or 1)
    return min(values) - margin, max(values) + margin


def _layout(lines: list[Line], years: list[str], unit: Unit, floor: float | None, floor_text: str) -> dict[str, Any]:
    low, high = _span(lines, floor)
    ticks = round_ticks(low, high)
    count = MONTHS_OF_A_YEAR * len(years)
    x = {"range": [-0.5, count], "tickvals": [MONTHS_OF_A_YEAR * i + 5.5 for i in range(len(years))], "ticktext": years, "showgrid": False}
    y = {"range": [low, high], "tickvals": ticks, "ticktext": [unit.text(tick) for tick in ticks], "title": heading(unit.title)}
    layout: dict[str, Any] = {"xaxis": x, "yaxis": y, "margin": {"l": 74, "r": 24, "t": 16, "b": 44}}
    if floor is not None:
        stroke = {"color": colours()["ink"], "width": 2}
        layout["shapes"] = [{"type": "line", "x0": -0.5, "x1": count, "y0": floor, "y1": floor, "line": stroke, "layer": "below"}]
        layout["annotations"] = [quiet(floor_text, 0, floor, yshift=-11)]
    return layout
