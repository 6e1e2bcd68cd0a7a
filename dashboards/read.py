"""Reads the marts of one release, read-only, and nothing else.

Belongs here: running the expressions of columns.py and its neighbours, so that the ledger prints exactly the query that gave the number.
Does not belong here: sentences, small-count rules, drawing. Rounding is done in SQL for the same reason: running it again gives the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from dashboards.columns import MARTS, SUMMARIES, Mart, Summary
from dashboards.columns_books import BOOKS_MARTS, BOOKS_SUMMARIES
from dashboards.columns_compare import COMPARE_MARTS
from dashboards.columns_forecast import FORECAST_MARTS
from dashboards.columns_indicators import INDICATOR_MARTS
from dashboards.columns_policy import POLICY_MARTS, POLICY_SUMMARIES
from dashboards.columns_time import TIME_MARTS
from dashboards.columns_trust import TRUST_MARTS, TRUST_SUMMARIES
from dashboards.columns_use import USE_MARTS, USE_SUMMARIES

Value = Any


@dataclass(frozen=True)
class Cell:
    """One row of a mart (or one sum over rows of a mart): values by column name, and the SQL that returns them again."""

    mart: str
    where: str
    columns: Mapping[str, str]
    values: Mapping[str, Value]

    def __getitem__(self, name: str) -> Value:
        return self.values[name]

    @property
    def cell_id(self) -> str:
        """Return the cell_id of the mart row, '' for a sum over rows."""
        return str(self.values.get("cell_id", ""))

    def sql(self, names: Iterable[str]) -> str:
        """Return one SELECT that gives the named columns of this row, in that order."""
        picked = ", ".join(expression if expression == name else f"{expression} as {name}" for name, expression in self._pick(names))
        return f"select {picked} from marts.{self.mart}" + (f" where {self.where}" if self.where else "")

    def _pick(self, names: Iterable[str]) -> list[tuple[str, str]]:
        return [(name, self.columns[name]) for name in names]


Marts = Mapping[str, list[Cell]]


def read_marts(db_path: Path) -> Marts:
    """Return every mart and summary the pages use, as lists of cells in a fixed order.

    Errors: duckdb.Error when the file is not a release (a mart or column is missing).
    """
    with duckdb.connect(str(db_path), read_only=True) as con:
        con.execute("set TimeZone = 'UTC'")
        marts = MARTS | USE_MARTS | TRUST_MARTS | TIME_MARTS | COMPARE_MARTS | BOOKS_MARTS | POLICY_MARTS | INDICATOR_MARTS | FORECAST_MARTS
        cells = {name: _cells(con, name, mart) for name, mart in marts.items()}
        summaries = SUMMARIES | USE_SUMMARIES | TRUST_SUMMARIES | BOOKS_SUMMARIES | POLICY_SUMMARIES
        return cells | {name: _sums(con, summary) for name, summary in summaries.items()}


def _rows(con: duckdb.DuckDBPyConnection, sql: str, names: Iterable[str]) -> list[dict[str, Value]]:
    return [dict(zip(names, row, strict=True)) for row in con.execute(sql).fetchall()]


def _select(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{expression} as {name}" for name, expression in columns.items())


def _cells(con: duckdb.DuckDBPyConnection, name: str, mart: Mart) -> list[Cell]:
    columns = {"cell_id": "cell_id", **mart.columns}
    rows = _rows(con, f"select {_select(columns)} from marts.{name} order by {mart.order}, cell_id", columns)
    return [Cell(name, f"cell_id = {_literal(row['cell_id'])}", columns, row) for row in rows]


def _sums(con: duckdb.DuckDBPyConnection, summary: Summary) -> list[Cell]:
    columns = {**summary.keys, **summary.columns}
    only = f" where {summary.only}" if summary.only else ""
    groups = ", ".join(summary.keys.values())
    rows = _rows(con, f"select {_select(columns)} from marts.{summary.mart}{only} group by {groups} order by {groups}", columns)
    return [Cell(summary.mart, _where(summary, row), columns, row) for row in rows]


def _where(summary: Summary, row: Mapping[str, Value]) -> str:
    conditions = [f"{expression} {_equals(row[key])}" for key, expression in summary.keys.items()]
    return " and ".join([*conditions, summary.only] if summary.only else conditions)


def _equals(value: Value) -> str:
    return "IS NULL" if value is None else f"= {_literal(value)}"


def _literal(value: Value) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = str(value).replace("'", "''")
    return f"date '{text}'" if isinstance(value, date) else f"'{text}'"
