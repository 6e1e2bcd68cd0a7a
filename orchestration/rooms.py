"""What the other rooms do for a run, as functions that a test can replace: the door (ingest) and the pages (dashboards).

What belongs here: which function of which room a run calls. Not here: what they do. Each is imported when first called: a nightly run with
nothing new never loads the readers, and `koers releases list` loads nothing of it at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingest.contract import Contract
from ingest.delivery import Intake, take_in
from ingest.result import IngestSettings, Result
from orchestration.outcomes import MESSAGES

Counted = Callable[[int, int], None]  # done, total


def ingest_delivery(folder: Path, settings: IngestSettings) -> Result:
    """Judge and parse one delivery in landing: a message or a table, by the source it lies under."""
    if folder.parent.name == MESSAGES:
        from ingest.messages import ingest_message

        return ingest_message(folder, settings)
    from ingest.pipeline import ingest

    return ingest(folder, settings)


def needs_ingest(folder: Path, settings: IngestSettings) -> bool:
    """Whether a delivery was never parsed, or with another contract, key or parser than now."""
    from ingest import pipeline

    return pipeline.needs_ingest(folder, settings)


def build_site(database: Path, out: Path, made_at: datetime, progress: Counted | None = None) -> list[Path]:
    """Draw all pages of a candidate."""
    from dashboards.site import build_site as draw

    return draw(database, out, made_at, progress)


def supplier_guide(contracts: Mapping[str, Contract]) -> str:
    """The guide for suppliers that goes with a release, as Markdown."""
    from ingest.render.supplier_guide import supplier_guide as render

    return render(contracts)


@dataclass(frozen=True)
class Rooms:
    """The functions a run calls."""

    take_in: Callable[[Sequence[Path], Path, datetime, Counted | None, int], Intake] = take_in
    needs_ingest: Callable[[Path, IngestSettings], bool] = needs_ingest
    ingest: Callable[[Path, IngestSettings], Result] = ingest_delivery
    build_site: Callable[[Path, Path, datetime, Counted | None], list[Path]] = build_site
    supplier_guide: Callable[[Mapping[str, Contract]], str] = supplier_guide
