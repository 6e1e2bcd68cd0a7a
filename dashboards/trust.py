"""From mart rows about measuring and change to numbers that may be printed: how is scored, who was not measured, how much changed.

Belongs here: which disclosure rule holds for which column, as in measures.py for results and money. Does not belong here: the rules.
"""

from dataclasses import dataclass

from dashboards import disclosure
from dashboards.disclosure import Shown
from dashboards.ledger import Kind, Ledger, Number
from dashboards.measures import gate
from dashboards.read import Cell
from dashboards.slugs import ledger_page

HEAPING = "ophoping"


@dataclass(frozen=True)
class Signal:
    """One signal about scoring: measurements behind it, what was found, what it is compared with, and the difference."""

    cell: Cell
    n: Number
    found: Number
    other: Number
    difference: Number


@dataclass(frozen=True)
class Unmeasured:
    """Who was not measured twice in one contract and year: how many, the mean first score of both groups, the standardised difference."""

    cell: Cell
    people: Number
    measured: Number
    unmeasured: Number
    difference: Number


@dataclass(frozen=True)
class Moments:
    """One measure of change: at the first and the last measurement, and the difference with its interval."""

    name: str
    first: Number
    last: Number
    difference: Number


@dataclass(frozen=True)
class LowStart:
    """People who started low on one domain: how many, their mean change, and the rise that chance alone lets expect."""

    cell: Cell
    people: Number
    change: Number
    expected: Number


def signal(ledger: Ledger, cell: Cell) -> Signal:
    """Return the numbers of a row of mart_scoresignaal; heaping is in percent, the other signals in levels."""
    page, n, other_n = ledger_page(cell["contractnummer"]), cell["n"], cell["vergelijking_n"]
    heaping = cell["signaal"] == HEAPING
    names = [
        f"{name}{'_pct' if heaping else ''}" for name in ("waarde", "vergelijking", "verandering", "verandering_laag", "verandering_hoog")
    ]
    found, other = (
        _share(cell[name], of) if heaping else disclosure.mean(cell[name], of) for name, of in ((names[0], n), (names[1], other_n))
    )
    change = _both(cell[names[2]], [found] if other is disclosure.MISSING else [found, other])
    kinds: tuple[Kind, Kind] = ("pct", "punten") if heaping else ("score", "verschil")
    count = disclosure.count(n)
    return Signal(
        cell,
        ledger.enter(cell, "n", "aantal", count, page=page),
        ledger.enter(cell, names[0], kinds[0], found, n=count, page=page),
        ledger.enter(cell, names[1], kinds[0], other, n=disclosure.count(other_n), page=page),
        ledger.enter(cell, names[2], kinds[1], change, bounds=(names[3], names[4]), n=count, page=page),
    )


def _share(percent: float | None, n: int | None) -> Shown:
    return disclosure.share(percent, None if percent is None or n is None else round(percent * n / 100), n)


def _both(value: float | None, parts: list[Shown]) -> Shown:
    """Show a difference only beside the numbers it is the difference of."""
    if value is None:
        return disclosure.MISSING
    return next((part for part in parts if not part.is_shown), disclosure.plain(value))


def unmeasured(ledger: Ledger, cell: Cell) -> Unmeasured:
    """Return the numbers of a row of mart_dekking.

    The pages print how many people lack a second measurement, so who of them was measured once is hidden when the others are few.
    """
    page, missing = ledger_page(cell["contractnummer"]), (cell["in_aanmerking_n"] or 0) - (cell["paren_n"] or 0)
    once, twice = cell["ongepaard_n"] or 0, cell["gepaard_n"] or 0
    people = disclosure.partition([once, max(missing - once, 0)])[1][0]
    pairs = disclosure.partition([twice, max((cell["paren_n"] or 0) - twice, 0)])[1][0]
    means = (disclosure.mean(cell["gepaard_gemiddeld"], twice), disclosure.mean(cell["ongepaard_gemiddeld"], once))
    return Unmeasured(
        cell,
        ledger.enter(cell, "ongepaard_n", "aantal", people, page=page),
        ledger.enter(cell, "gepaard_gemiddeld", "score", means[0], n=pairs, page=page),
        ledger.enter(cell, "ongepaard_gemiddeld", "score", means[1], n=people, page=page),
        ledger.enter(cell, "standaardverschil", "verschil", _both(cell["standaardverschil"], list(means)), page=page),
    )


