"""Writes what was read of one message into its landing folder: Parquet per table that has rows, result.json last.

What belongs here: columns and files. Not here: reading and judging. Only tables with rows are written: ten thousand small messages would
otherwise be sixty thousand files, and the loader makes every table anyway.
"""

import os
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from ingest.masking import HIDDEN, displayable
from ingest.messages.content import Content
from ingest.messages.records import Kop, Prestatie

_TECHNICAL = {"_source_row": pl.Int64, "_source_part": pl.String}
_KEYS = {"wet": pl.String, "gemeentecode": pl.String, "agb_code": pl.String, "bericht_identificatie": pl.String}
_CENT, _TEXT, _DATE = pl.Int64, pl.String, pl.Date
TABLES: dict[str, dict[str, Any]] = {
    "bericht": {
        "wet": _TEXT,
        "berichttype": _TEXT,
        "berichtcode": _TEXT,
        "afzender": _TEXT,
        "ontvanger": _TEXT,
        "identificatie": _TEXT,
        "dagtekening": _DATE,
        "gemeentecode": _TEXT,
        "agb_code": _TEXT,
        "n_clienten": pl.Int64,
        "n_regels": pl.Int64,
        "herkend": pl.Boolean,
        "verwerkt": pl.Boolean,
    },
    "declaratie": _KEYS
    | {"declaratienummer": _TEXT, "periode_begin": _DATE, "periode_eind": _DATE, "dagtekening": _DATE, "totaal_cent": _CENT},
    "declaratieregel": _KEYS
    | {
        "declaratienummer": _TEXT,
        "bsn_pseudo": _TEXT,
        "referentie_pseudo": _TEXT,
        "vorig_referentie_pseudo": _TEXT,
        "toewijzing_pseudo": _TEXT,
        "productcategorie": _TEXT,
        "productcode": _TEXT,
        "productperiode_begin": _DATE,
        "productperiode_eind": _DATE,
        "volume": pl.Int64,
        "eenheid": _TEXT,
        "tarief_cent": _CENT,
        "bedrag_cent": _CENT,
    },
    "declaratieantwoord": _KEYS
    | {
        "declaratie_identificatie": _TEXT,
        "declaratienummer": _TEXT,
        "totaal_ingediend_cent": _CENT,
        "totaal_toegekend_cent": _CENT,
        "header_retourcodes": _TEXT,
        "antwoord_retourcodes": _TEXT,
        "n_regels": pl.Int64,
    },
    "antwoordregel": _KEYS
    | {
        "declaratie_identificatie": _TEXT,
        "declaratienummer": _TEXT,
        "bsn_pseudo": _TEXT,
        "referentie_pseudo": _TEXT,
        "bedrag_cent": _CENT,
        "retourcodes": _TEXT,
    },
}
_QUARANTINE = {**_TECHNICAL, "waarden": pl.String, "bedrag_cent": pl.Int64}
_LINES_OF = {"323": ("declaratieregel", "declaratie"), "325": ("antwoordregel", "declaratieantwoord")}
_RENAMED = {"nummer": "_source_row", "begin": "productperiode_begin", "eind": "productperiode_eind"}
FILES = tuple(f"{name}.parquet" for name in (*TABLES, "findings", "quarantine"))


def tables(kop: Kop, content: Content) -> dict[str, pl.DataFrame]:
    """The landing tables of an accepted message that have rows, in the columns of landing without what the loader derives."""
    keys = {"wet": kop.soort.wet, "gemeentecode": kop.gemeentecode, "agb_code": kop.agb_code, "bericht_identificatie": kop.identificatie}
    found = {"bericht": _one("bericht", _bericht(kop, content))}
    for name, row in content.rows.items():
        found[name] = _one(name, keys | row)
    if content.lines:
        name, outer = _LINES_OF[kop.soort.berichttype]
        found[name] = _lines(name, content.lines, keys | content.rows[outer])
    return found


def quarantine(content: Content) -> pl.DataFrame:
    """The lines that were set aside: displayable values as JSON, personal elements covered."""
    rows = [(line.nummer, "", orjson.dumps(_displayable(line)).decode(), line.bedrag_cent) for line in content.set_aside]
    return pl.DataFrame(rows, schema=_QUARANTINE, orient="row")


def clear(folder: Path) -> None:
    """Remove the outcome of an earlier reading, result.json first: without it nothing else counts."""
    for name in ("result.json", *FILES):
        (folder / name).unlink(missing_ok=True)


def write(folder: Path, frames: dict[str, pl.DataFrame]) -> None:
    """Write every frame that has rows as <name>.parquet, mode 0600."""
    for name, frame in frames.items():
        if frame.height:
            with open(os.open(folder / f"{name}.parquet", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                frame.write_parquet(file)


def _bericht(kop: Kop, content: Content) -> dict[str, Any]:
    return {
        "wet": kop.soort.wet,
        "berichttype": kop.soort.berichttype,
        "berichtcode": kop.soort.berichtcode,
        "afzender": kop.afzender,
        "ontvanger": kop.ontvanger,
        "identificatie": kop.identificatie,
        "dagtekening": kop.dagtekening,
        "gemeentecode": kop.gemeentecode,
        "agb_code": kop.agb_code,
        "n_clienten": content.n_clienten,
        "n_regels": content.n_regels,
        "herkend": True,
        "verwerkt": kop.soort.verwerkt,
    }


def _one(name: str, row: dict[str, Any]) -> pl.DataFrame:
    """A table of one row about the message as a whole: `_source_row` 0."""
    schema = _TECHNICAL | TABLES[name]
    values = {"_source_row": 0, "_source_part": ""} | row
    return pl.DataFrame({column: [values[column]] for column in schema}, schema=schema)


def _lines(name: str, lines: list[Prestatie], constants: dict[str, Any]) -> pl.DataFrame:
    """A table of one row per line; `constants` are the same on every line."""
    schema = _TECHNICAL | TABLES[name]
    columns: dict[str, Any] = dict(zip((_RENAMED.get(field, field) for field in Prestatie._fields), zip(*lines, strict=True), strict=True))
    columns["retourcodes"] = [",".join(codes) for codes in columns["retourcodes"]]
    columns |= {column: [value] * len(lines) for column, value in ({"_source_part": ""} | constants).items()}
    return pl.DataFrame({column: columns[column] for column in schema}, schema=schema)


def _displayable(line: Prestatie) -> dict[str, str]:
    """A line as it may be shown. Amounts and dates were read as such, so they are no longer delivered text."""
    return {
        "Bsn": HIDDEN,
        "ReferentieNummer": HIDDEN,
        "VorigReferentieNummer": HIDDEN if line.vorig_referentie_pseudo else displayable(None),
        "ToewijzingNummer": HIDDEN,
        "ProductCategorie": line.productcategorie,
        "ProductCode": displayable(line.productcode),
        "Begindatum": _iso(line.begin),
        "Einddatum": _iso(line.eind),
        "GeleverdVolume": displayable(str(line.volume)),
        "Eenheid": line.eenheid,
        "ProductTarief": displayable(None if line.tarief_cent is None else f"{line.tarief_cent / 100:.2f}"),
        "IngediendBedrag": displayable(f"{abs(line.bedrag_cent) / 100:.2f}"),
        "DebetCredit": "C" if line.is_credit else "D",
    }


def _iso(day: date) -> str:
    return day.isoformat()
