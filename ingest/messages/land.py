"""Writes what was read of one message into its landing folder: Parquet per table that has rows, result.json last.

What belongs here: rows and files. Not here: the columns (columns.py), reading and judging. Only tables with rows are written: ten thousand
small messages would otherwise be a hundred thousand files, and the loader makes every table anyway. Arrow makes and writes a table of one
row four times as fast as a frame does.
"""

import os
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from ingest.masking import HIDDEN, displayable
from ingest.messages.care_records import CareLine
from ingest.messages.columns import LINES, TABLES, TECHNICAL
from ingest.messages.content import Content, Line
from ingest.messages.records import Kop, Prestatie

_QUARANTINE = {**TECHNICAL, "waarden": pl.String, "bedrag_cent": pl.Int64}
_ARROW = {pl.String: pa.string(), pl.Int64: pa.int64(), pl.Date: pa.date32(), pl.Boolean: pa.bool_()}
_RENAMED = {"nummer": "_source_row", "begin": "productperiode_begin", "eind": "productperiode_eind"}
_PERSONAL = frozenset({"geboortejaar", "geslacht", "wijkcode"})
_MANY = 100  # rows; a dictionary of pseudonyms only pays when they repeat
FILES = tuple(f"{name}.parquet" for name in (*TABLES, "findings", "quarantine"))


def tables(kop: Kop, content: Content) -> dict[str, pa.Table]:
    """The landing tables of an accepted message that have rows, in the columns of landing without what the loader derives."""
    keys = {"wet": kop.soort.wet, "gemeentecode": kop.gemeentecode, "agb_code": kop.agb_code, "bericht_identificatie": kop.identificatie}
    found = {"bericht": _one("bericht", _bericht(kop, content))}
    constants = keys | {"berichttype": kop.soort.berichttype}
    for name, row in content.rows.items():
        found[name] = _one(name, keys | row)
        constants |= row
    if content.lines:
        name = LINES[kop.soort.berichttype]
        found[name] = _lines(name, content.lines, constants)
    return found


def quarantine(content: Content) -> pa.Table:
    """The lines that were set aside (at least one): displayable values as JSON, personal elements covered."""
    rows = [
        (line.nummer, "", orjson.dumps(_displayable(line)).decode(), line.bedrag_cent if isinstance(line, Prestatie) else None)
        for line in content.set_aside
    ]
    schema = pa.schema([(name, _ARROW[kind]) for name, kind in _QUARANTINE.items()])
    return pa.table([list(column) for column in zip(*rows, strict=True)], schema=schema)


def clear(folder: Path) -> None:
    """Remove the outcome of an earlier reading, result.json first: without it nothing else counts."""
    for name in ("result.json", *FILES):
        (folder / name).unlink(missing_ok=True)


def write(folder: Path, found: dict[str, pa.Table]) -> None:
    """Write every table that has rows as <name>.parquet, mode 0600."""
    for name, table in found.items():
        if table.num_rows:
            with open(os.open(folder / f"{name}.parquet", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                pq.write_table(table, file, compression="zstd", use_dictionary=table.num_rows >= _MANY)


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
        "verwerkt": True,
    }


def _one(name: str, row: dict[str, Any]) -> pa.Table:
    """A table of one row about the message as a whole: `_source_row` 0."""
    schema = _schema(name)
    values = {"_source_row": 0, "_source_part": ""} | row
    return pa.table([[values[column]] for column in schema.names], schema=schema)


def _lines(name: str, lines: Sequence[Line], constants: dict[str, Any]) -> pa.Table:
    """A table of one row per line; `constants` are the same on every line."""
    schema = _schema(name)
    fields = [_RENAMED.get(field, field) for field in lines[0]._fields]
    columns: dict[str, Any] = dict(zip(fields, zip(*lines, strict=True), strict=True))
    if "retourcodes" in columns:
        columns["retourcodes"] = [",".join(codes) for codes in columns["retourcodes"]]
    columns |= {column: [value] * len(lines) for column, value in ({"_source_part": ""} | constants).items()}
    return pa.table([columns[column] for column in schema.names], schema=schema)


@cache
def _schema(name: str) -> pa.Schema:
    return pa.schema([(column, _ARROW[kind]) for column, kind in (TECHNICAL | TABLES[name]).items()])


def _displayable(line: Line) -> dict[str, str]:
    """A line as it may be shown. Amounts and dates were read as such, so they are no longer delivered text."""
    return _displayable_prestatie(line) if isinstance(line, Prestatie) else _displayable_care(line)


def _displayable_care(line: CareLine) -> dict[str, str]:
    shown = {}
    for name, value in line._asdict().items():
        if name.endswith("_pseudo") or name in _PERSONAL:
            shown[name] = displayable(None) if value is None else HIDDEN
        elif name not in ("nummer", "line"):
            text = f"{value / 100:.2f}" if name.endswith("_cent") and value is not None else None if value is None else str(value)
            shown[name] = displayable(text)
    return shown


def _displayable_prestatie(line: Prestatie) -> dict[str, str]:
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
