"""A page under construction: turns numbers into text and HTML, with one id per number and its link to the ledger.

Belongs here: how a shown or hidden number looks. Does not belong here: whether it is hidden (disclosure.py), what a page says (pages/).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup

from dashboards.disclosure import Shown
from dashboards.formats import Formats, machine
from dashboards.ledger import Ledger, Number
from dashboards.read import Cell, Marts
from dashboards.texts import Texts


@dataclass
class Desk:
    """What every page of one language needs: the marts, the sentences, the formats, the ledger."""

    marts: Marts
    texts: Texts
    formats: Formats
    ledger: Ledger
    made_at: datetime
    _by_keys: dict[tuple[str, ...], dict[tuple[Any, ...], list[Cell]]] = field(default_factory=dict)

    def rows(self, mart: str, **keys: Any) -> list[Cell]:
        """The rows of a mart with these keys, in its order. Looked up: reading through all of it each time was half the work of drawing."""
        names = (mart, *keys)
        if names not in self._by_keys:
            found = self._by_keys[names] = {}
            for cell in self.marts[mart]:
                found.setdefault(tuple(cell[name] for name in keys), []).append(cell)
        return list(self._by_keys[names].get(tuple(keys.values()), []))  # of the caller: all pages look in the same place

    @property
    def language(self) -> str:
        """'nl' or 'en'."""
        return self.texts.language

    @property
    def release(self) -> Cell:
        """The one row of mart_release."""
        return self.marts["mart_release"][0]


@dataclass
class Sheet:
    """One page: remembers which ids are on it already, because an id may stand on a page once."""

    desk: Desk
    seen: set[str] = field(default_factory=set)

    def text(self, number: Number, decimals: int | None = None) -> str:
        """Return a number as a reader sees it: '45%', '€ 2.100.000', '<10', '-' or 'geen meting'."""
        if not number.shown.is_shown:
            return hidden_text(self.desk, number)
        return number_text(self.desk.formats, number, decimals)

    def short(self, number: Number) -> str:
        """Return money as people say it ('€ 2,1 miljoen'); other kinds as text()."""
        if number.kind == "euro" and number.value is not None:
            return self.desk.formats.euro_short(number.value)
        return self.text(number)

    def k(self, number: Number, words: str | None = None, quiet: bool = False) -> Markup:
        """Return a number as HTML: <a><data value id>text</data></a>, linked to its ledger row.

        words: another text for the same number ('45' inside a sentence). quiet: no tab stop of its own (a table row has one link for all).
        """
        first = number.id not in self.seen
        self.seen.add(number.id)
        self.desk.ledger.printed.add(number.id)
        return Markup('<a class="k" href="{}"{}><data value="{}"{}>{}</data></a>').format(
            number.href,
            Markup(' tabindex="-1"') if quiet else "",
            "" if number.value is None else machine(number.value),
            Markup(' id="{}"').format(number.id) if first else "",
            self.text(number) if words is None else words,
        )

    def whole(self, number: Number) -> Markup:
        """Return a number without its unit, for 'van elke 100 inwoners gaat het bij 45 beter'."""
        return self.k(number, None if number.value is None else self.desk.formats.number(number.value))

    def money(self, number: Number, absolute: bool = False) -> Markup:
        """Return an amount as people say it, without its sign when absolute."""
        if number.value is None:
            return self.k(number)
        return self.k(number, self.desk.formats.euro_short(abs(number.value) if absolute else number.value))

    def bound(self, number: Number, which: str, words: str) -> Markup:
        """Return one bound of an interval ('low' or 'high') as HTML, linked to the ledger row of its number. words: how it reads."""
        value = number.low if which == "low" else number.high
        self.desk.ledger.printed.add(number.id)
        return Markup('<a class="k" href="{}"><data value="{}">{}</data></a>').format(
            number.href, "" if value is None else machine(value), words
        )

    def band(self, number: Number) -> str:
        """Return the interval as plain text ('41 tot 50'); '' when there is none."""
        if number.low is None or number.high is None:
            return ""
        low, high = (bound_text(self.desk.formats, number, bound) for bound in (number.low, number.high))
        if low == high:
            return ""
        return self.desk.texts("algemeen.tot", laag=low, hoog=high)

    def sentences(self, parts: Sequence[tuple[str, dict[str, Any]]]) -> list[Markup]:
        """Return filled-in sentences for (key, values) pairs."""
        return [self.desk.texts.html(key, **values) for key, values in parts]


def number_text(formats: Formats, number: Number, decimals: int | None = None) -> str:
    """Return the text of a shown number in the notation of its kind."""
    value = number.value or 0
    match number.kind:
        case "pct":
            return formats.percent(value, decimals or 0)
        case "punten":
            return formats.points(value)
        case "verschil":
            return formats.signed(value, 2)
        case "score" | "per_duizend":
            return formats.number(value, 1 if decimals is None else decimals)
        case "euro":
            return formats.euro(value)
        case "waarde":
            return formats.number(value, len(machine(value).partition(".")[2]))
        case _:
            return formats.number(value)


def bound_text(formats: Formats, number: Number, bound: float) -> str:
    """Return one bound of an interval in the notation of its number, shares without the sign."""
    match number.kind:
        case "euro":
            return formats.euro_short(bound)
        case "verschil":
            return formats.signed(bound, 2)
        case "score" | "per_duizend":
            return formats.number(bound, 1)
        case _:
            return formats.number(bound)


def hidden_text(desk: Desk, number: Number) -> str:
    """Return what stands in the place of a number that is not shown."""
    if number.shown.status == "te_weinig" and number.kind == "aantal":
        return "<10"
    if number.shown.status == "geen_meting" and number.kind == "euro":
        return desk.texts("status.geen_bedrag")
    return desk.texts(f"status.{number.shown.status}")


def status_text(desk: Desk, shown: Shown) -> str:
    """Return the name of a status code for a file."""
    return desk.texts(f"statuscode.{shown.status}")
