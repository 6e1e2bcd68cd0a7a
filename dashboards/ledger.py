"""The ledger: every printed number is entered here once, with the query that returns it; controle pages print it.

Belongs here: identity of numbers and which controle page holds them. Does not belong here: hiding (disclosure.py) and looks (sheet.py).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from dashboards.disclosure import MISSING, Shown
from dashboards.read import Cell
from dashboards.slugs import BOOKS_LEDGER, PARAMETER_LEDGER, POLICY_LEDGER, REACH_LEDGER, TIME_LEDGER, use_ledger

Kind = Literal["aantal", "stuks", "maanden", "dagen", "pct", "per_duizend", "punten", "score", "verschil", "euro", "waarde"]

# All numbers of one contract on one page were 199 KiB where 150 is the budget; those on use and money stand on a second page.
USE_AND_MONEY = {
    "mart_boekhouding", "mart_budget_en_effect_index", "mart_budget_jaar", "mart_budget_realisatie", "mart_contractbudget_opbouw",
    "mart_declaratie_afwijzing", "mart_declaraties", "mart_doorlooptijd", "mart_gebruik_contract", "mart_indicatorwaarde",
    "mart_langer_thuis", "mart_overschrijding", "mart_prognose", "mart_prognose_proef", "mart_prognose_toets", "mart_schaduwprijs",
    "mart_uitval", "mart_wachttijd",
}  # fmt: skip
GENERAL = {"controle.html", BOOKS_LEDGER, POLICY_LEDGER, REACH_LEDGER, TIME_LEDGER}


def home(page: str, mart: str) -> str:
    """Return the controle page of a number: the one asked for, or the part of it that holds numbers of this mart."""
    if page == "controle.html" and mart == "mart_parameter":
        return PARAMETER_LEDGER
    return use_ledger(page) if mart in USE_AND_MONEY and page not in GENERAL else page


@dataclass(frozen=True)
class Number:
    """One number that may be printed, after disclosure control.

    kind: aantal = people or rows (protected), stuks = deliveries or contracts, maanden, dagen, pct, per_duizend (per 1,000 inhabitants),
    punten (percentage points), score (1-5, or a mark 1-10), verschil (a difference of scores), euro, waarde (a parameter). low, high:
    interval, None when there is none; bounds: the columns it comes from; n: what it rests on.
    """

    id: str
    kind: Kind
    shown: Shown
    cell: Cell
    column: str
    page: str
    low: float | None = None
    high: float | None = None
    n: Shown = MISSING
    bounds: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """Return the link to the ledger row."""
        return f"{self.page}#{self.id}"

    @property
    def value(self) -> float | int | None:
        """Return the value, None when it is not shown."""
        return self.shown.value


@dataclass
class Ledger:
    """All numbers of the pages in one language in order of entry, and the ids of those that were printed."""

    numbers: dict[str, Number] = field(default_factory=dict)
    printed: set[str] = field(default_factory=set)

    def enter(
        self,
        cell: Cell,
        column: str,
        kind: Kind,
        shown: Shown,
        *,
        bounds: tuple[str, str] | None = None,
        n: Shown = MISSING,
        page: str = "controle.html",
    ) -> Number:
        """Enter column `column` of a mart row and return its number; the same column of the same row is the same number.

        bounds: names of the columns with the lower and upper bound; they are shown when the number is.
        Errors: ValueError when the number was entered before with another decision about showing it.
        """
        low, high = (cell[name] if shown.is_shown else None for name in bounds) if bounds else (None, None)
        number = Number(number_id(cell, column), kind, shown, cell, column, home(page, cell.mart), low, high, n, bounds or ())
        known = self.numbers.setdefault(number.id, number)
        if known.shown != shown:
            raise ValueError(f"{cell.mart}.{column} where {cell.where}: one number, two decisions about showing it")
        return known

    def groups(self, page: str) -> Iterator[tuple[Cell, list[Number]]]:
        """Yield (mart row, its printed numbers) for one controle page, sorted by mart and row."""
        groups: dict[tuple[str, str], list[Number]] = {}
        for number in self.numbers.values():
            if number.page == page and number.id in self.printed:
                groups.setdefault((number.cell.mart, number.cell.where), []).append(number)
        for key in sorted(groups):
            yield groups[key][0].cell, groups[key]


def number_id(cell: Cell, column: str) -> str:
    """Return the fixed id of a number: the same mart row and expression have the same id in every release and language."""
    text = "|".join((cell.mart, cell.where, cell.columns[column]))
    return "k-" + hashlib.sha256(text.encode()).hexdigest()[:10]
