"""Judging a typed delivery with Great Expectations: rules in, findings with row, column and sentence out.

What belongs here: rule -> expectation and one validation run on DuckDB. Not here: which rules there are (rules.py), the rows behind a
broken one (wrong_rows.py), types (conform.py), quarantine (quarantine.py). This is the only module that knows Great Expectations, and
it imports it inside one function: the import costs 3–5 s.

Great Expectations answers one question per rule, does it hold, in one bundled query for the simple ones. The rows come from the
rule's own condition and only for rules that failed: lists of offending rows through Great Expectations cost a Python object each.
"""

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import polars as pl

from ingest.contract import Contract
from ingest.findings import combine
from ingest.rules import REPEATS, TABLE, UNREADABLE, Rule, contract_rules, repeats_sql
from ingest.wrong_rows import without, wrong_rows

_OUTSIDE, _FEW_ROWS = "buiten", 100_000


@dataclass(frozen=True)
class Validation:
    """The outcome: `findings` has findings.SCHEMA, the counts are of expectations (rules), `seconds` leaves the import out."""

    findings: pl.DataFrame
    expectations: int
    failed: int
    seconds: float


def validate(
    frame: pl.DataFrame, contract: Contract, seeds: Path, *, today: date | None = None, unreadable: pl.DataFrame | None = None
) -> Validation:
    """Judge a typed delivery: `frame` has `_source_row`, `_source_part` and contract.landed_columns(); nothing is changed or stored.

    `today` stands for `current_date` in row rules. `unreadable` (`_source_row`, `_source_part`, `kolom`) are cells that conform.py
    could not type and has reported: they are empty now, and what follows from that emptiness is not reported again.
    Errors: FileNotFoundError/ValueError for an absent code list, RuntimeError when a rule cannot be evaluated.
    """
    gx = _great_expectations()
    started = time.perf_counter()
    rules = contract_rules(contract, seeds, today or date.today())
    with _memory().cursor() as con:
        _load(con, frame, contract, rules, unreadable)
        broken = _broken(gx, con, rules)
        found = [without(wrong_rows(con, rule, contract), rule, unreadable) for rule in broken]
    return Validation(combine(found), len(rules), len(broken), time.perf_counter() - started)


