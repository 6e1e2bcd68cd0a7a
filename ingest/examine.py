"""Reading and judging one tabular delivery, up to knowing which rows stay: the same for ingest and for `koers check`.

What belongs here: the steps from file to typed rows with findings, in order. Not here: what each step does, and storing (pipeline.py).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from ingest.amounts import Notation, described, notation
from ingest.conform import KEY, Conform, decimal_fields
from ingest.contract import Contract
from ingest.corrections import Correction, applied, apply_corrections, check_corrections
from ingest.findings import Finding, combine, to_frame
from ingest.headers import code_headers, expected_headers, match_headers
from ingest.readers.csv import read_csv
from ingest.readers.table import RawTable
from ingest.readers.xlsx import read_xlsx
from ingest.readers.yml import read_yaml
from ingest.result import ExpectationStats, IngestSettings
from ingest.stage import Stage


class Judged(Protocol):
    """What a validator gives back, see expectations.Validation."""

    @property
    def findings(self) -> pl.DataFrame: ...
    @property
    def expectations(self) -> int: ...
    @property
    def failed(self) -> int: ...
    @property
    def seconds(self) -> float: ...


Validator = Callable[..., Judged]  # called as expectations.validate


@dataclass
class Examined:
    """A delivery that was read to the end. `typed` holds every row with the right number of cells; `unreadable_amounts`
    counts the rows whose first amount could not be read."""

    table: RawTable
    conform: Conform
    typed: pl.LazyFrame
    findings: pl.DataFrame
    delivered: int
    unreadable_amounts: int
    gx: ExpectationStats
    corrections: list[dict[str, Any]]


def open_table(path: Path, contract: Contract, seeds: Path) -> RawTable:
    """Open a CSV, XLSX or YAML by its extension. Errors: Refusal."""
    if path.suffix.lower() == ".yml":
        return read_yaml(path, expected_headers(contract, seeds))
    return read_xlsx(path) if path.suffix.lower() == ".xlsx" else read_csv(path, expected_headers(contract, seeds))


def examine(
    path: Path,
    contract: Contract,
    leverancier: str,
    corrections: Sequence[Correction],
    settings: IngestSettings,
    validator: Validator,
    stage: Stage,
) -> Examined:
    """All steps from file to findings; typed rows go to `stage`. Errors: Refusal when the delivery as a whole cannot be taken in."""
    table = open_table(path, contract, settings.seeds)
    layout = match_headers(contract, table.headers, settings.seeds)
    table.check(code_headers(contract), {table.headers[position] for position in layout.positions})
    check_corrections(corrections, contract, table.headers, settings.today)
    own = (settings.seeds, leverancier, settings.key, settings.is_demo_key, table.dialect["soort"] == "xlsx")
    conform = Conform(contract, layout, *own, notations={})
    hits = [0] * len(corrections)
    conform = replace(conform, notations=_notations(table, conform, corrections))
    found, ragged_n = [to_frame([*layout.findings, *_mixed(conform)])], 0
    for batch in _corrected(table, conform, corrections, hits):
        rows, ragged = conform.rows(batch)
        typed, unreadable = conform.read(rows)
        stage.add(typed)
        ragged_n += ragged.height
        found += [unreadable, conform.ragged_findings(ragged, len(table.headers))]
    done = applied(corrections, hits)
    judged, gx = _judge(stage, contract, settings, validator, pl.concat(found))
    _describe(table, conform)
    unread = _unread_amounts(contract, pl.concat(found), ragged_n)
    return Examined(table, conform, stage.scan(), combine([*found, judged]), stage.height + ragged_n, unread, gx, done)


def _unread_amounts(contract: Contract, found: pl.DataFrame, ragged_n: int) -> int:
    """Rows of which the amount that reconciliation counts could not be read: it counts for nothing, so it is told."""
    money = contract.money_columns()[:1]
    in_rows = found.filter(pl.col("kolom").is_in(money) & pl.col(KEY[0]).is_not_null())
    return in_rows.height + ragged_n if money else 0


def _corrected(table: RawTable, conform: Conform, corrections: Sequence[Correction], hits: list[int]) -> Iterator[pl.DataFrame]:
    """The batches with corrections applied; `hits` counts per correction."""
    positions = {header: position for position, header in enumerate(table.headers)}
    for batch in table.batches(conform.layout.positions):
        corrected, found = apply_corrections(batch, corrections, positions)
        hits[:] = [before + now for before, now in zip(hits, found, strict=True)]
        yield corrected


def _notations(table: RawTable, conform: Conform, corrections: Sequence[Correction]) -> dict[str, Notation]:
    """How each column with decimals is written: numbers of Excel have a point, text tells by its own numbers, all of them."""
    names = [field.name for field in decimal_fields(conform.contract)]
    known: dict[str, Notation] = {name: "punt" for name in names if conform.layout.fields[name] in table.is_number}
    if len(known) == len(names):
        return known
    totals = dict.fromkeys(names, (0, 0))
    for batch in _corrected(table, conform, corrections, [0] * len(corrections)):
        for name, (comma, point) in conform.proofs(conform.rows(batch)[0]).items():
            totals[name] = (totals[name][0] + comma, totals[name][1] + point)
    return {name: notation(total) for name, total in totals.items()} | known


def _mixed(conform: Conform) -> list[Finding]:
    headers = {field.name: field.source for field in decimal_fields(conform.contract)}
    return [
        Finding(
            rule="decimaalteken",
            column=name,
            sentence=f"Kolom {headers[name]}: punt en komma staan door elkaar als decimaalteken. Gebruik in de hele kolom hetzelfde teken.",
            severity="waarschuwing",
        )
        for name, found in conform.notations.items()
        if found == "gemengd"
    ]


def _judge(
    stage: Stage, contract: Contract, settings: IngestSettings, validator: Validator, unreadable: pl.DataFrame
) -> tuple[pl.DataFrame, ExpectationStats]:
    """The rules of the contract over all typed rows; nothing to judge without rows."""
    if not stage.height:
        return unreadable.clear(), ExpectationStats()
    cells = unreadable.filter(pl.col("_source_row").is_not_null()).select(*KEY, "kolom")
    judged = validator(stage.scan().collect(), contract, settings.seeds, today=settings.today, unreadable=cells)
    return judged.findings, ExpectationStats(expectations=judged.expectations, failed=judged.failed, seconds=round(judged.seconds, 3))


def _describe(table: RawTable, conform: Conform) -> None:
    """Add to the dialect what only the contract can tell: layout and decimal marks."""
    if conform.contract.wide:
        table.dialect["indeling"] = "breed" if conform.layout.spread else "lang"
    headers = {field.name: field.source for field in conform.contract.fields}
    if conform.notations:
        table.dialect["decimaalteken"] = described({headers[name]: found for name, found in conform.notations.items()})
