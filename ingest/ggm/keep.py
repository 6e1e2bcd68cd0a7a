"""The original of a GGM silver layer in landing: the files as they came, and which deliveries were derived from them.

What belongs here: landing/ggm/<id>/original/* (mode 0600) and ggm.json. Not here: reading them (silver.py). The derived deliveries have
receipts of their own and are what a run reads; this folder is what an auditor goes back to. It may hold BSNs: only ingest opens it.
"""

import hashlib
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import orjson
from pydantic import BaseModel, ConfigDict, Field

from ingest.delivery import MAX_BYTES
from ingest.ggm.silver import table_files
from ingest.refusal import Refusal
from ingest.result import put_in_place, write_atomically

GGM, RECORD, ORIGINAL = "ggm", "ggm.json", "original"
_BLOCK = 1 << 20
_SHORT = 12


class KeptFile(BaseModel):
    """One file as it came; `bytes` is its size."""

    naam: str
    sha256: str
    bytes: int


class Kept(BaseModel):
    """ggm.json. `leveringen` are the delivery ids derived so far; `ontvangen_op` is UTC."""

    model_config = ConfigDict(extra="forbid")

    ggm_id: str
    ontvangen_op: datetime
    bestanden: list[KeptFile]
    leveringen: list[str] = Field(default_factory=list)

    def folder(self, landing: Path) -> Path:
        return landing / GGM / self.ggm_id

    def originals(self, landing: Path) -> list[Path]:
        """The kept files, for reading."""
        return [self.folder(landing) / ORIGINAL / file.naam for file in self.bestanden]

    def with_deliveries(self, landing: Path, delivery_ids: Sequence[str]) -> "Kept":
        """Write down which deliveries came of it, those of earlier times included."""
        known = self.model_copy(update={"leveringen": sorted({*self.leveringen, *delivery_ids})})
        write_atomically(self.folder(landing) / RECORD, orjson.dumps(known.model_dump(mode="json"), option=orjson.OPT_INDENT_2))
        return known

    def forget(self, landing: Path) -> None:
        """Remove an original of which nothing ever came."""
        if not self.leveringen:
            shutil.rmtree(self.folder(landing))


def keep(path: Path, landing: Path, now: datetime, max_bytes: int = MAX_BYTES) -> Kept:
    """Copy a DuckDB file, or the table files of a folder, into landing. Known content is kept once.

    Errors: Refusal when it is a link, too large, or a folder without GGM tables; OSError when it cannot be read.
    """
    sources = list(table_files(path).values()) if path.is_dir() and not path.is_symlink() else [path]
    top = landing / GGM
    top.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = top / ".ggm.tmp"
    shutil.rmtree(unfinished, ignore_errors=True)  # of a call that was killed; there is one at a time, under the lock
    for folder in (unfinished, unfinished / ORIGINAL):
        folder.mkdir(mode=0o700)
    files = [_copy(source, unfinished / ORIGINAL, max_bytes) for source in sources]
    digest = hashlib.sha256("".join(f"{file.naam}|{file.sha256}\n" for file in files).encode()).hexdigest()
    kept = Kept(ggm_id=f"{GGM}__{digest[:_SHORT]}", ontvangen_op=now.astimezone(UTC), bestanden=files)
    if (kept.folder(landing) / RECORD).is_file():
        shutil.rmtree(unfinished)
        return Kept.model_validate(orjson.loads((kept.folder(landing) / RECORD).read_bytes()))
    write_atomically(unfinished / RECORD, orjson.dumps(kept.model_dump(mode="json"), option=orjson.OPT_INDENT_2))
    put_in_place(unfinished, kept.folder(landing))
    return kept


def _copy(source: Path, folder: Path, max_bytes: int) -> KeptFile:
    """One file (mode 0600): a table under its own name in small letters, else `original.duckdb`, for a name may say who somebody is."""
    name = source.name.lower() if source.suffix.lower() in (".csv", ".parquet") else "original.duckdb"
    with _plain(source) as file:
        if os.fstat(file.fileno()).st_size > max_bytes:
            raise Refusal(
                f"{name} is groter dan {max_bytes / 1_000_000:.0f} MB. Verhoog KOERS_MAX_BYTES of lever minder jaren.", "ggm_te_groot"
            )
        digest, size = hashlib.sha256(), 0
        with open(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
            while block := file.read(_BLOCK):
                digest.update(block)
                size += copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
    return KeptFile(naam=name, sha256=digest.hexdigest(), bytes=size)


def _plain(source: Path) -> BinaryIO:
    if source.is_symlink() or not source.is_file():
        raise Refusal("Dit is een koppeling of geen gewoon bestand. Noem het bestand of de map zelf.", "ggm_koppeling")
    return open(os.open(source, os.O_RDONLY | os.O_NOFOLLOW), "rb")
