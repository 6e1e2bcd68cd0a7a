"""What ingest needs to know and what it leaves behind: settings, result.json, the judgement of `koers check`.

What belongs here: the shapes and how result.json is written. Not here: the steps themselves (pipeline.py, messages/).
"""

import hashlib
import hmac
import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field

from ingest.findings import Finding

RESULT = "result.json"
MIN_KEY_BYTES = 32  # HMAC-SHA-256 with a shorter key is no stronger than the key


class IngestSettings(BaseModel):
    """What one ingest needs. `key` makes the pseudonyms; `is_demo_key` refuses real-looking BSNs; `max_bytes` caps one file.

    `xsd_dir`: folder with the official schemas of the national messages, when messages are to be checked against them too.
    `postcode_wijk`: list of postcodes with their wijk, when allocations are to be counted per wijk.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    key: Annotated[bytes, Field(min_length=MIN_KEY_BYTES, repr=False)]
    is_demo_key: bool
    seeds: Path
    corrections: Path
    max_bytes: int = 2_000_000_000
    xsd_dir: Path | None = None
    postcode_wijk: Path | None = None
    today: date

    @property
    def key_id(self) -> str:
        """Which key made the pseudonyms, without telling the key: 8 hexadecimal characters."""
        return hmac.new(self.key, b"sleutel", hashlib.sha256).hexdigest()[:8]


class ExpectationStats(BaseModel):
    """How many expectations Great Expectations checked on one delivery, how many failed, and how long it took (seconds)."""

    expectations: int = 0
    failed: int = 0
    seconds: float = 0.0


class Result(BaseModel):
    """The outcome of one delivery (result.json). Amounts are cents of the contract's first money column, None without one.

    Of a delivery that was read, `rijen_geleverd` = `rijen_geaccepteerd` + `rijen_quarantaine`, and the amounts likewise. A delivery refused
    before its rows were judged has 0 accepted and 0 in quarantine. `door_drempel`: refused, but a named person may let it through.
    """

    model_config = ConfigDict(extra="forbid")

    delivery_id: str
    status: Literal["geaccepteerd", "geweigerd"]
    reden: str | None = None
    rijen_geleverd: int = 0
    rijen_geaccepteerd: int = 0
    rijen_quarantaine: int = 0
    bedrag_geleverd_cent: int | None = None
    bedrag_geaccepteerd_cent: int | None = None
    bedrag_quarantaine_cent: int | None = None
    bedrag_onleesbaar_rijen: int = 0
    dialect: dict[str, Any] = Field(default_factory=dict)
    parse_key: str = ""
    door_drempel: bool = False
    sleutel_id: str = ""
    gx: ExpectationStats = ExpectationStats()
    correcties: list[dict[str, Any]] = Field(default_factory=list)


class Judgement(BaseModel):
    """What `koers check` says about one file: findings, how many rows it holds, and why it would be refused as a whole (or None)."""

    findings: list[Finding]
    rows: int
    refused_reason: str | None = None


def read_result(folder: Path) -> Result | None:
    """The result in a delivery folder, or None when it was not ingested yet."""
    path = folder / RESULT
    return Result.model_validate(orjson.loads(path.read_bytes())) if path.is_file() else None


def write_result(folder: Path, result: Result) -> Result:
    """Write result.json, last of all and in one step: a reader sees the whole outcome or none.

    The folder is not flushed: a result that a power cut takes away is made again from the original, and of thousands of small messages
    the flushing is most of the work.
    """
    write_atomically(folder / RESULT, orjson.dumps(result.model_dump(mode="json"), option=orjson.OPT_INDENT_2), lasting=False)
    return result


def write_atomically(path: Path, data: bytes, lasting: bool = True) -> None:
    """Write a small file (mode 0600) so that a kill at any moment leaves the old file or the new one, never half of it.

    `lasting`: its name also survives a power cut from here on.
    """
    unfinished = path.with_name(f".{path.name}.tmp")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    put_in_place(unfinished, path, lasting)


def put_in_place(unfinished: Path, path: Path, lasting: bool = True) -> None:
    """Give a finished file its name and, when `lasting`, flush the folder too, with every name given in it before."""
    os.replace(unfinished, path)
    if not lasting:
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
