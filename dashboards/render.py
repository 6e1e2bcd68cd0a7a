"""From a page to an HTML file: templates, the page policy, and the chart data that goes with it.

Belongs here: the frame around every page. Does not belong here: what is on a page (pages/), how a chart looks (figures/).
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboards import theme
from dashboards.blocks import Figure, Page
from dashboards.formats import machine
from dashboards.ledger import Number
from dashboards.sheet import Desk, Sheet, hidden_text, number_text

TEMPLATES = Path(__file__).parent / "templates"
# Plotly inserts an empty <style> and adds its rules by script: without the hash of nothing its layers fall apart.
EMPTY_HASH = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
BUNDLE = "plotly-basic.min.js"
NAV = (
    "index",
    "resultaat",
    "geld",
    "geld-en-resultaat",
    "doelen",
    "scenario",
    "keten",
    "instroom",
    "verloop",
    "bereik",
    "ervaringen",
    "aanbieders",
    "wijken",
    "betrouwbaarheid",
    "begrippen",
    "controle",
)


def sha256(text: str) -> str:
    """Return the CSP source expression of an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def stylesheet() -> str:
    """Return theme.css and koers.css as one text without comments and needless spaces; the theme has been checked."""
    theme.colours()
    text = "".join((theme.ASSETS / name).read_text(encoding="utf-8") for name in ("theme.css", "koers.css"))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"\s*\n\s*", "", re.sub(r" *([{};,]) *", r"\1", text)).strip()


@cache
def boot() -> str:
    """Return the script that draws the charts."""
    return (theme.ASSETS / "boot.js").read_text(encoding="utf-8")


def policy(style: str) -> str:
    """Return the content security policy: our style and script by hash, the shared bundle from the page's own place, nothing else."""
    return (
        f"default-src 'none'; script-src 'self' '{sha256(boot())}'; style-src '{sha256(style)}' '{EMPTY_HASH}'; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def render(desk: Desk, page: Page, sheet: Sheet) -> str:
    """Return the page as HTML. sheet: the one its sentences were written on, so that ids stay unique."""
    style = stylesheet() + _heights(page)
    root, other = ("", "en/") if desk.language == "nl" else ("../", "../")
    values = {
        "page": page, "desk": desk, "sheet": sheet, "t": desk.texts, "f": desk.formats, "nav": NAV, "bundle": BUNDLE, "root": root,
        "twin": f"{other}{page.slug}.html", "style": Markup(style), "boot": Markup(boot()), "policy": policy(style), "house": _house(desk),
        "chart_json": chart_json, "exact": exact, "machine": machine,
    }  # fmt: skip
    return _environment().get_template("page.html").render(values)


def exact(desk: Desk, number: Number) -> str:
    """Return a number for the ledger: all decimals it has, or why it is not shown."""
    if not number.shown.is_shown or number.value is None:
        return hidden_text(desk, number)
    if number.kind == "euro":
        return desk.formats.number(number.value, 2)
    return number_text(desk.formats, number, {"pct": 1, "score": 2, "per_duizend": 1}.get(number.kind))


def _heights(page: Page) -> str:
    """Return the rules that keep room for the charts, so that nothing moves when they appear."""
    return "".join(f".h-{height}{{min-height:{height}px}}" for height in sorted({figure.drawing.height for figure in page.figures}))


def _house(desk: Desk) -> Markup:
    separators = ",." if desk.language == "nl" else ".,"
    return _script_json({"template": theme.template(), "separators": separators})


def chart_json(figure: Figure) -> Markup:
    """Return a drawing as JSON for the boot script: data, layout, and the stops of the arrow keys."""
    drawing = figure.drawing
    points = [{"c": point.curve, "p": point.point, "t": point.text} for point in drawing.points]
    return _script_json({"data": drawing.data, "layout": drawing.layout, "points": points})


def _script_json(value: object) -> Markup:
    """Return JSON that cannot close the script element it stands in."""
    return Markup(orjson.dumps(value).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
