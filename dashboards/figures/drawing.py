"""What every chart shares: the plain-dict figure, its height, the spoken points, row labels above the marks.

Belongs here: pieces used by two or more kinds of chart. Does not belong here: colours and fonts (theme.py), data, sentences.
"""

from dataclasses import dataclass
from typing import Any, Literal

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


Side = Literal["right", "left", "center", "above", "flush"]
EM = "\u2003"  # room between a mark and its text
POSITIONS: dict[Side, str] = {
    "right": "middle right",
    "flush": "middle right",
    "left": "middle left",
    "center": "middle center",
    "above": "top center",
}


@dataclass(frozen=True)
class Word:
    """A text in a chart at (x, y) in the units of the axes; side: where it stands as seen from that point."""

    x: float
    y: float
    text: str
    style: str = "plain"
    side: Side = "right"


def lettering(words: list[Word]) -> list[Trace]:
    """Return the texts of a chart as traces, one per style.

    Not as annotations, which Plotly measures several times each: with them a page of seven charts took a third longer to draw. And never
    with <b> or a style inside the text: Plotly makes inline styles of those, which the page policy refuses.
    """
    return [_letters([word for word in words if word.style == style], style) for style in sorted({word.style for word in words})]


def _letters(words: list[Word], style: str) -> Trace:
    c = colours()
    fonts: dict[str, dict[str, Any]] = {
        "plain": {"size": 14, "color": c["ink"]},
        "strong": {"size": 14, "color": c["ink"], "weight": 650},
        "quiet": {"size": 13, "color": c["muted"]},
        "inverse": {"size": 14, "color": c["page"]},
    }
    texts = [_padded(word) for word in words]
    trace = {"type": "scatter", "mode": "text", "x": [word.x for word in words], "y": [word.y for word in words], "text": texts}
    return silent(trace | {"textposition": [POSITIONS[word.side] for word in words], "textfont": fonts[style], "cliponaxis": False})


def _padded(word: Word) -> str:
    return {"right": EM + word.text, "left": word.text + EM}.get(word.side, word.text)


def row_label(text: str, under: str, x: float, row: int, pixels: float) -> list[Word]:
    """Return name and second line above row `row`, from x on: no left margin, so they also fit on a phone. pixels: height of one row."""
    if not under:
        return [Word(x, row + 24 / pixels, text, "strong", "flush")]
    return [Word(x, row + 41 / pixels, text, "strong", "flush"), Word(x, row + 24 / pixels, under, "quiet", "flush")]


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