@cache
def _great_expectations() -> SimpleNamespace:
    """Great Expectations with usage statistics off, and an engine that works on DuckDB."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations.expectations as expectations
    from great_expectations.compatibility.pydantic import PrivateAttr
    from great_expectations.execution_engine import SqlAlchemyExecutionEngine
    from great_expectations.execution_engine.sqlalchemy_batch_data import SqlAlchemyBatchData
    from great_expectations.validator.validator import Validator

    class Engine(SqlAlchemyExecutionEngine):
        """Reads a result at once: there is one connection, and the next query would empty it (GX issue 10738)."""

        def execute_query(self, query: Any) -> Any:
            with self.get_connection() as con:
                return self._execute_query_with_recovery(con, query).freeze()()

    def built_once(shipped: Any) -> Any:
        """As shipped an expectation builds its configuration anew at every look, some fifty times a rule: a third of all work."""

        def configuration(self: Any) -> Any:
            if self._built is None:
                self._built = shipped.configuration.fget(self)
            return self._built

        own = {"__module__": __name__, "_built": PrivateAttr(default=None), "configuration": property(configuration)}
        return type(shipped)(f"{shipped.__name__}Once", (shipped,), own)

    class WrongRows(expectations.UnexpectedRowsExpectation):
        """Asks whether there are wrong rows and nothing more; as shipped it runs the query a second time to fetch 200 of them."""

        metric_dependencies = ("unexpected_rows_query.row_count",)

        def _validate(self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None) -> Any:
            return {"success": metrics["unexpected_rows_query.row_count"] == 0}

    native = {
        "not_null": built_once(expectations.ExpectColumnValuesToNotBeNull),
        "in_set": built_once(expectations.ExpectColumnValuesToBeInSet),
        "between": built_once(expectations.ExpectColumnValuesToBeBetween),
    }
    return SimpleNamespace(
        native=native, WrongRows=built_once(WrongRows), Engine=Engine, BatchData=SqlAlchemyBatchData, Validator=Validator
    )


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    """A database that lives in memory and never spills to disk, opened once: opening costs as much as judging a small delivery."""
    con = duckdb.connect()
    con.execute("set temp_directory = ''")
    con.execute("set global timezone = 'UTC'")
    return con


def _load(
    con: duckdb.DuckDBPyConnection, frame: pl.DataFrame, contract: Contract, rules: Sequence[Rule], unreadable: pl.DataFrame | None
) -> None:
    """Make the delivery and the code lists visible on this connection, and gone when it closes."""
    # As string views DuckDB reads the frame where it is; registered as it is, ten million rows are first copied (1.8 GB, 2 s).
    _show(con, TABLE, frame.to_arrow(compat_level=pl.CompatLevel.newest()), frame.height)
    for name, listing in {name: listing for rule in rules for name, listing in rule.lists.items()}.items():
        _show(con, name, listing, listing.height)
    cells = frame.clear().with_columns(kolom=pl.lit("")) if unreadable is None else unreadable
    con.register(UNREADABLE, cells.filter(pl.col("kolom").is_in(contract.primary_key)).select("_source_row", "_source_part").unique())
    con.execute(f"create temp table {REPEATS} as {repeats_sql(contract)}")


def _show(con: duckdb.DuckDBPyConnection, name: str, rows: Any, height: int) -> None:
    """Make rows a table of this connection. A small one is copied: a query over rows outside DuckDB costs 3 ms before it begins."""
    if height > _FEW_ROWS:
        con.register(name, rows)
        return
    con.register(_OUTSIDE, rows)
    con.execute(f"create temp table {name} as select * from {_OUTSIDE}")
    con.unregister(_OUTSIDE)


def _broken(gx: SimpleNamespace, con: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> list[Rule]:
    """The rules that do not hold, according to Great Expectations."""
    from ingest.duckdb_dialect import engine_on

    engine = gx.Engine(engine=engine_on(con), create_temp_table=False)
    engine.load_batch_data(TABLE, gx.BatchData(execution_engine=engine, table_name=TABLE))
    validator = gx.Validator(execution_engine=engine)
    validator.metrics_calculator.show_progress_bars = False
    wanted = [_expectation(gx, rule, number).configuration for number, rule in enumerate(rules)]
    results = validator.graph_validate(configurations=wanted, runtime_configuration={"result_format": {"result_format": "BOOLEAN_ONLY"}})
    outcome = {result.expectation_config.meta["rule"]: result for result in results}
    for number, rule in enumerate(rules):
        if number not in outcome or _raised(outcome[number].exception_info):
            raise RuntimeError(f"rule {rule.id} on {', '.join(rule.columns)} cannot be evaluated: {rule.violated}")
    return [rule for number, rule in enumerate(rules) if not outcome[number].success]


def _raised(info: dict[str, Any]) -> bool:
    """Great Expectations gives one dict, or one per metric when something went wrong."""
    return any(part.get("raised_exception") for part in [info, *(part for part in info.values() if isinstance(part, dict))])


def _expectation(gx: SimpleNamespace, rule: Rule, number: int) -> Any:
    """One rule as an expectation: in its own words where it has them (bundled into one query), as a query for wrong rows otherwise."""
    if rule.native:
        kind, arguments = rule.native
        return gx.native[kind](**arguments, meta={"rule": number})
    return gx.WrongRows(unexpected_rows_query=_query(rule), meta={"rule": number})


def _query(rule: Rule) -> str:
    """The first wrong row, in the notation of Great Expectations: braces doubled, colons escaped, {batch} for the delivery."""
    only_if_batch = f" and exists (select 1 from {TABLE})" if rule.table != TABLE else ""  # GX prints a warning without {batch}
    sql = f"select _source_row from {rule.table} where ({rule.violated}){only_if_batch} limit 1"
    sql = sql.replace("{", "{{").replace("}", "}}").replace(":", "\\:")
    return re.sub(rf"\b{TABLE}\b", "{batch}", sql)
