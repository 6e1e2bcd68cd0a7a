"""Rows that are set aside: what a person may see of them, and their amount. Nothing is deleted; the original keeps the rest.

What belongs here: the quarantine frame of one delivery. Not here: deciding which rows (rules.py, conform.py) and storing (pipeline.py).
"""

from collections.abc import Iterable

import polars as pl

from ingest.conform import KEY, Conform, shown
from ingest.readers.table import CELLS, RawTable

SCHEMA: dict[str, type[pl.DataType]] = {"_source_row": pl.Int64, "_source_part": pl.String, "waarden": pl.String, "bedrag_cent": pl.Int64}


def set_aside(table: RawTable, conform: Conform, refused: pl.DataFrame, typed: pl.LazyFrame) -> pl.DataFrame:
    """The refused rows (`_source_row`, `_source_part`) as a frame with SCHEMA, by reading the delivery once more.

    `waarden` is JSON: header -> displayable raw value, as delivered, before corrections. `bedrag_cent` is the first money column as it
    was read, null when it could not be read or the contract has none.
    """
    if refused.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    found = [pl.DataFrame(schema=SCHEMA).drop("bedrag_cent")]
    for batch in table.batches(conform.layout.positions, only=refused[KEY[0]].unique().to_list()):
        if not batch.is_empty():
            rows, ragged = conform.rows(batch)
            found += [_values(rows.join(refused, on=KEY, how="semi"), conform), _cells(ragged)]
    return pl.concat(found).join(_amounts(conform, refused, typed), on=KEY, how="left", maintain_order="left").select(list(SCHEMA))


def _values(rows: pl.DataFrame, conform: Conform) -> pl.DataFrame:
    fields = [field for field in conform.contract.fields if field.name in rows.columns]
    values = pl.select(shown(rows[field.name], field).alias(field.source) for field in fields)
    return rows.select(KEY).with_columns(values.to_struct("waarden").struct.json_encode())


def _cells(ragged: pl.DataFrame) -> pl.DataFrame:
    return ragged.select(*KEY, pl.struct(pl.col(CELLS).alias("cellen")).struct.json_encode().alias("waarden"))


def _amounts(conform: Conform, refused: pl.DataFrame, typed: pl.LazyFrame) -> pl.DataFrame:
    money: Iterable[str] = conform.contract.money_columns()[:1]
    amount = [pl.col(name).alias("bedrag_cent") for name in money] or [pl.lit(None, dtype=pl.Int64).alias("bedrag_cent")]
    return typed.join(refused.lazy(), on=KEY, how="semi").select(*KEY, *amount).collect()
