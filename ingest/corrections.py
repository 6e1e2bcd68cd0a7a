"""Known errors in deliveries, corrected where everybody can see it: ingest/corrections/<bron>.yml.

What belongs here: reading the list, checking that it still fits, and applying it to raw text. Not here: rules, and repairs in code.
A correction names the exact raw text it replaces and fails loudly when that text is not there: a supplier who repairs the error makes
the correction superfluous, and one that silently does nothing today may silently do harm tomorrow. Personal columns cannot be
corrected: their values may not stand in a file.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.contract import Contract
from ingest.masking import displayable
from ingest.readers.table import ROW, cell
from ingest.receipt import Receipt
from ingest.refusal import Refusal
from ingest.strict_yaml import read_strict


class Scope(BaseModel):
    """A delivery by supplier and period: then the correction also holds for a delivery that replaces it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    leverancier: str
    periode: str


class Correction(BaseModel):
    """One correction. `delivery` is the beginning of a sha256 (8 or more characters) or a Scope; `column` is the supplier's header;
    `raw` the exact text in the file; `row` (as the supplier counts) narrows it to one row; after `expires` it must be looked at again."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    delivery: str | Scope
    column: str
    raw: str
    row: int | None = None
    to: str
    reason: str = Field(min_length=5)
    by: str = Field(min_length=2)
    expires: date

    def concerns(self, sha256: str, leverancier: str, periode: str) -> bool:
        """Whether this correction is about the delivery with these properties."""
        if isinstance(self.delivery, Scope):
            return (self.delivery.leverancier, self.delivery.periode) == (leverancier, periode)
        return len(self.delivery) >= 8 and sha256.startswith(self.delivery)


def corrections_for(folder: Path, receipt: Receipt) -> list[Correction]:
    """The corrections of one delivery, in file order; none when there is no file. Errors: Refusal when the file cannot be read."""
    path = folder / f"{receipt.bron}.yml"
    if not path.is_file():
        return []
    try:
        listed = [Correction.model_validate(entry) for entry in read_strict(path) or []]
    except (yaml.YAMLError, ValidationError, TypeError):
        raise Refusal(
            f"De lijst met correcties {path.name} is niet te lezen. Verbeter de lijst en draai koers opnieuw.", "correctie"
        ) from None
    return [correction for correction in listed if correction.concerns(receipt.sha256, receipt.leverancier, receipt.periode)]


def check_corrections(corrections: Sequence[Correction], contract: Contract, headers: Sequence[str], today: date) -> None:
    """Errors: Refusal when a correction has expired, names a column the file does not have, or a personal column."""
    personal = {field.source for field in contract.fields if field.drop or field.pseudonym or field.personal_data == "direct"}
    for correction in corrections:
        if correction.expires < today:
            raise _problem(correction, f"is verlopen op {correction.expires:%d-%m-%Y}. Verleng haar met een reden of haal haar weg")
        if correction.column not in headers:
            raise _problem(correction, "noemt een kolom die niet in het bestand staat. Verbeter de kolomnaam of haal haar weg")
        if correction.column in personal:
            raise _problem(correction, "gaat over persoonsgegevens. Laat de leverancier die zelf verbeteren en opnieuw leveren")


def apply_corrections(
    batch: pl.DataFrame, corrections: Sequence[Correction], positions: Mapping[str, int]
) -> tuple[pl.DataFrame, list[int]]:
    """The batch with raw text replaced, and per correction in how many cells. `positions`: header to position in the file."""
    hits = []
    for correction in corrections:
        name = cell(positions[correction.column])
        here = pl.col(name) == correction.raw
        if correction.row is not None:
            here = here & (pl.col(ROW) == correction.row)
        hits.append(int(batch.select(here.sum()).item()))
        batch = batch.with_columns(pl.when(here).then(pl.lit(correction.to)).otherwise(pl.col(name)).alias(name))
    return batch, hits


def applied(corrections: Sequence[Correction], hits: Sequence[int]) -> list[dict[str, Any]]:
    """What was corrected, for result.json. Errors: Refusal when a correction matched nothing."""
    for correction, count in zip(corrections, hits, strict=True):
        if not count:
            raise _problem(correction, "past nergens: de tekst die zij verbetert staat niet (meer) in het bestand. Haal haar weg")
    return [
        {
            "kolom": correction.column,
            "rij": correction.row,
            "van": displayable(correction.raw),
            "naar": displayable(correction.to),
            "aantal": count,
            "reden": correction.reason,
            "door": correction.by,
        }
        for correction, count in zip(corrections, hits, strict=True)
    ]


def _problem(correction: Correction, what: str) -> Refusal:
    row = "" if correction.row is None else f" in rij {correction.row}"
    return Refusal(f"De correctie op kolom {correction.column}{row} {what}, en draai koers opnieuw.", "correctie")
