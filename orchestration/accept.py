"""Who let what through and why: var/accepted.jsonl, append-only.

What belongs here: writing and reading acceptances. Not here: what an acceptance changes (deliveries: load.py; audit findings: audit.py).
A delivery refused for its threshold stays accepted from then on; an audit finding (`audit:…`) is accepted for one run only.
"""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from orchestration.errors import UnusableCall
from orchestration.outcomes import Outcome

AUDIT = "audit:"


class Acceptance(BaseModel):
    """One decision: `delivery_id` names a delivery or an audit finding, `by` the person, `at` the moment (UTC)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    delivery_id: str
    reason: str
    by: str
    at: datetime

    @property
    def is_audit(self) -> bool:
        return self.delivery_id.startswith(AUDIT)


def acceptances(ids: Sequence[str], reason: str | None, by: str | None, now: datetime | None = None) -> list[Acceptance]:
    """The decisions of one call. Errors: UnusableCall when a reason or a name is missing, or given without anything to accept."""
    reason, by = " ".join((reason or "").split()), " ".join((by or "").split())
    if not ids:
        if reason or by:
            raise UnusableCall("--reason en --by horen bij --accept. Noem met --accept wat u doorlaat.")
        return []
    if not reason or not by:
        raise UnusableCall('Doorlaten kan alleen met een reden en een naam: --accept <id> --reason "waarom" --by <naam>.')
    return [Acceptance(delivery_id=i, reason=reason, by=by, at=now or datetime.now(UTC)) for i in dict.fromkeys(ids)]


def check_acceptable(wanted: Sequence[Acceptance], outcomes: Mapping[str, Outcome]) -> None:
    """Only a delivery that was refused for its threshold can be let through. Errors: UnusableCall that names the first that cannot."""
    for acceptance in wanted:
        if acceptance.is_audit:
            continue
        outcome = outcomes.get(acceptance.delivery_id)
        if outcome is None:
            raise UnusableCall(f"Er is geen levering {acceptance.delivery_id}. De namen staan in de tabel aan het eind van een run.")
        if outcome.status == "geaccepteerd":
            raise UnusableCall(f"Levering {acceptance.delivery_id} is al geaccepteerd; --accept is niet nodig.")
        if not outcome.door_drempel:
            raise UnusableCall(f"Levering {acceptance.delivery_id} kan niet worden doorgelaten: {outcome.reden} Lever opnieuw.")


def append(path: Path, new: Sequence[Acceptance]) -> None:
    """Add lines and force them to disk before anything is built upon them."""
    if not new:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    torn = path.exists() and path.stat().st_size > 0 and not path.read_bytes().endswith(b"\n")
    text = ("\n" if torn else "") + "".join(a.model_dump_json() + "\n" for a in new)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def read(path: Path) -> dict[str, Acceptance]:
    """The last decision per delivery. A torn line (a kill while writing) is no decision and is skipped."""
    found: dict[str, Acceptance] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            acceptance = Acceptance.model_validate(json.loads(line))
        except (ValueError, ValidationError):
            continue
        if not acceptance.is_audit:
            found[acceptance.delivery_id] = acceptance
    return found
