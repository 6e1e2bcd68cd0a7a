"""National messages at the door: iWmo and iJw release 3.2, one XML file at a time.

What belongs here: the three functions others call. Not here: anything else; the modules of this package say what they hold.
The content of every type lands; of a retour that is one row about the message it answers.
"""

import hashlib
from pathlib import Path

from ingest.findings import from_frame
from ingest.messages.land import clear, quarantine, tables, write
from ingest.messages.message import Reading, peek_period, read_message
from ingest.messages.wijken import read_wijken
from ingest.messages.xsd import read_schemas
from ingest.receipt import Receipt, read_receipt
from ingest.result import IngestSettings, Judgement, Result, read_result, write_result

__all__ = ["PARSER_VERSION", "ingest_message", "judge_message", "parse_key", "peek_period"]

PARSER_VERSION = 3  # raise it when the same bytes would land differently


def ingest_message(receipt_folder: Path, settings: IngestSettings) -> Result:
    """Read the message of one landing folder (receipt.json, original.xml), land its rows and write result.json last. Idempotent.

    A refused message lands no rows; its findings and its original stay. Errors: FileNotFoundError without receipt or original.
    """
    key = parse_key(settings)
    known = read_result(receipt_folder)
    if known is not None and known.parse_key == key:
        return known
    receipt = read_receipt(receipt_folder)
    reading = read_message(receipt.original, settings)
    clear(receipt_folder)
    found = {} if reading.problems.none else {"findings": reading.problems.frame(receipt.bestandsnaam).to_arrow()}
    if reading.kop is not None and not reading.problems.refused:
        found |= tables(reading.kop, reading.content)
        if reading.content.set_aside:
            found["quarantine"] = quarantine(reading.content)
    write(receipt_folder, found)
    return write_result(receipt_folder, _result(receipt, reading, settings, key))


def judge_message(path: Path, settings: IngestSettings) -> Judgement:
    """Judge one file in memory; stores nothing. `rows` is the number of lines (Prestaties, or the products and answers of another type)."""
    reading = read_message(path, settings)
    findings = from_frame(reading.problems.frame(path.name))
    return Judgement(findings=findings, rows=reading.content.n_regels, refused_reason=reading.problems.reason(path.name))


def parse_key(settings: IngestSettings) -> str:
    """What the landed rows depend on besides the bytes: this parser, the pseudonym key, schemas and wijken where used."""
    schemas = "" if settings.xsd_dir is None else read_schemas(settings.xsd_dir).fingerprint
    wijken = "" if settings.postcode_wijk is None else read_wijken(settings.postcode_wijk).fingerprint
    parts = f"berichten|{PARSER_VERSION}|{settings.key_id}|{settings.is_demo_key}|{schemas}|{wijken}"
    return hashlib.sha256(parts.encode()).hexdigest()


def _result(receipt: Receipt, reading: Reading, settings: IngestSettings, key: str) -> Result:
    content, reason = reading.content, reading.problems.reason(receipt.bestandsnaam)
    aside = 0 if reason else len(content.set_aside)
    aside_cent = 0 if reason else content.bedrag_apart_cent
    has_money = content.bedrag_cent is not None
    return Result(
        delivery_id=receipt.delivery_id,
        status="geweigerd" if reason else "geaccepteerd",
        reden=reason,
        rijen_geleverd=content.n_regels,
        rijen_geaccepteerd=0 if reason else content.n_regels - aside,
        rijen_quarantaine=aside,
        bedrag_geleverd_cent=content.bedrag_cent,
        bedrag_geaccepteerd_cent=None if content.bedrag_cent is None else 0 if reason else content.bedrag_cent - aside_cent,
        bedrag_quarantaine_cent=aside_cent if has_money else None,
        bedrag_onleesbaar_rijen=content.n_onleesbaar,
        parse_key=key,
        sleutel_id=settings.key_id,
    )
