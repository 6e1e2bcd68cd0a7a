"""What the door wrote down about every delivery: receipt.json and result.json side by side, and which delivery counts.

What belongs here: reading landing's bookkeeping, superseding by scope, the peildatum. Not here: judging rows (ingest), tables (load.py).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ingest.filename import MESSAGES, UNKNOWN
from ingest.period import period_end
from ingest.receipt import read_receipt
from ingest.result import read_result

__all__ = ["MESSAGES", "UNKNOWN", "Outcome", "peildatum", "read_outcome", "read_outcomes", "superseded_by"]


class Outcome(BaseModel):
    """One delivery: its receipt and, when it was parsed, its result. Amounts in cents. `reden` is a Dutch sentence or None."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    folder: Path
    delivery_id: str
    bron: str
    leverancier: str | None = None
    periode: str | None = None
    bestandsnaam: str
    sha256: str
    bytes: int
    volgnummer: int
    ontvangen_op: datetime
    status: str = "geweigerd"
    reden: str | None = "Deze levering is nog niet verwerkt."
    rijen_geleverd: int = 0
    rijen_geaccepteerd: int = 0
    rijen_quarantaine: int = 0
    bedrag_geleverd_cent: int | None = None
    bedrag_geaccepteerd_cent: int | None = None
    bedrag_quarantaine_cent: int | None = None
    door_drempel: bool = False
    sleutel_id: str | None = None
    gx: dict[str, Any] = Field(default_factory=dict)

    def counts(self, accepted: Mapping[str, Any]) -> bool:
        """Whether its rows enter the warehouse: accepted at the door, or let through by a person."""
        return self.status == "geaccepteerd" or (self.door_drempel and self.delivery_id in accepted)


def read_outcome(folder: Path) -> Outcome:
    """Read one landing folder. Without result.json (a kill, or refused before parsing) the delivery does not count."""
    receipt, result = read_receipt(folder), read_result(folder)
    return Outcome.model_validate({**receipt.model_dump(), **(result.model_dump() if result else {}), "folder": folder})


def read_outcomes(landing: Path, bron: str | None = None) -> list[Outcome]:
    """All deliveries, or those of one source, in the order in which they were received."""
    found = [read_outcome(path.parent) for path in landing.glob(f"{bron or '*'}/*/receipt.json")]
    return sorted(found, key=lambda o: o.volgnummer)


def superseded_by(outcomes: Sequence[Outcome], accepted: Mapping[str, Any], scopes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Per superseded delivery the one that replaces it: of the counting deliveries with one scope, the last received counts.

    What then stands with equal bytes from one supplier, under another period, counts once, under its last name: a ledger sent again
    under the wrong year would else be counted twice, and its rows carry their own dates anyway.
    `scopes` gives the scope columns per source; a source without scope (messages) never supersedes.
    """
    counting = [o for o in sorted(outcomes, key=lambda o: o.volgnummer) if o.bron in scopes and o.counts(accepted)]
    by_scope = {_scope(o, scopes): o for o in counting}
    standing = list(by_scope.values())
    by_content = {(o.bron, o.leverancier, o.sha256): o for o in sorted(standing, key=lambda o: o.volgnummer)}
    replaced = {o.delivery_id: by_scope[_scope(o, scopes)].delivery_id for o in counting}
    replaced |= {o.delivery_id: by_content[o.bron, o.leverancier, o.sha256].delivery_id for o in standing}
    return {old: new for old, new in replaced.items() if old != new}


def _scope(outcome: Outcome, scopes: Mapping[str, Sequence[str]]) -> tuple[Any, ...]:
    return (outcome.bron, *(getattr(outcome, column) for column in scopes[outcome.bron]))


def peildatum(outcomes: Sequence[Outcome], accepted: Mapping[str, Any], last_message: date | None, today: date) -> date:
    """The last day the figures speak about: the end of the latest delivered period or the latest message, never after today.

    For tabular deliveries the end of `periode`; for messages `last_message`, their latest dagtekening. With nothing delivered: today.
    """
    ends = [period_end(o.periode) for o in outcomes if o.bron != MESSAGES and o.counts(accepted)]
    known = [end for end in (*ends, last_message) if end is not None]
    return min(max(known), today) if known else today