# Per measure: first, last, difference, its bounds, and how the ends and the difference are written.
MEASURES: dict[str, tuple[str, str, str, tuple[str, str], Kind, Kind]] = {
    "score": ("eerste_gemiddeld", "laatste_gemiddeld", "verschil_gemiddeld", ("verschil_laag", "verschil_hoog"), "score", "verschil"),
    "voldoende": (
        "eerste_voldoende_pct", "laatste_voldoende_pct", "voldoende_verschil_pct",
        ("voldoende_verschil_laag_pct", "voldoende_verschil_hoog_pct"), "pct", "punten",
    ),
    "laag": (
        "eerste_problematisch", "laatste_problematisch", "problematisch_verschil_gemiddeld",
        ("problematisch_verschil_laag", "problematisch_verschil_hoog"), "score", "verschil",
    ),
}  # fmt: skip


def change(ledger: Ledger, cell: Cell, usable: bool) -> tuple[list[Moments], Number]:
    """Return the measures of change of a row of mart_verandering, and the share of domains that could not rise.

    usable: False hides all, because too few people were measured to use them.
    """
    enough = usable and disclosure.count(cell["paren_n"]).is_shown
    ceiling = gate(disclosure.share(cell["plafond_pct"], cell["plafond_n"], cell["domeinen_n"]), enough)
    page, domains = ledger_page(cell["contractnummer"]), disclosure.count(cell["domeinen_n"])
    made = [_moments(ledger, cell, name, usable) for name in MEASURES]
    return made, ledger.enter(cell, "plafond_pct", "pct", ceiling, n=domains, page=page)


def _moments(ledger: Ledger, cell: Cell, name: str, usable: bool) -> Moments:
    first, last, difference, bounds, kind, change_kind = MEASURES[name]
    page, pairs = ledger_page(cell["contractnummer"]), cell["paren_n"]
    # A mean number of low scores over a known number of people gives a small number of them away.
    counts = [cell[f"{end}_n"] for end in (first, last)] if name == "laag" else []
    fits = usable and all(disclosure.count(k).is_shown for k in counts)
    start, end = (gate(disclosure.mean(cell[column], pairs), fits) for column in (first, last))
    n = disclosure.count(pairs)
    return Moments(
        name,
        ledger.enter(cell, first, kind, start, n=n, page=page),
        ledger.enter(cell, last, kind, end, n=n, page=page),
        ledger.enter(cell, difference, change_kind, _both(cell[difference], [start, end]), bounds=bounds, n=n, page=page),
    )


def low_start(ledger: Ledger, cell: Cell, usable: bool) -> LowStart | None:
    """Return who started low on the domain of a row of mart_resultaat_domein; None when that group may not be shown.

    There is no group without the rise that chance alone lets expect: a mean over people picked for a low start goes up by itself.
    """
    page, low = ledger_page(cell["contractnummer"]), cell["laag_start_n"] or 0
    people = disclosure.partition([low, max((cell["paren_n"] or 0) - low, 0)])[1][0]
    shown = gate(disclosure.mean(cell["laag_start_verschil"], low), usable)
    if not (people.is_shown and shown.is_shown) or cell["terugkeer_verwacht"] is None:
        return None
    ends = ("laag_start_verschil_laag", "laag_start_verschil_hoog")
    return LowStart(
        cell,
        ledger.enter(cell, "laag_start_n", "aantal", people, page=page),
        ledger.enter(cell, "laag_start_verschil", "verschil", shown, bounds=ends, n=people, page=page),
        ledger.enter(cell, "terugkeer_verwacht", "verschil", disclosure.plain(cell["terugkeer_verwacht"]), n=people, page=page),
    )
