"""Charts over time: the share per half-year with its interval, and money adding up over the months.

Belongs here: time on the horizontal axis. Does not belong here: one row per unit (rows.py), bars (bars.py).
"""

from dataclasses import dataclass
from typing import Any

from dashboards.figures.bars import Unit, round_ticks
from dashboards.figures.drawing import Drawing, Point, Trace, Word, drawing, heading, hover, lettering, note, quiet, silent
from dashboards.theme import colours

HEIGHT = 360
NARROW_MONTHS = 6
NARROW_HALVES = 4
MOST_NAMED = 10  # more periods than this: only the last one has its value beside it
CHARACTER_PX, PLOT_PX = 7, 660  # of a label under an axis; the room for all of them on a screen of 1280 pixels
SHARE_AXIS = {"range": [0, 100], "tickvals": [0, 25, 50, 75, 100], "ticktext": ["0%", "25%", "50%", "75%", "100%"]}


@dataclass(frozen=True)
class Moment:
    """One period: a share with bounds; None = not shown, `text` says why."""

    label: str
    text: str
    spoken: str
    value: float | None
    low: float | None
    high: float | None


def trend(moments: list[Moment], axis_title: str, count: Unit | None = None) -> Drawing:
    """Draw a share per period on the fixed axis 0-100, each with its interval; a hidden one as a cross on the axis.

    count: draw numbers from zero on an axis with this unit instead of shares.
    """
    places = list(range(len(moments)))
    shown = [(m, x) for m, x in zip(moments, places, strict=True) if m.value is not None]
    symbols = ["x-thin-open" if m.value is None else "circle" for m in moments]
    marker = {"symbol": symbols, "size": 12, "color": colours()["better"], "line": {"width": 1.5, "color": colours()["context"]}}
    values = {
        "type": "scatter",
        "mode": "markers",
        "x": places,
        "y": [m.value or 0 for m in moments],
        "marker": marker,
        "cliponaxis": False,
    }
    data = [
        silent(_whiskers(shown)),
        silent(_joined([x for _, x in shown], [m.value for m, _ in shown], colours()["better"], "solid")),
        hover(values, [m.spoken for m in moments]),
    ]
    named = shown if len(moments) <= MOST_NAMED else shown[-1:]
    words = [Word(x, m.high or m.value or 0, m.text, "strong", "above") for m, x in named]
    if len(moments) <= MOST_NAMED:
        words += [Word(x, 3, m.text, "quiet", "above") for m, x in zip(moments, places, strict=True) if m.value is None]
    data += lettering(words)
    axis = _count_axis([m.value for m, _ in shown], count) if count else dict(SHARE_AXIS)
    layout = _time_layout([m.label for m in moments], axis, [], NARROW_HALVES)
    layout["xaxis"]["title"] = heading(axis_title)
    return drawing(data, layout, HEIGHT, [Point(2, i, m.spoken) for i, m in enumerate(moments)])


def _count_axis(values: list[float | None], unit: Unit) -> dict[str, Any]:
    top = max([value for value in values if value is not None] + [1]) * 1.15
    ticks = [tick for tick in round_ticks(0, top) if tick == int(tick)]
    return {"range": [0, top], "tickvals": ticks, "ticktext": [unit.text(tick) for tick in ticks], "title": heading(unit.title)}


