"""From mart rows to numbers that may be printed: one function per mart, so that a number is hidden the same way on every page.

Belongs here: which disclosure rule holds for which column. Does not belong here: the rules (disclosure.py), sentences, drawing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dashboards import disclosure
from dashboards.disclosure import Shown
from dashboards.ledger import Kind, Ledger, Number
from dashboards.read import Cell
from dashboards.slugs import ledger_page

BETTER, STABLE = "betrouwbaar_beter", "stabiel_of_beter"  # the two shares a headline verdict can be about
CLASSES = (BETTER, "geen_verandering", "betrouwbaar_slechter")
STEPS = ("beter", "gelijk", "slechter")


@dataclass(frozen=True)
class Result:
    """The result of one contract in one period: people measured twice, missing, eligible, coverage; shares with interval.

    indicator: the share the headline verdict is about. stable: same or better together. is_safe: that share gives nobody away. It can be
    safe and yet hidden, when too few people were measured to use it.
    """

    cell: Cell
    indicator: str
    is_safe: bool
    pairs: Number
    missing: Number
    eligible: Number
    coverage: Number
    better: Number
    same: Number
    worse: Number
    stable: Number

    @property
    def head(self) -> Number:
        """Return the share the headline verdict is about."""
        return self.stable if self.indicator == STABLE else self.better


@dataclass(frozen=True)
class Domain:
    """One ZRM domain of one contract in one year: people with two scores, mean levels, shares with interval."""

    cell: Cell
    pairs: Number
    first: Number
    last: Number
    better: Number
    same: Number
    worse: Number


@dataclass(frozen=True)
class Budget:
    """The money of one contract in one year, in euros; the difference also as a share of the budget.

    per_month: what a lump sum comes to per person and month, allocated and never observed.
    """

    cell: Cell
    budget: Number
    spent: Number
    expected: Number
    difference: Number
    difference_share: Number
    people: Number
    per_person: Number
    start_up: Number
    per_month: Number


@dataclass(frozen=True)
class Goal:
    """One goal of one contract: result and money side by side. target: the agreed share; change: against a year earlier, if shown."""

    cell: Cell
    target: Number
    pairs: Number
    coverage: Number
    result: Number
    earlier: Number
    change: Number | None
    budget: Number
    expected: Number
    difference: Number
    difference_share: Number
    per_person: Number


def result(
    ledger: Ledger, cell: Cell, usable: bool = True, head: Shown | None = None, pairs: Shown | None = None, indicator: str = BETTER
) -> Result:
    """Return the numbers of a row of mart_resultaat_contract or mart_resultaat_jaar.

    usable: False hides the shares because the measurements are not good enough. head, pairs: already decided by halves().
    indicator: the share the headline verdict is about.
    """
    page = ledger_page(cell["contractnummer"])
    measured, missing, eligible, covered = disclosure.coverage(cell["dekking_pct"], cell["paren_n"], cell["in_aanmerking_n"])
    own = _own_class(indicator)
    shown = _trio(cell, CLASSES, own)
    measured, shown[own] = pairs or measured, head or shown[own]
    return Result(
        cell,
        indicator,
        shown[own].is_shown,
        ledger.enter(cell, "paren_n", "aantal", measured, page=page),
        ledger.enter(cell, "zonder_paar_n", "aantal", missing, page=page),
        ledger.enter(cell, "in_aanmerking_n", "aantal", eligible, page=page),
        ledger.enter(cell, "dekking_pct", "pct", covered, n=eligible, page=page),
        *_enter_trio(ledger, cell, (*CLASSES, STABLE), [gate(share, usable) for share in (*shown, _complement(cell, shown[-1]))], measured),
    )


def _own_class(indicator: str) -> int:
    """Return the place of the class that decides the headline share: who got worse, where stability counts, is its complement."""
    return CLASSES.index("betrouwbaar_slechter" if indicator == STABLE else BETTER)


def _complement(cell: Cell, worse: Shown) -> Shown:
    """Return the share that stayed the same or got better: hidden whenever the share that got worse is, because one gives the other."""
    if cell[f"{STABLE}_pct"] is None:
        return disclosure.MISSING
    return Shown(worse.status, cell[f"{STABLE}_pct"]) if worse.is_shown else worse


def gate(shown: Shown, usable: bool) -> Shown:
    """Hide a number that may be shown but rests on measurements that are not good enough."""
    return disclosure.TOO_FEW if shown.is_shown and not usable else shown


def _trio(cell: Cell, kinds: tuple[str, ...], keep: int = 0) -> list[Shown]:
    return disclosure.shares([cell[f"{kind}_pct"] for kind in kinds], [cell[f"{kind}_n"] for kind in kinds], keep=keep)


def _enter_trio(ledger: Ledger, cell: Cell, kinds: tuple[str, ...], shown: list[Shown], n: Shown) -> list[Number]:
    page = ledger_page(cell["contractnummer"])
    return [
        ledger.enter(cell, f"{kind}_pct", "pct", share, bounds=(f"{kind}_laag_pct", f"{kind}_hoog_pct"), n=n, page=page)
        for kind, share in zip(kinds, shown, strict=True)
    ]


def halves(ledger: Ledger, cells: Iterable[Cell], unusable: Collection[str] = (), indicator: str = BETTER) -> list[Result]:
    """Return results per half-year; as the year is on the page too, one hidden half never stands alone.

    unusable: half-years to hide. indicator: the share the headline verdict is about, which is the one a page shows per half-year.
    """
    years: dict[str, list[Cell]] = {}
    for cell in cells:
        years.setdefault(str(cell["halfjaar"])[:4], []).append(cell)
    found, own = [], _own_class(indicator)
    for group in years.values():
        heads = disclosure.siblings([_trio(cell, CLASSES, own)[own] for cell in group])
        pairs = disclosure.siblings([disclosure.count(cell["paren_n"]) for cell in group])
        for cell, head, pair in zip(group, heads, pairs, strict=True):
            found.append(result(ledger, cell, cell["halfjaar"] not in unusable, head, pair, indicator))
    return found


def bounds(ledger: Ledger, verdict: Cell, numbers: Result) -> tuple[Number, Number]:
    """Return how far the share of a verdict could lie: if it went badly with all who were not measured, and if it went well.

    verdict: a row of mart_oordeel on the headline share of numbers.
    """
    hidden = None if numbers.is_safe else disclosure.TOO_FEW
    if hidden is None and not numbers.coverage.shown.is_shown:
        hidden = numbers.coverage.shown
    low, high = (
        ledger.enter(verdict, name, "pct", hidden or disclosure.plain(verdict[name]), n=numbers.eligible.shown, page=numbers.better.page)
        for name in ("ondergrens_pct", "bovengrens_pct")
    )
    return low, high


def domain(ledger: Ledger, cell: Cell, usable: bool = True) -> Domain:
    """Return the numbers of a row of mart_resultaat_domein. usable: as in result()."""
    page, n = ledger_page(cell["contractnummer"]), disclosure.count(cell["paren_n"])
    means = [
        ledger.enter(cell, name, "score", gate(disclosure.mean(cell[name], cell["paren_n"]), usable), n=n, page=page)
        for name in ("eerste_gemiddeld", "laatste_gemiddeld")
    ]
    trio = _enter_trio(ledger, cell, STEPS, [gate(share, usable) for share in _trio(cell, STEPS)], n)
    return Domain(cell, ledger.enter(cell, "paren_n", "aantal", n, page=page), *means, *trio)


def budget(ledger: Ledger, cell: Cell) -> Budget:
    """Return the numbers of a row of mart_budget_jaar.

    Money from declarations belongs to people and is hidden when they are few; money from the ledger belongs to an organisation.
    """
    page, people = ledger_page(cell["contractnummer"]), cell["clienten_n"]
    personal, declared = cell["realisatie_bron"] == "declaraties", cell["declaratie_clienten_n"] or 1

    def euro(name: str, low: str = "", high: str = "") -> Number:
        own = personal and name in ("realisatie_eur", "prognose_eur", "verschil_eur") and cell[name] is not None
        shown = disclosure.money(cell[name], declared) if own else disclosure.plain(cell[name])
        return ledger.enter(cell, name, "euro", shown, bounds=(low, high) if low else None, page=page)

    return Budget(
        cell,
        euro("begroting_actueel_eur"),
        euro("realisatie_eur"),
        euro("prognose_eur", "prognose_laag_eur", "prognose_hoog_eur"),
        euro("verschil_eur", "verschil_laag_eur", "verschil_hoog_eur"),
        _difference_share(ledger, cell, page, personal and declared < disclosure.LEAST_COUNT),
        ledger.enter(cell, "clienten_n", "aantal", disclosure.count(people), page=page),
        _per_person(ledger, cell, page, people),
        euro("aanloopinvestering_eur"),
        ledger.enter(cell, "prijs_per_clientmaand_eur", "euro", disclosure.money(cell["prijs_per_clientmaand_eur"], people), page=page),
    )


def _difference_share(ledger: Ledger, cell: Cell, page: str, few: bool = False) -> Number:
    shown = disclosure.TOO_FEW if few and cell["verschil_pct"] is not None else disclosure.plain(cell["verschil_pct"])
    return ledger.enter(cell, "verschil_pct", "pct", shown, bounds=("verschil_laag_pct", "verschil_hoog_pct"), page=page)


def _per_person(ledger: Ledger, cell: Cell, page: str, people: int | None) -> Number:
    """A lump sum does not follow people: it has no cost per person here, not even one the mart calls allocated."""
    refused = cell["kostenvorm"] == "geweigerd" or cell["uitvoeringsvariant"] == "taakgericht"
    shown = disclosure.MISSING if refused else disclosure.money(cell["kosten_per_client_eur"], people)
    return ledger.enter(cell, "kosten_per_client_eur", "euro", shown, n=disclosure.count(people), page=page)


def goal(ledger: Ledger, cell: Cell, verdict: Cell | None, people: int | None, year: Result | None = None) -> Goal:
    """Return the numbers of a row of mart_effect_en_budget.

    verdict: the row of mart_oordeel on the same share, which knows how many people stand behind the earlier result and how sure the
    difference is; None hides both. people: clients in the year. year: the result of that year; what is hidden there is hidden here.
    """
    page, pairs = ledger_page(cell["contractnummer"]), cell["paren_n"]
    earlier_n = verdict["vergelijking_n"] if verdict else None
    measured, _, _, covered = disclosure.coverage(cell["dekking_pct"], pairs, cell["in_aanmerking_n"])
    now = _goal_share(cell, year)
    before = disclosure.share(cell["resultaat_vorig_pct"], _numerator(cell["resultaat_vorig_pct"], earlier_n), earlier_n)

    def enter(name: str, kind: Kind, shown: Shown, low: str = "", high: str = "") -> Number:
        return ledger.enter(cell, name, kind, shown, bounds=(low, high) if low else None, n=measured, page=page)

    def euro(name: str, low: str = "", high: str = "") -> Number:
        return ledger.enter(cell, name, "euro", disclosure.plain(cell[name]), bounds=(low, high) if low else None, page=page)

    return Goal(
        cell,
        ledger.enter(cell, "norm", "pct", disclosure.plain(cell["norm"]), page=page),
        enter("paren_n", "aantal", measured),
        enter("dekking_pct", "pct", covered),
        enter("resultaat_pct", "pct", now, "resultaat_laag_pct", "resultaat_hoog_pct"),
        enter("resultaat_vorig_pct", "pct", before),
        _change(ledger, verdict, measured, page) if verdict and now.is_shown and before.is_shown else None,
        euro("begroting_eur"),
        euro("prognose_eur", "prognose_laag_eur", "prognose_hoog_eur"),
        euro("verschil_eur", "verschil_laag_eur", "verschil_hoog_eur"),
        _difference_share(ledger, cell, page),
        _per_person(ledger, cell, page, people),
    )


def _goal_share(cell: Cell, year: Result | None) -> Shown:
    """Return the share of a goal; hidden whenever the same share of the same year is, because another part would give it away."""
    alone = disclosure.share(cell["resultaat_pct"], _numerator(cell["resultaat_pct"], cell["paren_n"]), cell["paren_n"])
    alike = {BETTER: year.better.shown, STABLE: year.stable.shown}.get(cell["indicator"]) if year else None
    return gate(alone if alike is None or alike.is_shown or not alone.is_shown else alike, cell["oordeel_code"] != "niet_getoond")


def _change(ledger: Ledger, verdict: Cell, n: Shown, page: str) -> Number:
    shown = disclosure.plain(verdict["verschil"])
    return ledger.enter(verdict, "verschil", "punten", shown, bounds=("verschil_laag", "verschil_hoog"), n=n, page=page)


def _numerator(percent: float | None, n: int | None) -> int | None:
    return None if percent is None or n is None else round(percent * n / 100)
