"""Charts with one row per contract, municipality or domain: values with their interval, and first-to-last dumbbells.

Belongs here: horizontal rows with the label above the mark. Does not belong here: bars (bars.py), time (lines.py).
"""

from dataclasses import dataclass, replace
from typing import Any

from dashboards.figures.drawing import Drawing, Point, Trace, Word, drawing, heading, hover, lettering, quiet, row_label, silent
from dashboards.theme import colours

PITCH = 78
PIXELS = 70.0  # what is left of a row after the margins
HEADROOM = 0.72  # room for the label above the first row, in rows
TONES = {
    "rise": ("better", "triangle-up"), "fall": ("worse", "triangle-down"), "good": ("better", "circle"), "over": ("worse", "diamond"),
    "none": ("same", "circle"), "beyond_low": ("context", "triangle-left"), "beyond_high": ("context", "triangle-right"),
}  # fmt: skip
DOMAIN_PITCH = 46
LETTER = 0.025  # the width of a letter on a phone, as a part of the axis


@dataclass(frozen=True)
class Interval:
    """One row: a value with bounds, an earlier value, a target, and the words around it. value None = not shown, `text` says why.

    tone: what the verdict says, as colour and shape together: rise, fall, good, over, none.
    """

    label: str
    under: str
    text: str
    spoken: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    earlier: float | None = None
    target: float | None = None
    tone: str = "none"


@dataclass(frozen=True)
class Axis:
    """The value axis: range, ticks and their texts, title, and an optional line that means something."""

    low: float
    high: float
    ticks: list[float]
    texts: list[str]
    title: str
    line: float | None = None
    line_text: str = ""


def intervals(rows: list[Interval], axis: Axis) -> Drawing:
    """Draw one dot with its interval per row, the earlier value as a hollow dot; a hidden value as a cross on the axis.

    A value beyond the axis becomes an arrow at its end.
    """
    rows = [_inside(row, axis) for row in rows]
    places = list(range(len(rows)))[::-1]
    earlier = [(row, y) for row, y in zip(rows, places, strict=True) if row.earlier is not None]
    targets = [(row, y) for row, y in zip(rows, places, strict=True) if row.target is not None and row.value is not None]
    data = [
        silent(_band(rows, places)),
        silent(_dots([row.earlier for row, _ in earlier], [y for _, y in earlier], "circle-open", colours()["context"], 11)),
        hover(_values(rows, places, axis), [row.spoken for row in rows]),
        silent(_targets([row.target for row, _ in targets], [y for _, y in targets])),
    ]
    words = [word for row, y in zip(rows, places, strict=True) for word in row_label(row.label, row.under, axis.low, y, PIXELS)]
    words += [_value_word(row, y, axis) for row, y in zip(rows, places, strict=True)]
    data += lettering(words)
    points = [Point(2, i, row.spoken) for i, row in enumerate(rows)]
    return drawing(data, _layout(axis, len(rows)), 60 + PITCH * len(rows), points)


def _inside(row: Interval, axis: Axis) -> Interval:
    if row.value is None or axis.low <= row.value <= axis.high:
        return row
    end, tone = (axis.high, "beyond_high") if row.value > axis.high else (axis.low, "beyond_low")
    return replace(row, value=end, low=None, high=None, tone=tone)