def _whiskers(shown: list[tuple[Moment, int]]) -> Trace:
    x: list[float | None] = []
    y: list[float | None] = []
    for moment, place in shown:
        x += [place, place, None]
        y += [moment.low, moment.high, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": colours()["band"], "width": 7}}


def _joined(x: list[Any], y: list[Any], colour: str, dash: str, width: float = 2) -> Trace:
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": colour, "width": width, "dash": dash}}


def _at_most(labels: list[str], most: int) -> dict[str, list[Any]]:
    """Ticks at equal steps with at most so many labels; the last period always has one."""
    step = max(1, -(-len(labels) // most))
    return {"tickvals": list(range(len(labels)))[::-step][::-1], "ticktext": labels[::-step][::-1]}


def _time_layout(labels: list[str], y: dict[str, Any], notes: list[dict[str, Any]], narrow: int) -> dict[str, Any]:
    longest = max((len(line) for label in labels for line in label.split("<br>")), default=0)
    # Plotly would turn labels that do not fit, and the edge then cuts them off (14 half-years did).
    wide = _at_most(labels, max(1, PLOT_PX // (CHARACTER_PX * longest + 10)))
    x = {"range": [-0.4, len(labels) - 0.4], "showgrid": False, "tickangle": 0, **wide}
    layout: dict[str, Any] = {"xaxis": x, "yaxis": y, "annotations": notes, "margin": {"l": 74, "r": 24, "t": 16, "b": 52}}
    if len(labels) > narrow:
        # The boot script uses these below 480 pixels, so that labels never collide.
        layout["meta"] = {"narrow": {f"xaxis.{name}": ticks for name, ticks in _at_most(labels, narrow).items()}}
    return layout


@dataclass(frozen=True)
class Month:
    """One month of a budget year in millions: adding up so far (None after the last closed month) and the even share of the budget."""

    label: str
    spoken: str
    spent: float | None
    norm: float | None


@dataclass(frozen=True)
class Expected:
    """The expectation for the end of the year in millions, with the bounds of its wide (95 percent) and narrow band (80 percent)."""

    text: str
    spoken: str
    value: float
    low: float | None
    high: float | None
    narrow_low: float | None = None
    narrow_high: float | None = None


def adding_up(months: list[Month], expected: Expected | None, names: tuple[str, str], unit: Unit) -> Drawing:
    """Draw money spent over the months against an even share of the budget, and the expectation with its band at the end of the year."""
    spent = [(m, i) for i, m in enumerate(months) if m.spent is not None]
    norm = [(m, i) for i, m in enumerate(months) if m.norm is not None]
    marker = {"symbol": "circle", "size": 8, "color": colours()["better"]}
    line = _joined([i for _, i in spent], [m.spent for m, _ in spent], colours()["better"], "solid", 3)
    data = [
        silent(_joined([i for _, i in norm], [m.norm for m, _ in norm], colours()["context"], "dash")),
        hover({**line, "mode": "lines+markers", "marker": marker}, [m.spoken for m, _ in spent]),
    ]
    points = [Point(1, i, m.spoken) for i, (m, _) in enumerate(spent)]
    notes = _names(norm, spent, names)
    if expected and spent:
        data += _expectation(expected, spent[-1], len(months) - 1)
        points.append(Point(5, 0, expected.spoken))
        data += lettering([Word(len(months) - 1, expected.high or expected.value, expected.text, "strong", "above")])
    layout = _time_layout([m.label for m in months], _money_axis(months, expected, unit), notes, NARROW_MONTHS)
    return drawing(data, layout, HEIGHT, points)


def _names(norm: list[tuple[Month, int]], spent: list[tuple[Month, int]], names: tuple[str, str]) -> list[dict[str, Any]]:
    """Name both lines on the free side of a rising line: the budget right below it, the spending left above it."""
    notes = []
    if norm:
        month, place = norm[len(norm) * 2 // 3]
        notes.append(quiet(names[0], place, month.norm or 0, yshift=-17, xshift=6))
    if spent:
        month, place = spent[len(spent) // 2]
        notes.append(note(names[1], place, month.spent or 0, yshift=18, xanchor="right", xshift=-8, font={"color": colours()["better"]}))
    return notes


def _expectation(expected: Expected, last: tuple[Month, int], end: int) -> list[Trace]:
    band: Trace = {"type": "scatter", "mode": "lines", "x": [end, end], "y": [expected.low, expected.high]}
    band["line"] = {"color": colours()["band"], "width": 9}
    marker = {"symbol": "circle-open", "size": 12, "color": colours()["better"], "line": {"width": 3, "color": colours()["better"]}}
    dot = {"type": "scatter", "mode": "markers", "x": [end], "y": [expected.value], "marker": marker, "cliponaxis": False}
    path = _joined([last[1], end], [last[0].spent, expected.value], colours()["better"], "dot")
    narrow = band | {"y": [expected.narrow_low, expected.narrow_high], "line": {"color": colours()["band"], "width": 20}}
    marks = [silent({**one, "cliponaxis": False}) for one in (narrow, band)]
    return [silent(path), *marks, hover(dot, [expected.spoken])]


def _money_axis(months: list[Month], expected: Expected | None, unit: Unit) -> dict[str, Any]:
    seen = [v for m in months for v in (m.spent, m.norm) if v is not None]
    ends = [v for v in (expected.value, expected.high) if v is not None] if expected else []
    top = max([*seen, *ends, 0.001]) * 1.15
    low = min([*seen, *([expected.low] if expected and expected.low is not None else []), 0])
    values = round_ticks(low, top)
    return {"range": [low, top], "tickvals": values, "ticktext": [unit.text(value) for value in values]}
