"""Judging a typed delivery with Great Expectations: rules in, findings with row, column and sentence out.

What belongs here: rule -> expectation and one validation run on DuckDB. Not here: which rules there are (rules.py), how they are asked
together (questions.py), the tables they look at (judging_tables.py), the rows behind a broken one (wrong_rows.py), types (conform.py),
quarantine (quarantine.py). This is the only module that knows Great Expectations, and it imports it inside one function: 3–5 s.

Every rule is an expectation, and all of them look into one metric of ours. With metrics of their own they cost three times as much cpu,
165 against 60 ms a delivery (351 of them, 21 rules each on average): Great Expectations keeps books about every metric, and asked one
query a rule. That a rule means what Great Expectations' own expectation means is a test (test_shared_metric.py). The rows come from the
rule's own condition and only for rules that failed: lists of offending rows through Great Expectations cost a Python object each.
"""

import os
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
from ingest.judging_tables import judging_tables
from ingest.questions import ANSWER, questions
from ingest.rules import TABLE, Rule, contract_rules
from ingest.wrong_rows import without, wrong_rows


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
    with judging_tables(frame, contract, rules, unreadable) as con:
        broken = _broken(gx, con, rules)
        found = [without(wrong_rows(con, rule, contract), rule, unreadable) for rule in broken]
    return Validation(combine(found), len(rules), len(broken), time.perf_counter() - started)


@cache
def _great_expectations() -> SimpleNamespace:
    """Great Expectations with usage statistics off, and an engine that works on DuckDB."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import sqlalchemy
    from great_expectations.execution_engine import SqlAlchemyExecutionEngine
    from great_expectations.execution_engine.sqlalchemy_batch_data import SqlAlchemyBatchData
    from great_expectations.expectations.expectation import BatchExpectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metrics.metric_provider import MetricProvider, metric_value
    from great_expectations.validator.metric_configuration import MetricConfiguration
    from great_expectations.validator.validator import ValidationDependencies, Validator

    class Engine(SqlAlchemyExecutionEngine):
        """Reads a result at once: there is one connection, and the next query would empty it (GX issue 10738)."""

        def execute_query(self, query: Any) -> Any:
            with self.get_connection() as con:
                return self._execute_query_with_recovery(con, query).freeze()()

    class Broken(MetricProvider):
        """Per number of a rule whether there is a wrong row, for all rules that are asked together."""

        metric_name = "levering.broken"
        domain_keys = ("batch_id",)
        value_keys = ("questions",)

        @metric_value(engine=SqlAlchemyExecutionEngine)
        def _sqlalchemy(
            cls: Any, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, metrics: Any, runtime_configuration: Any
        ) -> dict[int, bool]:
            found: dict[int, bool] = {}
            for question in metric_value_kwargs["questions"]:
                answer = execution_engine.execute_query(sqlalchemy.text(question.replace(":", "\\:"))).mappings().one()
                found |= {int(name.removeprefix(ANSWER)): bool(broken) for name, broken in answer.items()}
            return found

    class Holds(BatchExpectation):
        """One rule holds: it looks its number up in the metric. That is the same for all rules, so it is computed once."""

        questions: Any  # a tuple of texts; named so, it is copied and checked text by text, five times a rule
        number: int
        metric_dependencies = (Broken.metric_name,)
        success_keys = ("questions", "number")

        def get_validation_dependencies(self, execution_engine: Any = None, runtime_configuration: Any = None) -> Any:
            # As shipped the expectation is built twice more to find these two arguments: 11 ms a delivery.
            shared = MetricConfiguration(Broken.metric_name, {"batch_id": self.batch_id}, {"questions": self.questions})
            return ValidationDependencies({Broken.metric_name: shared}, runtime_configuration["result_format"])

        def _validate(self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None) -> Any:
            return {"success": not metrics[Broken.metric_name][self.number]}

    return SimpleNamespace(
        Holds=Holds, Configuration=ExpectationConfiguration, Engine=Engine, BatchData=SqlAlchemyBatchData, Validator=Validator
    )


def _broken(gx: SimpleNamespace, con: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> list[Rule]:
    """The rules that do not hold, according to Great Expectations. Together they are one metric; when that cannot be computed, every
    rule is asked alone, so that the error names the one to blame."""
    from ingest.duckdb_dialect import engine_on

    engine = gx.Engine(engine=engine_on(con), create_temp_table=False)
    engine.load_batch_data(TABLE, gx.BatchData(execution_engine=engine, table_name=TABLE))
    validator = gx.Validator(execution_engine=engine)
    validator.metrics_calculator.show_progress_bars = False
    numbered = list(enumerate(rules))
    holds = _asked(gx, validator, numbered)
    if len(holds) < len(rules):
        holds = {number: answer for one in numbered for number, answer in _asked(gx, validator, [one]).items()}
    for number, rule in numbered:
        if number not in holds:
            raise RuntimeError(f"rule {rule.id} on {', '.join(rule.columns)} cannot be evaluated: {rule.violated}")
    return [rule for number, rule in numbered if not holds[number]]


def _asked(gx: SimpleNamespace, validator: Any, numbered: Sequence[tuple[int, Rule]]) -> dict[int, bool]:
    """Per number whether the rule holds, as one validation of all these rules; what could not be evaluated is left out."""
    together = questions(numbered)
    wanted = [gx.Configuration(gx.Holds.expectation_type, {"questions": together, "number": number}) for number, _ in numbered]
    results = validator.graph_validate(configurations=wanted, runtime_configuration={"result_format": {"result_format": "BOOLEAN_ONLY"}})
    return {r.expectation_config.kwargs["number"]: bool(r.success) for r in results if not _raised(r.exception_info)}


def _raised(info: dict[str, Any]) -> bool:
    """Great Expectations gives one dict, or one per metric when something went wrong."""
    return any(part.get("raised_exception") for part in [info, *(part for part in info.values() if isinstance(part, dict))])
