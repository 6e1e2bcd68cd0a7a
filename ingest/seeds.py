"""Reading the code lists of the warehouse (dbt seeds) at the door, so that one list serves both.

What belongs here: reading a seed CSV as text and picking the values that are allowed for given codes and a date.
Not here: writing seeds (dbt_project/seeds), and what happens to a row whose value is not allowed (rules.py).
"""

from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl

from ingest.contract import EnumFrom

VALID_FROM, VALID_TO = "geldig_vanaf", "geldig_tot"  # inclusive, exclusive; empty = open


def read_seed(seeds: Path, name: str) -> pl.DataFrame:
    """One seed, every column String (`01` stays `01`, `6.10` stays `6.10`), empty cells null.

    Errors: FileNotFoundError when the seed does not exist in the folder.
    """
    return _parsed(_content(seeds, name))


def entries(seeds: Path, enum: EnumFrom) -> pl.DataFrame:
    """The part of a seed that an `enum_from` uses: `value`, one column per key of `match`, `geldig_vanaf` and `geldig_tot` as dates.

    Seeds without validity columns are valid always. Errors: ValueError when the seed lacks a column the contract names.
    """
    return _entries(_content(seeds, enum.seed), enum.seed, enum.column, tuple(enum.match))


def allowed_values(seeds: Path, enum: EnumFrom, given: dict[str, str] | None = None, on: date | None = None) -> list[str]:
    """The allowed values in seed order; `given` fixes seed columns of `match` (column -> value), `on` keeps what is valid that day."""
    chosen = entries(seeds, enum)
    for column, value in (given or {}).items():
        chosen = chosen.filter(pl.col(column) == value)
    if on is not None:
        chosen = chosen.filter((pl.col(VALID_FROM) <= on) & (pl.col(VALID_TO) > on))
    return chosen["value"].unique(maintain_order=True).to_list()


def _date(seed: pl.DataFrame, column: str, open_end: date) -> pl.Expr:
    if column not in seed.columns:
        return pl.lit(open_end, dtype=pl.Date).alias(column)
    return pl.col(column).str.to_date("%Y-%m-%d").fill_null(pl.lit(open_end)).alias(column)


def _content(seeds: Path, name: str) -> bytes:
    path = seeds / f"{name}.csv"
    if not path.is_file():
        raise FileNotFoundError(f"code list {name}.csv not found in {seeds.name}/: a contract refers to it, dbt_project/seeds must hold it")
    return path.read_bytes()


# Kept by content, so that a changed file is read anew: a night asks for the same thirty lists at every delivery, 3 ms each time.
@lru_cache(maxsize=128)
def _parsed(content: bytes) -> pl.DataFrame:
    return pl.read_csv(content, infer_schema_length=0)


@lru_cache(maxsize=128)
def _entries(content: bytes, name: str, column: str, match: tuple[str, ...]) -> pl.DataFrame:
    seed = _parsed(content)
    absent = sorted({column, *match} - set(seed.columns))
    if absent:
        raise ValueError(f"code list {name}.csv has no column {', '.join(absent)}")
    dates = [_date(seed, VALID_FROM, date(1900, 1, 1)), _date(seed, VALID_TO, date(9999, 12, 31))]
    return seed.select(pl.col(column).alias("value"), *match, *dates).filter(pl.col("value").is_not_null()).unique(maintain_order=True)
