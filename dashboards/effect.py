"""From rows of mart_effect_en_budget to the changes of result and money, and the cost per reliably improved client.

Belongs here: which of these numbers may be shown. Does not belong here: result and money of one year (measures.py), the rules themselves.
"""

from dataclasses import dataclass

from dashboards import disclosure
from dashboards.ledger import Ledger, Number
from dashboards.measures import Goal
from dashboards.slugs import ledger_page


@dataclass(frozen=True)
class Change:
    """What changed against a year earlier for one goal: the result in percentage points, the spending in euros."""

    result: Number | None
    spent: Number
    before: Number
    difference: Number


def change(ledger: Ledger, goal: Goal) -> Change:
    """Return both changes; the result is the one of measures.goal, so that one figure is hidden in one way."""
    cell, page = goal.cell, ledger_page(goal.cell["contractnummer"])
    allowed = goal.expected.shown

    def euro(name: str, low: str = "", high: str = "") -> Number:
        shown = disclosure.plain(cell[name]) if allowed.is_shown else allowed
        return ledger.enter(cell, name, "euro", shown, bounds=(low, high) if low else None, page=page)

    return Change(
        goal.change,
        goal.expected,
        euro("uitgaven_vorig_eur"),
        euro("uitgaven_verschil_eur", "uitgaven_verschil_laag_eur", "uitgaven_verschil_hoog_eur"),
    )


def cost_per_improved(ledger: Ledger, goal: Goal) -> Number:
    """Return the cost per reliably improved client; hidden whenever the share or the cost per person behind it is."""
    cell, page = goal.cell, ledger_page(goal.cell["contractnummer"])
    parts = (goal.result.shown, goal.per_person.shown)
    hidden = next((shown for shown in parts if not shown.is_shown), None)
    shown = disclosure.MISSING if cell["kosten_verbeterd_eur"] is None else hidden or disclosure.plain(cell["kosten_verbeterd_eur"])
    bounds = ("kosten_verbeterd_laag_eur", "kosten_verbeterd_hoog_eur")
    return ledger.enter(cell, "kosten_verbeterd_eur", "euro", shown, bounds=bounds, n=goal.pairs.shown, page=page)
