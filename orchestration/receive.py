"""Receiving without a run: `koers receive`.

What belongs here: calling the door outside a run. Not here: the door (ingest/delivery.py), receiving within a run (steps/arrival.py), what
a GGM silver layer becomes (ggm/receive.py).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ingest.delivery import Intake, take_in
from orchestration.ggm.receive import ggm_order, receive_ggm
from orchestration.night import Progress
from orchestration.settings import Settings

GgmOptions = tuple[Path | None, str | None, str | None]  # --ggm, --gemeente, --periode


def receive_asked(settings: Settings, paths: Sequence[Path], ggm: GgmOptions, progress: Progress) -> tuple[Intake, list[str]]:
    """From a GGM silver layer when one is named, with sentences about it, else from the paths or the inbox. Call it under the lock."""
    order = ggm_order(*ggm, paths)
    if order is None:
        return receive_only(settings, paths or [settings.inbox], progress), []
    received = receive_ggm(settings, order, progress)
    return received.intake, received.sentences()


def receive_only(settings: Settings, paths: Sequence[Path], progress: Progress) -> Intake:
    """Copy what is new into landing; the next run reads it. An absent inbox is an empty one. Call it under the lock."""
    found, doing = [path for path in paths if path.exists() or path.is_symlink()], "leveringen ontvangen"
    return take_in(found, settings.landing, datetime.now(UTC), lambda done, total: progress(doing, done, total), settings.max_bytes)
