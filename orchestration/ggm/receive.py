"""`koers receive --ggm`: a GGM silver layer kept, derived into deliveries, and taken in through the door like any other.

What belongs here: that order. Not here: keeping (ingest/ggm/keep.py), deriving (ingest/ggm/derive.py), the door (ingest/delivery.py).
Between deriving and taking in, rows with client numbers lie in a folder of mode 0700 in var; it goes in any case, also the next time after
a kill.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ingest.delivery import Intake, read_receipts, take_in
from ingest.ggm.derive import SOURCES, Asked, Derivation, Period, derive
from ingest.ggm.keep import Kept, keep
from ingest.period import period_days
from ingest.refusal import Refusal
from orchestration.errors import UnusableCall
from orchestration.night import Progress
from orchestration.release import SCRATCH
from orchestration.settings import Settings

DOING = "GGM lezen"


class GgmOrder(NamedTuple):
    """What the user asked: a DuckDB file or a folder, the municipality the GGM does not name, and one period or None for every year."""

    path: Path
    gemeente: str | None
    periode: str | None


class GgmIntake(NamedTuple):
    """What came of it: the kept original, what was derived, and what the door took in."""

    ggm_id: str
    derived: Derivation
    intake: Intake

    def sentences(self) -> list[str]:
        """What to tell the user about it, without any delivered value."""
        told = [f"Origineel bewaard als {self.ggm_id}."]
        for bron in SOURCES:
            files = [file for file in self.derived.files if file.bron == bron]
            told.append(f"{bron}: {dotted(sum(file.rows for file in files))} rijen in {len(files)} leveringen.")
        return told + [f"{bron}: {dotted(rows)} rijen vallen buiten deze periode." for bron, rows in self.derived.outside.items()]


def dotted(number: int) -> str:
    """1234567 as 1.234.567."""
    return f"{number:,}".replace(",", ".")


def ggm_order(path: Path | None, gemeente: str | None, periode: str | None, others: Sequence[Path]) -> GgmOrder | None:
    """The order that these options make, None without --ggm. Errors: UnusableCall when they do not go together."""
    if path is None:
        if gemeente or periode:
            raise UnusableCall("--gemeente en --periode horen bij --ggm.")
        return None
    if others:
        raise UnusableCall("Noem bij --ggm geen andere bestanden. Ontvang die apart met koers receive.")
    if not path.exists():
        raise UnusableCall(f"{path} bestaat niet. Controleer de naam en de map.")
    if gemeente and not (len(gemeente) == 4 and gemeente.isascii() and gemeente.isdigit()):
        raise UnusableCall("Een gemeentecode heeft vier cijfers, met voorloopnul: --gemeente 0484")
    return GgmOrder(path, gemeente, periode)


def receive_ggm(settings: Settings, order: GgmOrder, progress: Progress) -> GgmIntake:
    """Keep a DuckDB file or a folder of Parquet or CSV files and take in what follows from it. Call it under the lock.

    Errors: UnusableCall with a sentence when the silver layer, the municipality or the period cannot be used; nothing is taken in then.
    """
    asked = Asked(order.gemeente, _period(order.periode), settings.today)
    landing, now = settings.landing, datetime.now(UTC)
    with _as_unusable_call():
        kept = keep(order.path, landing, now, settings.max_bytes)
        with _scratch(settings.var) as scratch:
            try:
                derived = _derived(settings, kept, scratch, asked, progress)
            except Refusal:
                kept.forget(landing)
                raise
            intake = take_in([file.path for file in derived.files], landing, now, None, settings.max_bytes)
    digests = {file.sha256 for file in derived.files}
    kept.with_deliveries(landing, [receipt.delivery_id for receipt in read_receipts(landing) if receipt.sha256 in digests])
    return GgmIntake(kept.ggm_id, derived, intake)


def _derived(settings: Settings, kept: Kept, scratch: Path, asked: Asked, progress: Progress) -> Derivation:
    originals = kept.originals(settings.landing)
    return derive(originals, scratch, settings.seeds, asked, lambda done, total: progress(DOING, done, total))


@contextmanager
def _as_unusable_call() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise UnusableCall(refusal.sentence) from None


def _period(periode: str | None) -> Period | None:
    if periode is None:
        return None
    days = period_days(periode)
    if days is None:
        raise UnusableCall("Deze periode is er geen. Schrijf 2025, 2025H1, 2025Q1 of 2025M03.")
    return Period(periode, *days)


@contextmanager
def _scratch(var: Path) -> Iterator[Path]:
    for left in var.glob(f"{SCRATCH}*"):
        shutil.rmtree(left)
    folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=var))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
