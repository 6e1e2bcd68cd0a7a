"""The receipt of a delivery: what is known about it before anybody reads it.

What belongs here: the shape of receipt.json and reading it back. Not here: making one (delivery.py).
"""

from datetime import datetime
from pathlib import Path

import orjson
from pydantic import BaseModel, ConfigDict, PrivateAttr

from ingest.result import write_atomically

RECEIPT = "receipt.json"
_KEPT_EXTENSIONS = ("csv", "xlsx", "xml", "yml")


class Receipt(BaseModel):
    """receipt.json. `volgnummer` rises over all of landing; `ontvangen_op` is UTC; `bytes` is 0 when the original was not copied."""

    model_config = ConfigDict(extra="forbid")

    delivery_id: str
    bron: str
    leverancier: str
    periode: str
    bestandsnaam: str
    sha256: str
    bytes: int
    volgnummer: int
    ontvangen_op: datetime
    _landing: Path = PrivateAttr(default=Path())

    def within(self, landing: Path) -> "Receipt":
        """The same receipt, knowing in which landing its folder is."""
        self._landing = landing
        return self

    @property
    def folder(self) -> Path:
        """Where the original, the receipt and the outcome of this delivery are."""
        return self._landing / self.bron / self.delivery_id

    @property
    def original(self) -> Path:
        """The copy of the delivered bytes. It may hold BSNs: only ingest opens it."""
        extension = self.bestandsnaam.rpartition(".")[2].lower()
        return self.folder / f"original.{extension if extension in _KEPT_EXTENSIONS else 'bin'}"

    def write(self) -> None:
        """Write receipt.json in one step; the folder must exist."""
        write_atomically(self.folder / RECEIPT, orjson.dumps(self.model_dump(mode="json"), option=orjson.OPT_INDENT_2))


def read_receipts(landing: Path) -> list[Receipt]:
    """All receipts in landing by volgnummer. Folders of interrupted copies have none and are left out."""
    found = [read_receipt(path.parent) for path in landing.glob(f"*/*/{RECEIPT}")]
    return sorted(found, key=lambda receipt: receipt.volgnummer)


def read_receipt(folder: Path) -> Receipt:
    """The receipt in one delivery folder. Errors: FileNotFoundError when the copy was interrupted."""
    return Receipt.model_validate(orjson.loads((folder / RECEIPT).read_bytes())).within(folder.parents[1])
