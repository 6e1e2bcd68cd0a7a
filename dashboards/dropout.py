"""From mart rows about who lacks a second measurement to numbers that may be printed: per reason, per first score, per way of ending.

Belongs here: which disclosure rule holds for which column, as in trust.py. Does not belong here: the rules.
"""

from dataclasses import dataclass

from dashboards import disclosure
from dashboards.disclosure import Shown
from dashboards.ledger import Ledger, Number
from dashboards.read import Cell
from dashboards.slugs import ledger_page

REASONS = ("zonder_intake", "zonder_eindmeting", "andere_versie", "andere_informant", "te_weinig_domeinen")


@dataclass(frozen=True)
class Part:
    """People of one first score or one way of ending: how many lack a second measurement, and which share of them that is."""

    cell: Cell
    missing: Number
    share: Number


def reasons(ledger: Ledger, cell: Cell) -> dict[str, Number]:
    """Return per reason how many trajectories of a year have no usable pair; they add up to all without one, which the page prints too."""
    page = ledger_page(cell["contractnummer"])
    parts = disclosure.partition([cell[f"{name}_n"] or 0 for name in REASONS])[1]
    return {name: ledger.enter(cell, f"{name}_n", "aantal", part, page=page) for name, part in zip(REASONS, parts, strict=True)}


def parts(ledger: Ledger, cells: list[Cell]) -> list[Part]:
    """Return the groups of one trait of one contract and year. People and missing people each add up to a printed total."""
    people = disclosure.partition([cell["in_aanmerking_n"] for cell in cells])[1]
    missing = disclosure.partition([cell["ongemeten_n"] for cell in cells])[1]
    measured = disclosure.partition([cell["in_aanmerking_n"] - cell["ongemeten_n"] for cell in cells])[1]
    return [_part(ledger, *row) for row in zip(cells, people, missing, measured, strict=True)]


def _part(ledger: Ledger, cell: Cell, people: Shown, missing: Shown, measured: Shown) -> Part:
    page = ledger_page(cell["contractnummer"])
    share = disclosure.share(cell["ongemeten_pct"], cell["ongemeten_n"], cell["in_aanmerking_n"])
    # The share beside the number gives everybody in the group, and so those who were measured.
    shown = next((part for part in (people, missing, measured) if not part.is_shown), share)
    bounds = ("ongemeten_laag_pct", "ongemeten_hoog_pct")
    return Part(
        cell,
        ledger.enter(cell, "ongemeten_n", "aantal", missing, page=page),
        ledger.enter(cell, "ongemeten_pct", "pct", shown, bounds=bounds, n=people, page=page),
    )
