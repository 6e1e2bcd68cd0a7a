"""What koers has to say about a delivery: findings, one at a time (`Finding`) or by the thousands (a frame with `SCHEMA`).

What belongs here: the shape of a finding, the Dutch sentence that names row and column, and going from one form to the other.
Not here: deciding that something is wrong (conform.py, rules.py) and what may be shown of a value (masking.py).

Two forms, because a delivery of ten million rows may have a hundred thousand findings: an object for each costs a kilobyte and
ten microseconds, a row of a frame a tenth of that. The frame is written as it is to findings.parquet and has the columns of
quarantine.bevinding; objects serve `koers check` and findings about the file as a whole.
"""

from collections.abc import Iterable
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

Severity = Literal["fout", "waarschuwing"]

# _source_row is null for a finding about the whole file; kolom is the column of the landing table, or the header as delivered.
SCHEMA: dict[str, type[pl.DataType]] = {
    "_source_row": pl.Int64,
    "_source_part": pl.String,
    "regel": pl.String,
    "kolom": pl.String,
    "waarde": pl.String,
    "zin": pl.String,
    "ernst": pl.String,
    "aantal": pl.Int64,
}
_FIELDS = ("row", "part", "rule", "column", "value", "sentence", "severity", "count")


class Finding(BaseModel):
    """One finding. `value` has already been through masking.displayable; `sentence` is Dutch, complete and fit for the supplier."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: int | None = None
    part: str = ""
    rule: str
    column: str | None = None
    value: str | None = None
    sentence: str
    severity: Severity = "fout"
    count: int = 1


def to_frame(findings: Iterable[Finding]) -> pl.DataFrame:
    """Findings as a frame with `SCHEMA`; no findings give an empty frame with the same columns."""
    rows = [[getattr(finding, field) for field in _FIELDS] for finding in findings]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def from_frame(frame: pl.DataFrame) -> list[Finding]:
    """The rows of a frame with `SCHEMA` as objects, in the order of the frame."""
    return [Finding(**dict(zip(_FIELDS, row, strict=True))) for row in frame.select(list(SCHEMA)).iter_rows()]


def combine(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Several frames as one, in the order of the file: findings about the whole file first, then by row and part."""
    together = pl.concat([pl.DataFrame(schema=SCHEMA), *frames])
    return together.sort("_source_row", "_source_part", "ernst", nulls_last=False, maintain_order=True)


def refused_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that go to quarantine: unique `_source_row`, `_source_part` with at least one `fout`; warnings set nothing aside."""
    errors = frame.filter((pl.col("ernst") == "fout") & pl.col("_source_row").is_not_null())
    return errors.select("_source_row", "_source_part").unique(maintain_order=True)


def about_rows(
    rows: pl.DataFrame, *, rule: str, column: str | None, headers: list[str], text: str, severity: Severity = "fout"
) -> pl.DataFrame:
    """One finding per row of `rows` (`_source_row`, `_source_part`, `waarde`: displayable text or null), as a frame with `SCHEMA`.

    `text` is the sentence after the place; `{waarde}` in it becomes the value. `headers` are the supplier's column names, for
    “Rij 14, kolom Score: …”. An optional column `header` in `rows` overrides them per row (wide layouts: the leefgebied).
    """
    start, _, end = text.partition("{waarde}")
    value = [pl.col("waarde").fill_null("«leeg»"), pl.lit(end)] if "{waarde}" in text else []
    header = pl.col("header").map_elements(lambda name: place([name]), pl.String) if "header" in rows.columns else pl.lit(place(headers))
    sentence = pl.concat_str(pl.lit("Rij "), pl.col("_source_row"), header, pl.lit(start), *value)
    return rows.select(
        pl.col("_source_row").cast(pl.Int64),
        "_source_part",
        pl.lit(rule).alias("regel"),
        pl.lit(column, dtype=pl.String).alias("kolom"),
        "waarde",
        sentence.alias("zin"),
        pl.lit(severity).alias("ernst"),
        pl.lit(1, dtype=pl.Int64).alias("aantal"),
    )


def place(headers: list[str]) -> str:
    """The columns as the sentence names them, with the marks around: `, kolom Score: `; without columns only `: `."""
    if not headers:
        return ": "
    return f", kolom {headers[0]}: " if len(headers) == 1 else f", kolommen {listed(headers)}: "


def listed(names: list[str], last: str = "en") -> str:
    """Names as a Dutch enumeration: `a, b en c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
