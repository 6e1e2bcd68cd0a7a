"""Receiving files: copy the bytes, take their fingerprint, write the receipt. After this the inbox is never read again.

What belongs here: the way from inbox to landing. Not here: what a name means (filename.py), receipts (receipt.py) and what is in a
file (readers/, pipeline.py). The receipt is written last: a folder without one is an interrupted copy and is simply done again.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from ingest.filename import MESSAGES, UNKNOWN, DeliveryName, displayable_name, is_meant_as_delivery, parse_filename
from ingest.receipt import Receipt, read_receipt, read_receipts
from ingest.refusal import Refusal
from ingest.result import Result, put_in_place, write_result

__all__ = ["MAX_BYTES", "Intake", "Receipt", "Skipped", "read_receipt", "read_receipts", "receive", "take_in"]

MAX_BYTES = 2_000_000_000
_BLOCK = 1 << 20
_SHORT = 12  # hexadecimal characters of the fingerprint in a delivery_id; 8 would meet by chance among ten thousand messages
_OTHERS = "Dit bestand heeft precies dezelfde inhoud als een levering van een andere leverancier. Controleer de bestandsnaam."
_UNREADABLE = "Dit bestand kon niet worden gelezen of veranderde onder het lezen. koers probeert het de volgende keer opnieuw."
_NO_DELIVERY = "Dit bestand is geen levering en is overgeslagen. koers leest CSV, XLSX en XML."
Progress = Callable[[int, int], None]  # files done, files in all


class Skipped(NamedTuple):
    """A file in the inbox that was passed by, with its displayable name and a Dutch sentence that says why."""

    name: str
    sentence: str


class Intake(NamedTuple):
    """The outcome of one look into the inbox: new receipts, how many files were known already, and what was passed by."""

    receipts: list[Receipt]
    known: int
    skipped: list[Skipped]


def receive(
    paths: Sequence[Path], landing: Path, now: datetime, on_progress: Progress | None = None, max_bytes: int = MAX_BYTES
) -> list[Receipt]:
    """Take in files and folders (recursive, sorted); receipts of what is new, refused names included. See `take_in` for the rest."""
    return take_in(paths, landing, now, on_progress, max_bytes).receipts


def take_in(paths: Sequence[Path], landing: Path, now: datetime, on_progress: Progress | None = None, max_bytes: int = MAX_BYTES) -> Intake:
    """As `receive`, and also what was known and what was passed by. Errors: FileNotFoundError for a path that does not exist."""
    door = _Door(landing, now, max_bytes)
    for receipt in read_receipts(landing):
        door.remember(receipt)
    inside = Path(os.path.abspath(landing))
    files = [path for path in _files(paths) if not Path(os.path.abspath(path)).is_relative_to(inside)]
    outcomes = []
    for done, path in enumerate(files, 1):
        outcomes.append(door.take(path))
        if on_progress:
            on_progress(done, len(files))
    receipts = [outcome for outcome in outcomes if isinstance(outcome, Receipt)]
    return Intake(receipts, outcomes.count(None), [outcome for outcome in outcomes if isinstance(outcome, Skipped)])


@dataclass
class _Door:
    """One look into the inbox: where to, when, and what is known so far."""

    landing: Path
    now: datetime
    max_bytes: int
    last_number: int = 0
    seen: dict[str, set[str]] = field(default_factory=dict)  # delivery_id -> leveranciers (one, but for a mistaken copy)
    messages: set[str] = field(default_factory=set)  # sha256 of the messages that are in

    def remember(self, receipt: Receipt) -> None:
        self.last_number = max(self.last_number, receipt.volgnummer)
        self.seen.setdefault(receipt.delivery_id, set()).add(receipt.leverancier)
        if receipt.bron == MESSAGES:
            self.messages.add(receipt.sha256)

    def take(self, path: Path) -> Receipt | Skipped | None:
        """One file: a receipt when it is new, None when it is known, Skipped when it is no delivery or cannot be read now."""
        if not is_meant_as_delivery(path.name):
            return Skipped(displayable_name(path.name), _NO_DELIVERY)
        try:
            with _open_regular(path) as file:
                size, digest = _fingerprint(file, self.max_bytes)
                name, refused = _name_or_sentence(path)
                if name and name.bron == MESSAGES:
                    if digest in self.messages:  # before its header is read: of ten thousand messages most are known
                        return None
                    name = name._replace(periode=_period_of_message(path))
                receipt = self.receipt(path, name, digest, size)
                if self.seen.get(receipt.delivery_id, {receipt.leverancier}) != {receipt.leverancier}:
                    receipt, refused = self.receipt(path, None, digest, size), _OTHERS
                return self.land(receipt, refused, file)
        except Refusal as refusal:  # nothing to copy: the file stays in the inbox, its name stands in for the fingerprint
            digest = hashlib.sha256(f"{refusal.rule}|{path.name}".encode(errors="surrogateescape")).hexdigest()
            return self.land(self.receipt(path, None, digest, 0), refusal.sentence, None)
        except OSError:
            return Skipped(displayable_name(path.name), _UNREADABLE)

    def receipt(self, path: Path, name: DeliveryName | None, digest: str, size: int) -> Receipt:
        """A receipt under the delivery's own source; without a good name under `onbekend`, with a displayable name."""
        bron, leverancier, periode = (name.bron, name.leverancier, name.periode) if name else (UNKNOWN, UNKNOWN, UNKNOWN)
        plain = f"{digest[:_SHORT]}.xml" if bron == MESSAGES else path.name
        return Receipt(
            delivery_id=f"{bron}__{periode}__{digest[:_SHORT]}",
            bron=bron,
            leverancier=leverancier,
            periode=periode,
            bestandsnaam=plain if name else displayable_name(path.name),
            sha256=digest,
            bytes=size,
            volgnummer=self.last_number + 1,
            ontvangen_op=self.now.astimezone(UTC),
        ).within(self.landing)

    def land(self, receipt: Receipt, refused: str | None, file: BufferedReader | None) -> Receipt | None:
        """Make the delivery known, its original first and its receipt last. A refused name has its outcome at once."""
        if receipt.delivery_id in self.seen:
            return None
        for folder in (self.landing, receipt.folder.parent, receipt.folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if file:
            _keep(file, receipt)
        if refused:
            sentence = f"{receipt.bestandsnaam}: {refused}"
            write_result(receipt.folder, Result(delivery_id=receipt.delivery_id, status="geweigerd", reden=sentence))
        receipt.write()
        self.remember(receipt)
        return receipt


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Every file below the paths, sorted. A folder that is a link is not entered; it comes out as a path, to be answered like a link."""
    for start in paths:
        if not start.is_symlink() and not start.exists():
            raise FileNotFoundError(f"nothing at {start}")
        if not start.is_dir():
            yield start
            continue
        below: list[Path] = []
        for top, folders, names in os.walk(start):
            below += [Path(top) / name for name in names]
            below += [Path(top) / name for name in folders if (Path(top) / name).is_symlink()]
        yield from sorted(below)


def _open_regular(path: Path) -> BufferedReader:
    """Open without following a link: what is checked is what is read. Errors: Refusal for links and for anything but a plain file."""
    if path.is_symlink():
        raise Refusal("Dit is een koppeling naar een ander bestand. Zet het bestand zelf in de map.", "bestand_koppeling")
    file = open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")  # noqa: SIM115 - the caller closes it
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise Refusal("Dit is geen gewoon bestand. Zet het bestand zelf in de map.", "bestand_soort")
    return file


def _fingerprint(file: BufferedReader, max_bytes: int) -> tuple[int, str]:
    """Size and sha256, read in blocks. Errors: Refusal when there are more than `max_bytes` bytes."""
    size = os.fstat(file.fileno()).st_size
    if size > max_bytes:
        limit = f"{max_bytes / 1_000_000:.0f} MB"
        raise Refusal(f"Het bestand is groter dan {limit}. Splits de levering in kleinere perioden.", "bestand_te_groot")
    return size, hashlib.file_digest(file, "sha256").hexdigest()


def _name_or_sentence(path: Path) -> tuple[DeliveryName | None, str | None]:
    try:
        return parse_filename(path.name), None
    except Refusal as refusal:
        return None, refusal.sentence


def _period_of_message(path: Path) -> str:
    from ingest.messages import peek_period  # only a run that meets a message needs the XML reader

    return peek_period(path)


def _keep(file: BufferedReader, receipt: Receipt) -> None:
    """Copy the bytes into landing (mode 0600). Errors: OSError when they changed since the fingerprint was taken."""
    unfinished = receipt.folder / ".original.tmp"
    file.seek(0)
    digest = hashlib.sha256()
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as copy:
        while block := file.read(_BLOCK):
            digest.update(block)
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
    if digest.hexdigest() != receipt.sha256:
        unfinished.unlink()
        raise OSError("the file changed while it was copied")
    put_in_place(unfinished, receipt.original, lasting=False)  # the receipt, written next, flushes the folder for both
