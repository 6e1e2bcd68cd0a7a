"""The rows behind a rule that does not hold, as findings with row, column and sentence.

What belongs here: fetching those rows by the rule's own condition, and their values as a person may see them.
Not here: which rules there are (rules.py) and whether they hold (expectations.py).
"""

import duckdb
import polars as pl

from ingest.contract import Contract, ContractField
from ingest.findings import about_rows
from ingest.masking import displayable
from ingest.rules import OTHER_ROW, REPEATS, TABLE, Rule


def wrong_rows(con: duckdb.DuckDBPyConnection, rule: Rule, contract: Contract) -> pl.DataFrame:
    """Every wrong row of one rule as findings; a rule about one column shows its value, a key rule the other row."""
    column = rule.columns[0] if len(rule.headers) == 1 and rule.table == TABLE else None
    value = OTHER_ROW if rule.table == REPEATS else column if column and "{waarde}" in rule.text else "null"
    rows = con.sql(f"select _source_row, _source_part, {value} as waarde from {rule.table} where {rule.violated} order by 1, 2").pl()
    if rows.is_empty():
        raise RuntimeError(f"rule {rule.id} on {', '.join(rule.columns)}: Great Expectations found wrong rows, the condition finds none")
    fields = {f.name: f for f in contract.landed()}
    rows = rows.with_columns(_displayable(rows["waarde"], fields[column]) if column else pl.col("waarde").cast(pl.String))
    if contract.wide and column == contract.wide.value_field:
        named = pl.when(pl.col("_source_part") == "").then(pl.lit(rule.headers[0])).otherwise("_source_part")
        rows = rows.with_columns(named.alias("header"))
    return about_rows(rows, rule=rule.id, column=column, headers=list(rule.headers), text=rule.text, severity=rule.severity)


def _displayable(values: pl.Series, f: ContractField) -> pl.Series:
    """Typed values as a person in the Netherlands writes them, through the mask; each distinct value is masked once."""
    if values.null_count() == len(values):
        return values.cast(pl.String)
    text = _written(values, f)
    distinct = text.drop_nulls().unique().to_list()
    return text.replace_strict(distinct, [displayable(value) for value in distinct], default=None)


def _written(values: pl.Series, f: ContractField) -> pl.Series:
    if f.type in ("date", "month"):
        return values.dt.strftime("%d-%m-%Y" if f.type == "date" else "%m-%Y")
    if f.type == "boolean":
        return values.replace_strict({True: "ja", False: "nee"}, return_dtype=pl.String)
    if f.type == "cents":
        return (values.cast(pl.Decimal(20, 2)) / 100).cast(pl.Decimal(20, 2)).cast(pl.String).str.replace(".", ",", literal=True)
    written = values.cast(pl.String)
    return written.str.strip_chars_end("0").str.strip_chars_end(".").str.replace(".", ",", literal=True) if f.type == "decimal" else written


def without(findings: pl.DataFrame, rule: Rule, unreadable: pl.DataFrame | None) -> pl.DataFrame:
    """Leave out rows in which one of the rule's cells could not be read: the supplier already gets a sentence about that cell."""
    if unreadable is None or unreadable.is_empty():
        return findings
    cells = unreadable.filter(pl.col("kolom").is_in(list(rule.columns)))
    return findings.join(cells, on=["_source_row", "_source_part"], how="anti", maintain_order="left")
