"""From rows of mart_voortgang to numbers that may be printed: trajectories that still run and how it goes with who was measured on the way.

Belongs here: which disclosure rule holds for which column, as in measures.py for ended trajectories. Does not belong here: the rules.
"""

from dataclasses import dataclass

from dashboards import disclosure
from dashboards.disclosure import Shown
from dashboards.ledger import Ledger, Number
from dashboards.measures import CLASSES, gate
from dashboards.read import Cell
from dashboards.slugs import ledger_page

# What all running trajectories are split in; who has a usable pair comes first because the page is about them.
PARTS = ("paren", "te_kort", "zonder_intake", "zonder_voortgang", "voortgang_te_vroeg", "andere_versie", "te_weinig_domeinen")


@dataclass(frozen=True)
class Progress:
    """One contract: all running trajectories, the parts they are split in, coverage, shares per class (hidden under the floor), bounds."""

    cell: Cell
    running: Number
    parts: dict[str, Number]
    coverage: Number
    shares: dict[str, Number]
    bounds: tuple[Number, Number]


def progress(ledger: Ledger, cell: Cell) -> Progress:
    """Return the numbers of a row of mart_voortgang."""
    page = ledger_page(cell["contractnummer"])
    total, parts = disclosure.partition([cell[f"{name}_n"] for name in PARTS], keep=0)
    shown = dict(zip(PARTS, parts, strict=True))
    # Coverage over a known number of pairs gives the others away, so it needs both of what it is made of.
    known = next((part for part in (shown["paren"], shown["te_kort"], total) if not part.is_shown), None)
    eligible, pairs, better = cell["in_aanmerking_n"], cell["paren_n"], cell["betrouwbaar_beter_n"]
    covered = known or disclosure.share(cell["dekking_pct"], pairs, eligible)
    trio = disclosure.shares([cell[f"{name}_pct"] for name in CLASSES], [cell[f"{name}_n"] for name in CLASSES])
    usable = shown["paren"].is_shown and not cell["is_onder_ondergrens"]
    ends = _ends(cell, known, eligible, pairs, better)

    def enter(column: str, decision: Shown, bounds: tuple[str, str] | None = None, n: Shown = disclosure.MISSING) -> Number:
        return ledger.enter(cell, column, "pct" if column.endswith("_pct") else "aantal", decision, bounds=bounds, n=n, page=page)

    return Progress(
        cell,
        enter("lopend_n", total),
        {name: enter(f"{name}_n", part) for name, part in shown.items()},
        enter("dekking_pct", covered, n=shown["paren"]),
        {
            name: enter(f"{name}_pct", gate(part, usable), (f"{name}_laag_pct", f"{name}_hoog_pct"), shown["paren"])
            for name, part in zip(CLASSES, trio, strict=True)
        },
        (enter("ondergrens_pct", ends), enter_high(ledger, cell, ends, page)),
    )


def enter_high(ledger: Ledger, cell: Cell, ends: Shown, page: str) -> Number:
    """Enter the upper bound with the decision on both: one bound alone would suggest a certainty that is not there."""
    value = disclosure.plain(cell["bovengrens_pct"]) if ends.is_shown else ends
    return ledger.enter(cell, "bovengrens_pct", "pct", value, page=page)


def _ends(cell: Cell, known: Shown | None, eligible: int, pairs: int, better: int) -> Shown:
    """Decide about both bounds at once: each is a share of all eligible people with a numerator of its own."""
    low = disclosure.share(cell["ondergrens_pct"], better, eligible)
    high = disclosure.share(cell["bovengrens_pct"], better + eligible - pairs, eligible)
    return known or next((end for end in (low, high) if not end.is_shown), low)
