"""Receiving without a run: `koers receive`.

What belongs here: calling the door outside a run. Not here: the door (ingest/delivery.py), receiving within a run (steps/arrival.py).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ingest.delivery import Intake, take_in
from orchestration.night import Progress
from orchestration.settings import Settings


def receive_only(settings: Settings, paths: Sequence[Path], progress: Progress) -> Intake:
    """Copy what is new into landing; the next run reads it. An absent inbox is an empty one. Call it under the lock."""
    found, doing = [path for path in paths if path.exists() or path.is_symlink()], "leveringen ontvangen"
    return take_in(found, settings.landing, datetime.now(UTC), lambda done, total: progress(doing, done, total), settings.max_bytes)
