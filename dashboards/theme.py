"""The house style of pages and charts: colours read from assets/theme.css, contrast check, the one chart template.

Belongs here: everything two charts would otherwise repeat. Does not belong here: data, sentences, the drawing of one chart.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent / "assets"
TOKEN = re.compile(r"--koers-color-([a-z-]+):\s*(#[0-9a-fA-F]{6});")
# What a replaced theme must still reach on white: 4.5 for text, 3 for marks (WCAG 1.4.3 and 1.4.11).
TEXT_ON_PAGE = ("ink", "muted", "link", "label", "context")
TEXT_ON_QUIET = ("ink", "muted", "link")
MARKS = ("better", "worse", "same-outline", "band", "context")


class ThemeError(ValueError):
    """A replaced theme.css misses a colour or has a contrast that is too low."""


def tokens(css: str) -> dict[str, str]:
    """Return {name: '#rrggbb'} for every --koers-color-* in a stylesheet."""
    return {name: value.lower() for name, value in TOKEN.findall(css)}


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio (1..21) of two '#rrggbb' colours."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def problems(colours: dict[str, str]) -> list[str]:
    """Return one Dutch sentence for each colour of a theme that is missing or too pale; empty when the theme is usable."""
    needed = {*TEXT_ON_PAGE, *TEXT_ON_QUIET, *MARKS, "page", "quiet", "notice", "same", "grid"}
    missing = sorted(needed - set(colours))
    if missing:
        return [f"Kleur --koers-color-{name} ontbreekt in theme.css." for name in missing]
    pairs = [(name, "page", 4.5) for name in TEXT_ON_PAGE] + [(name, "quiet", 4.5) for name in TEXT_ON_QUIET]
    pairs += [("ink", "notice", 4.5), *((name, "page", 3.0) for name in MARKS)]
    return [
        f"Kleur {name} op {ground} heeft contrast {ratio:.2f}; nodig is {least}. Pas theme.css aan."
        for name, ground, least in pairs
        if (ratio := contrast(colours[name], colours[ground])) < least
    ]


@cache
def colours() -> dict[str, str]:
    """Return the checked colours of assets/theme.css.

    Errors: ThemeError with one Dutch sentence per colour that is missing or too pale.
    """
    found = tokens((ASSETS / "theme.css").read_text(encoding="utf-8"))
    wrong = problems(found)
    if wrong:
        raise ThemeError(" ".join(wrong))
    return found


FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'


def template() -> dict[str, Any]:
    """Return the one Plotly template; it stands once on a page and the boot script gives it to every chart."""
    c = colours()
    axis = {
        "gridcolor": c["grid"], "gridwidth": 1, "zeroline": False, "showline": False, "ticks": "", "automargin": False,
        "fixedrange": True, "tickfont": {"color": c["label"], "size": 13}, "ticklabelstandoff": 6,
    }  # fmt: skip
    layout = {
        "font": {"family": FONT, "size": 14, "color": c["ink"]},
        "paper_bgcolor": c["page"], "plot_bgcolor": c["page"], "showlegend": False, "hovermode": "closest", "dragmode": False,
        "hoverlabel": {"bgcolor": c["page"], "bordercolor": c["context"], "font": {"color": c["ink"], "size": 14}, "align": "left"},
        "margin": {"l": 8, "r": 16, "t": 24, "b": 44}, "xaxis": axis, "yaxis": axis,
    }  # fmt: skip
    return {"layout": layout}
