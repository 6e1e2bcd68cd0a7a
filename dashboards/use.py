"""From mart rows about use to numbers that may be printed: persons, waiting, endings, declarations.

Belongs here: which disclosure rule holds for which column, as in measures.py for results and money. Does not belong here: the rules.
"""

from dataclasses import dataclass

from dashboards import disclosure
from dashboards.ledger import Ledger, Number
from dashboards.read import Cell
from dashboards.slugs import ledger_page

# In the order of a page; what is censored or apart comes last.
ENDINGS = (
    "volgens_plan",
    "overeenstemming_voortijdig",
    "eenzijdig_client",
    "eenzijdig_aanbieder",
    "ander_domein",
    "gemeente",
    "verhuizing_extern",
    "overleden",
    "onbekend",
)


@dataclass(frozen=True)
class Use:
    """Persons with support in one month, and who came and went in it."""

    cell: Cell
    people: Number
    came: Number
    went: Number


@dataclass(frozen=True)
class Wait:
    """Days from the first day of the allocation to the first day of support. late: P90; within: share within the norm."""

    cell: Cell
    starts: Number
    middle: Number
    late: Number
    within: Number
    norm: Number


@dataclass(frozen=True)
class Ended:
    """How support ended in one period: shares of leaving early in a strict and a broad sense, and the number per class of reason."""

    cell: Cell
    ended: Number
    counted: Number
    strict: Number
    broad: Number
    classes: dict[str, Number]


@dataclass(frozen=True)
class Declared:
    """Declarations of one month of delivery, in euros."""

    cell: Cell
    sent: Number
    accepted: Number
    rejected: Number
    still_open: Number
    expected: Number


def use(ledger: Ledger, cell: Cell) -> Use:
    """Return the numbers of a row of mart_gebruik or mart_gebruik_contract."""
    page = ledger_page(cell["contractnummer"] if "contractnummer" in cell.columns else None)
    people, came, went = (
        ledger.enter(cell, name, "aantal", disclosure.count(cell[name]), page=page) for name in ("clienten_n", "instroom_n", "uitstroom_n")
    )
    return Use(cell, people, came, went)


def wait(ledger: Ledger, cell: Cell) -> Wait:
    """Return the numbers of a row of mart_wachttijd."""
    page, n = ledger_page(cell["contractnummer"]), cell["starts_n"]
    starts = disclosure.count(n)
    share = disclosure.share(cell["binnen_norm_pct"], cell["binnen_norm_n"], n)
    return Wait(
        cell,
        ledger.enter(cell, "starts_n", "aantal", starts, page=page),
        ledger.enter(cell, "mediaan_dagen", "dagen", disclosure.median(cell["mediaan_dagen"], n), n=starts, page=page),
        ledger.enter(cell, "p90_dagen", "dagen", disclosure.mean(cell["p90_dagen"], n), n=starts, page=page),
        ledger.enter(cell, "binnen_norm_pct", "pct", share, bounds=("binnen_norm_laag_pct", "binnen_norm_hoog_pct"), n=starts, page=page),
        ledger.enter(cell, "norm_dagen", "dagen", disclosure.plain(cell["norm_dagen"]), page=page),
    )


def ended(ledger: Ledger, cell: Cell) -> Ended:
    """Return the numbers of a row of mart_uitval. The classes add up to the total, so hiding one may hide another."""
    page = ledger_page(cell["contractnummer"])
    total, parts = disclosure.partition([cell[f"{name}_n"] for name in ENDINGS])
    hidden = any(not part.is_shown for part in parts)
    n = cell["in_noemer_n"]
    counted = disclosure.PROTECTED if hidden and disclosure.count(n).is_shown else disclosure.count(n)
    shares = [
        ledger.enter(
            cell, f"{name}_pct", "pct", disclosure.share(cell[f"{name}_pct"], cell[f"{name}_n"], n),
            bounds=(f"{name}_laag_pct", f"{name}_hoog_pct"), n=counted, page=page,
        )
        for name in ("uitval_strikt", "uitval_ruim")
    ]  # fmt: skip
    classes = {name: ledger.enter(cell, f"{name}_n", "aantal", part, page=page) for name, part in zip(ENDINGS, parts, strict=True)}
    return Ended(
        cell,
        ledger.enter(cell, "geeindigd_n", "aantal", total, page=page),
        ledger.enter(cell, "in_noemer_n", "aantal", counted, page=page),
        shares[0],
        shares[1],
        classes,
    )


def declared(ledger: Ledger, cell: Cell) -> Declared:
    """Return the numbers of a month of declarations. Amounts of fewer than ten lines are hidden: they may be of one person."""
    page = ledger_page(cell["contractnummer"])
    parts = ("geaccepteerd", "afgewezen", "open")
    total, shown = disclosure.partition([cell[f"{name}_n"] for name in parts], total_first=True)
    names = dict(zip(("ingediend", *parts), (total, *shown), strict=True)) | {"verwacht": disclosure.count(cell["geaccepteerd_n"])}

    def euro(name: str) -> Number:
        decision = names[name]
        value = disclosure.plain(cell[f"{name}_eur"]) if decision.is_shown else decision
        return ledger.enter(cell, f"{name}_eur", "euro", value, page=page)

    return Declared(cell, euro("ingediend"), euro("geaccepteerd"), euro("afgewezen"), euro("open"), euro("verwacht"))
