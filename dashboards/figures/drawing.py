"""What every chart shares: the plain-dict figure, its height, the spoken points, row labels above the marks.

Belongs here: pieces used by two or more kinds of chart. Does not belong here: colours and fonts (theme.py), data, sentences.
"""

from dataclasses import dataclass
from typing import Any

from dashboards.theme import colours

Trace = dict[str, Any]
STEP = 20  # heights come in steps, so that the stylesheet can reserve them


@dataclass(frozen=True)
class Point:
    """One stop for the arrow keys: curve and point number in the figure, and what is said."""

    curve: int
    point: int
    text: str


@dataclass(frozen=True)
class Drawing:
    """A figure as plain dicts (plotly.graph_objects.Figure accepts it), its height in pixels and its points in reading order."""

    data: list[Trace]
    layout: dict[str, Any]
    height: int
    points: list[Point]


def drawing(data: list[Trace], layout: dict[str, Any], height: int, points: list[Point]) -> Drawing:
    """Return a drawing whose height is rounded up to a step."""
    tall = -(-height // STEP) * STEP
    return Drawing(data, {**layout, "height": tall}, tall, points)


def note(text: str, x: float | str, y: float | str, **more: Any) -> dict[str, Any]:
    """Return an annotation without arrow; more: any Plotly annotation key."""
    base = {"text": text, "x": x, "y": y, "showarrow": False, "xanchor": "left", "yanchor": "middle", "align": "left"}
    return {**base, **more}


def strong(text: str, x: float | str, y: float | str, **more: Any) -> dict[str, Any]:
    """Return a note in bold. Never <b> or a style inside the text: Plotly makes inline styles of them, which the page policy refuses."""
    return note(text, x, y, font={"size": 14, "color": colours()["ink"], "weight": 650}, **more)


def row_label(text: str, under: str, row: int, up: int = 17) -> list[dict[str, Any]]:
    """Return name and second line that stand left above row `row`: no left margin, so they also fit on a phone."""
    place: dict[str, Any] = {"xref": "paper", "xshift": -18, "yanchor": "bottom"}
    if not under:
        return [strong(text, 0, row, yshift=up, **place)]
    return [strong(text, 0, row, yshift=up + 17, **place), quiet(under, 0, row, yshift=up, **place)]


def quiet(text: str, x: float | str, y: float | str, **more: Any) -> dict[str, Any]:
    """Return a note in the quiet colour and size."""
    return note(text, x, y, font={"size": 13, "color": colours()["muted"]}, **more)


def heading(text: str) -> dict[str, Any]:
    """Return the title of an axis."""
    return {"text": text, "standoff": 10, "font": {"size": 13, "color": colours()["muted"]}}


def cut(text: str, most: int = 42) -> str:
    """Shorten a delivered text at a word, so that it fits above its row on a phone."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def escape(text: str) -> str:
    """Return data text safe for Plotly, which reads a few tags in text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def hover(trace: Trace, texts: list[str]) -> Trace:
    """Give a trace its tooltips: the same sentences the arrow keys speak."""
    return {**trace, "hovertext": texts, "hoverinfo": "text"}


def silent(trace: Trace) -> Trace:
    """Mark a trace as decoration: no tooltip, not counted as data."""
    return {**trace, "hoverinfo": "skip"}
