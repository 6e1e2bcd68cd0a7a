"""One tabular delivery from landing folder to outcome: examine, set aside, store, conclude.

What belongs here: the outcome of a delivery and storing it. Not here: reading and judging (examine.py and the modules it orders).
`ingest` stores in landing; `judge` does the same in memory for `koers check` and stores nothing.
"""

from pathlib import Path
from typing import Any

import polars as pl

from ingest.conform import KEY, landing_schema
from ingest.contract import Contract, load_contracts
from ingest.corrections import corrections_for
from ingest.examine import Examined, Judged, Validator, examine, open_table
from ingest.filename import MESSAGES, UNKNOWN, parse_filename
from ingest.findings import Finding, from_frame, refused_rows, to_frame
from ingest.parse_key import parse_key
from ingest.period import check_period
from ingest.quarantine import set_aside
from ingest.receipt import Receipt, read_receipt
from ingest.refusal import Refusal
from ingest.result import RESULT, IngestSettings, Judgement, Result, read_result, write_result
from ingest.stage import Stage, write_parquet

__all__ = ["IngestSettings", "Judgement", "Result", "ingest", "judge", "needs_ingest"]

ROWS, FINDINGS, QUARANTINE = "rows.parquet", "findings.parquet", "quarantine.parquet"
_HEADER_ONLY = (
    "Het bestand heeft alleen kolomkoppen en geen rijen. Lever het opnieuw met rijen, of laat iemand de lege levering accepteren."
)


def _great_expectations(frame: pl.DataFrame, contract: Contract, seeds: Path, **more: Any) -> Judged:
    from ingest.expectations import validate  # seconds of import, so only when there are rows to judge

    return validate(frame, contract, seeds, **more)


def ingest(receipt_folder: Path, settings: IngestSettings, validator: Validator = _great_expectations) -> Result:
    """Parse one delivery in landing: rows.parquet, findings.parquet, quarantine.parquet, and result.json last. Idempotent by parse_key.

    Errors: FileNotFoundError without receipt or original; RuntimeError when rows or cents do not add up (nothing is concluded then).
    """
    receipt = read_receipt(receipt_folder)
    known = read_result(receipt_folder)
    if receipt.bron == UNKNOWN and known:
        return known
    contract = load_contracts()[receipt.bron]
    key = parse_key(receipt, contract, settings)
    if known and known.parse_key == key:
        return known
    for name in (RESULT, ROWS, FINDINGS, QUARANTINE):  # the outcome first: without it the rest does not count
        (receipt_folder / name).unlink(missing_ok=True)
    result = _outcome(receipt, contract, settings, validator)
    return write_result(receipt_folder, result.model_copy(update={"parse_key": key, "sleutel_id": settings.key_id}))


def needs_ingest(folder: Path, settings: IngestSettings) -> bool:
    """Whether a delivery (table or message) was never parsed, or with another contract, code list, correction, key or parser."""
    receipt, known = read_receipt(folder), read_result(folder)
    if known is None:
        return True
    if receipt.bron == MESSAGES:
        from ingest.messages import parse_key as message_key

        return known.parse_key != message_key(settings)
    contract = load_contracts().get(receipt.bron)
    return contract is not None and known.parse_key != parse_key(receipt, contract, settings)


def judge(path: Path, settings: IngestSettings, validator: Validator = _great_expectations) -> Judgement:
    """What koers would say about a file that has not been sent yet. Stores nothing, also not for a moment; corrections do not count."""
    try:
        name = parse_filename(path.name)
        if path.stat().st_size > settings.max_bytes:
            raise Refusal(f"Het bestand is groter dan {settings.max_bytes / 1_000_000:.0f} MB. Splits de levering in kleinere perioden.")
        if name.bron == MESSAGES:
            from ingest.messages import judge_message

            return judge_message(path, settings)
        contract = load_contracts()[name.bron]
        check_period(contract, name.periode, settings.today)
        with Stage(landing_schema(contract)) as stage:
            seen = examine(path, contract, name.leverancier, [], settings, validator, stage)
        aside = refused_rows(seen.findings).height
        told = from_frame(_told_once(seen.findings))
        return Judgement(findings=told, rows=seen.delivered, refused_reason=_too_many(seen, aside, contract))
    except Refusal as refusal:
        return Judgement(findings=[], rows=0, refused_reason=refusal.sentence)


def _told_once(findings: pl.DataFrame) -> pl.DataFrame:
    """In a wide file a wrong date is wrong for every leefgebied of its row; one sentence is enough for a person, with its count."""
    same = ["_source_row", "regel", "kolom", "waarde", "zin", "ernst"]
    once = findings.group_by(same, maintain_order=True).agg(pl.col("_source_part").first(), pl.col("aantal").sum())
    return once.select(findings.columns)


