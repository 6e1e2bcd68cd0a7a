"""What a run reports about itself: kept in var/runs/<run_id>.json while it goes, printed at the end.

What belongs here: the shape of that report and writing it. Not here: how it is drawn on the screen (screen.py).
It names deliveries, counts and rules; a delivered value never enters it.
"""

from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

from ingest.result import write_atomically
from orchestration.audit import AuditFinding
from orchestration.errors import OK, RUN_FAILED

Status = Literal["bezig", "gepubliceerd", "mislukt", "afgebroken"]


class Refused(BaseModel):
    """A refused delivery with the sentence that says why. `kan_door`: a named person may let it through."""

    delivery_id: str
    bestandsnaam: str
    reden: str
    kan_door: bool = False
    is_nieuw: bool = False


class RunSummary(BaseModel):
    """One run. Counts are about all deliveries in landing; `ontvangen` and `gelezen` about this run alone. `seconds` per step."""

    run_id: str
    status: Status = "bezig"
    started_at: datetime
    ended_at: datetime | None = None
    release_id: str | None = None
    site_index: Path | None = None
    ontvangen: int = 0
    overgeslagen: list[str] = Field(default_factory=list)
    gelezen: int = 0
    geaccepteerd: int = 0
    vervangen: int = 0
    geweigerd: list[Refused] = Field(default_factory=list)
    rijen_quarantaine: int = 0
    tests_passed: int = 0
    tests_warned: int = 0
    tests_failed: int = 0
    warnings: list[str] = Field(default_factory=list)
    audit: list[AuditFinding] = Field(default_factory=list)
    opgeruimd: list[str] = Field(default_factory=list)  # releases that were removed after this publication
    sentence: str | None = None
    seconds: dict[str, float] = Field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0 when a release was published: a refused delivery is the supplier's business and shows in the table."""
        return OK if self.status == "gepubliceerd" else RUN_FAILED

    def write(self, folder: Path) -> None:
        """Write var/runs/<run_id>.json in one step."""
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / f"{self.run_id}.json", self.model_dump_json(indent=1).encode())


def read_summaries(folder: Path) -> list[RunSummary]:
    """All reports, oldest first."""
    return [RunSummary.model_validate_json(path.read_bytes()) for path in sorted(folder.glob("*.json"))]