def _band(rows: list[Interval], places: list[int]) -> Trace:
    x: list[float | None] = []
    y: list[float | None] = []
    for row, place in zip(rows, places, strict=True):
        if row.low is not None and row.high is not None:
            x += [row.low, row.high, None]
            y += [place, place, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": colours()["band"], "width": 7}}


def _dots(x: list[Any], y: list[int], symbol: str | list[str], colour: str | list[str], size: int) -> Trace:
    marker = {"symbol": symbol, "size": size, "color": colour, "line": {"width": 1.5, "color": colours()["context"]}}
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": marker, "cliponaxis": False}


def _targets(x: list[Any], y: list[int]) -> Trace:
    marker = {"symbol": "line-ns-open", "size": 18, "color": colours()["ink"], "line": {"width": 3, "color": colours()["ink"]}}
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": marker, "cliponaxis": False}


def _values(rows: list[Interval], places: list[int], axis: Axis) -> Trace:
    x = [axis.low if row.value is None else row.value for row in rows]
    symbols = ["x-thin-open" if row.value is None else TONES[row.tone][1] for row in rows]
    tones = [colours()["same-outline" if row.value is None else TONES[row.tone][0]] for row in rows]
    return _dots(x, places, symbols, tones, 15)


def _value_word(row: Interval, place: int, axis: Axis) -> Word:
    if row.value is None:
        return Word(axis.low, place, row.text, "quiet")
    right = max(v for v in (row.value, row.high) if v is not None)
    span = axis.high - axis.low
    marks = [mark for mark in (row.target, row.earlier) if mark is not None and 0 <= mark - right < 0.12 * span]
    right = max([right, *marks])
    if right > axis.high - 0.24 * span:
        left = min(v for v in (row.value, row.low) if v is not None)
        reach = max(0.12, LETTER * len(row.text)) * span
        left = min([left, *(mark for mark in (row.target, row.earlier) if mark is not None and 0 <= left - mark < reach)])
        return Word(left, place, row.text, "strong", "left")
    return Word(right, place, row.text, "strong")


def _layout(axis: Axis, count: int) -> dict[str, Any]:
    x = {"range": [axis.low, axis.high], "tickvals": axis.ticks, "ticktext": axis.texts, "title": heading(axis.title)}
    layout: dict[str, Any] = {"xaxis": x, "yaxis": {"range": [-0.5, count - 1 + HEADROOM], "visible": False}}
    layout["margin"] = {"l": 22, "r": 28, "t": 4, "b": 56}
    if axis.line is not None:
        layout["shapes"] = [_line(axis.line, count)]
        layout["annotations"] = [quiet(axis.line_text, axis.line, -0.4, xshift=6)]
    return layout


def _line(x: float, count: int) -> dict[str, Any]:
    stroke = {"color": colours()["context"], "width": 1.5}
    return {"type": "line", "x0": x, "x1": x, "y0": -0.5, "y1": count - 1 + 0.2, "line": stroke, "layer": "below"}


@dataclass(frozen=True)
class Change:
    """One domain: first and last mean level; None = not shown, `text` says why."""

    label: str
    spoken: str
    first: float | None
    last: float | None
    text: str


def dumbbells(rows: list[Change], levels: list[str]) -> Drawing:
    """Draw first (hollow) and last (filled) mean level per domain on the fixed axis 1-5. levels: tick texts.

    One colour for all: a mean that moved is no verdict.
    """
    places = list(range(len(rows)))[::-1]
    seen = [(row, y) for row, y in zip(rows, places, strict=True) if row.first is not None and row.last is not None]
    x = [1 if row.last is None else row.last for row in rows]
    symbols = ["x-thin-open" if row.last is None else "circle" for row in rows]
    tones = [colours()["same-outline" if row.last is None else "better"] for row in rows]
    data = [
        silent(_spans(seen)),
        silent(_dots([row.first for row, _ in seen], [y for _, y in seen], "circle-open", colours()["context"], 10)),
        hover(_dots(x, places, symbols, tones, 13), [row.spoken for row in rows]),
    ]
    words = [Word(1, y + 14 / DOMAIN_PITCH, row.label, "plain", "flush") for row, y in zip(rows, places, strict=True)]
    words += [Word(1, y, row.text, "quiet") for row, y in zip(rows, places, strict=True) if row.last is None]
    data += lettering(words)
    layout = _layout(Axis(1, 5, [1, 2, 3, 4, 5], levels, ""), len(rows))
    layout["margin"] = {"l": 26, "r": 34, "t": 4, "b": 48}
    return drawing(data, layout, 60 + DOMAIN_PITCH * len(rows), [Point(2, i, row.spoken) for i, row in enumerate(rows)])


def _spans(seen: list[tuple[Change, int]]) -> Trace:
    x: list[float | None] = []
    y: list[float | None] = []
    for row, place in seen:
        x += [row.first, row.last, None]
        y += [place, place, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": colours()["same-outline"], "width": 2}}