def _outcome(receipt: Receipt, contract: Contract, settings: IngestSettings, validator: Validator) -> Result:
    try:
        check_period(contract, receipt.periode, settings.today)
        corrections = corrections_for(settings.corrections, receipt)
        with Stage(landing_schema(contract), receipt.folder) as stage:
            seen = examine(receipt.original, contract, receipt.leverancier, corrections, settings, validator, stage)
            return _store(receipt, contract, seen)
    except Refusal as refusal:
        return _refused(receipt, contract, settings, refusal)


def _store(receipt: Receipt, contract: Contract, seen: Examined) -> Result:
    """Write the three files and count what was written. A delivery over the threshold is stored too, so that a person may accept it."""
    aside = refused_rows(seen.findings)
    quarantine = set_aside(seen.table, seen.conform, aside, seen.typed)
    write_parquet(seen.typed.join(aside.lazy(), on=KEY, how="anti"), receipt.folder / ROWS)
    write_parquet(quarantine, receipt.folder / QUARANTINE)
    write_parquet(seen.findings, receipt.folder / FINDINGS)
    accepted = pl.scan_parquet(receipt.folder / ROWS, glob=False)
    reason = _too_many(seen, quarantine.height, contract)
    result = Result(
        delivery_id=receipt.delivery_id,
        status="geweigerd" if reason else "geaccepteerd",
        reden=f"{receipt.bestandsnaam}: {reason}" if reason else None,
        rijen_geleverd=seen.delivered,
        rijen_geaccepteerd=accepted.select(pl.len()).collect().item(),
        rijen_quarantaine=quarantine.height,
        dialect=seen.table.dialect,
        door_drempel=reason is not None,
        gx=seen.gx,
        correcties=seen.corrections,
    ).model_copy(update=_amounts(contract, seen, accepted, quarantine))
    _adds_up(result)
    return result


def _amounts(contract: Contract, seen: Examined, accepted: pl.LazyFrame, quarantine: pl.DataFrame) -> dict[str, int]:
    """Cents delivered, accepted and set aside, each summed from what was read or written; nothing for a contract without money."""
    if not contract.money_columns():
        return {}
    money = pl.col(contract.money_columns()[0]).sum()
    return {
        "bedrag_geleverd_cent": seen.typed.select(money).collect().item(),
        "bedrag_geaccepteerd_cent": accepted.select(money).collect().item(),
        "bedrag_quarantaine_cent": quarantine["bedrag_cent"].sum(),
        "bedrag_onleesbaar_rijen": seen.unreadable_amounts,
    }


def _adds_up(result: Result) -> None:
    """Nothing is lost: what was delivered is what was accepted and what was set aside, in rows and in cents."""
    rows = result.rijen_geleverd - result.rijen_geaccepteerd - result.rijen_quarantaine
    cents = (result.bedrag_geleverd_cent or 0) - (result.bedrag_geaccepteerd_cent or 0) - (result.bedrag_quarantaine_cent or 0)
    if rows or cents:
        raise RuntimeError(f"{result.delivery_id} does not add up: {rows} rows and {cents} cents unaccounted for")


def _too_many(seen: Examined, aside: int, contract: Contract) -> str | None:
    """Why the delivery is refused although it can be read, or None."""
    if not seen.delivered:
        return _HEADER_ONLY
    share, limit = 100 * aside / seen.delivered, contract.max_quarantine_pct
    if share <= limit:
        return None
    errors = seen.findings.filter(pl.col("ernst") == "fout")
    commonest = errors["regel"].value_counts(sort=True)["regel"][0]
    example = errors.filter(pl.col("regel") == commonest)["zin"][0]
    shown, allowed = f"{share:.1f}".replace(".", ","), f"{limit:g}".replace(".", ",")
    wrong = f"{aside} van de {seen.delivered} rijen kloppen niet ({shown} procent, hoogstens {allowed} mag)."
    return f"{wrong} Verbeter ze en lever opnieuw. Bijvoorbeeld: {example}"


def _refused(receipt: Receipt, contract: Contract, settings: IngestSettings, refusal: Refusal) -> Result:
    """A delivery that cannot be taken in as a whole: one finding about the file, no rows, the original kept."""
    write_parquet(to_frame([Finding(rule=refusal.rule, sentence=f"{receipt.bestandsnaam}: {refusal.sentence}")]), receipt.folder / FINDINGS)
    try:
        table = open_table(receipt.original, contract, settings.seeds)
        delivered = sum(batch.height for batch in table.batches(()))
    except Refusal:
        delivered = 0  # nobody can tell
    return Result(
        delivery_id=receipt.delivery_id, status="geweigerd", reden=f"{receipt.bestandsnaam}: {refusal.sentence}", rijen_geleverd=delivered
    )
