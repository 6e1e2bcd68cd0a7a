"""All rules of a delivery share one metric in Great Expectations: it answers as each rule alone, and as the expectations it replaces."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ingest import expectations, judging_tables
from ingest.conform import landing_schema
from ingest.contract import Contract, ContractField, load_contracts
from ingest.duckdb_dialect import engine_on
from ingest.expectations import Validation, validate
from ingest.questions import ANSWER
from ingest.rules import TABLE, Rule, contract_rules

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"
TODAY = date(2026, 11, 21)
# Beside the real contracts: a bound with decimals on a column with decimals, a month, a bound on one side only.
ODD = Contract.model_validate(
    {
        "name": "proef",
        "title": "Proef",
        "description": "Een proef.",
        "one_row_is": "a trial",
        "primary_key": ["code"],
        "max_quarantine_pct": 5,
        "threshold_reason": "Trial.",
        "row_rules": [{"id": "som", "check": "tiende + 1 > heel", "columns": ["tiende", "heel"], "message": "Verbeter een van beide."}],
        "fields": [
            {"title": field["name"], "description": "Een kolom.", "from": field["name"].title(), **field}
            for field in [
                {
                    "name": "code",
                    "required": True,
                    "constraints": {"pattern": "^[a-z]:[0-9]{1,2}$", "enum": ["a:1", "o'b:2"]},
                    "example": "a:1",
                },
                {"name": "tiende", "type": "decimal", "required": True, "constraints": {"minimum": 0.1, "maximum": 0.7}},
                {"name": "heel", "type": "integer", "constraints": {"minimum": 0.5}},
                {"name": "maand", "type": "month", "constraints": {"minimum": "2020-02-01", "maximum": "2020-03-01"}},
                {"name": "dag", "type": "date", "constraints": {"maximum": "2020-02-29"}},
            ]
        ],
    }
)
CONTRACTS = {**load_contracts(), "proef": ODD}


def native(f: ContractField) -> dict[str, Any]:
    """What Great Expectations itself has for the constraints of a column, by the id of the rule."""
    import great_expectations.expectations as gxe

    found: dict[str, Any] = {}
    limits = f.constraints
    if f.required and not f.missing_reason_to:
        found["verplicht"] = gxe.ExpectColumnValuesToNotBeNull(column=f.name)
    if limits.enum is not None:
        found["toegestaan"] = gxe.ExpectColumnValuesToBeInSet(column=f.name, value_set=limits.enum)
    if limits.minimum is not None or limits.maximum is not None:
        low, high = (bound(f, value) for value in (limits.minimum, limits.maximum))
        found["bereik"] = gxe.ExpectColumnValuesToBeBetween(column=f.name, min_value=low, max_value=high)
    return found


def bound(f: ContractField, value: Any) -> Any:
    if value is None:
        return None
    return date.fromisoformat(str(value)) if f.type in ("date", "month") else float(value)


def values(f: ContractField) -> list[Any]:
    """Empty, and what lies on, just inside and just outside every limit of a column."""
    bounds = [b for b in (bound(f, f.constraints.minimum), bound(f, f.constraints.maximum)) if b is not None]
    if f.type in ("date", "month"):
        return [None, *(b + timedelta(days=days) for b in bounds for days in (-1, 0, 1))]
    if f.type in ("integer", "cents"):
        return [None, *(int(b) + step for b in bounds for step in (-1, 0, 1))]
    if f.type == "decimal":
        return [None, *(Decimal(str(b)) + step * Decimal("0.0001") for b in bounds for step in (-1, 0, 1))]
    if f.type == "boolean":
        return [None, True, False]
    return [None, "", "zz", *(text for value in f.constraints.enum or [] for text in (value, value.upper(), f"{value} "))]


def frame_with_everything(contract: Contract) -> pl.DataFrame:
    """Rows in which every column takes all its values in turn."""
    schema = landing_schema(contract)
    columns = {f.name: values(f) for f in contract.landed()}
    height = max(len(each) for each in columns.values())
    filled = {name: [columns.get(name, [None])[n % len(columns.get(name, [None]))] for n in range(height)] for name in schema}
    return pl.DataFrame({**filled, "_source_row": list(range(2, height + 2)), "_source_part": [""] * height}, schema=schema, strict=False)


@pytest.mark.parametrize("name", list(CONTRACTS))
def test_a_rule_finds_the_rows_that_great_expectations_own_expectation_finds(name: str):
    contract, gx = CONTRACTS[name], expectations._great_expectations()
    rules = contract_rules(contract, SEEDS, TODAY)
    with judging_tables.judging_tables(frame_with_everything(contract), contract, rules, None) as con:
        engine = gx.Engine(engine=engine_on(con), create_temp_table=False)
        engine.load_batch_data(TABLE, gx.BatchData(execution_engine=engine, table_name=TABLE))
        validator = gx.Validator(execution_engine=engine)
        validator.metrics_calculator.show_progress_bars = False
        asked = [((f.name, rule), own.configuration) for f in contract.landed() for rule, own in native(f).items()]
        for (_, rule), configuration in asked:
            configuration.meta = {"rule": rule}
        results = validator.graph_validate([c for _, c in asked], {"result_format": {"result_format": "BASIC"}})
        theirs = {
            (r.expectation_config.kwargs["column"], r.expectation_config.meta["rule"]): (r.success, r.result["unexpected_count"])
            for r in results
        }
        mine = {(rule.columns[0], rule.id): wrong(con, rule) for rule in rules}
    assert set(theirs) == {key for key, _ in asked}
    assert {key: (not mine[key], mine[key]) for key in theirs} == theirs
    assert all(count for _, count in theirs.values())  # a frame that breaks nothing would prove nothing


def wrong(con: Any, rule: Rule) -> int:
    return con.execute(f"select count(*) from {rule.table} where {rule.violated}").fetchall()[0][0]


@pytest.mark.parametrize("name", list(CONTRACTS))
def test_together_the_rules_are_answered_as_each_alone(name: str):
    contract, gx = CONTRACTS[name], expectations._great_expectations()
    rules, everything = contract_rules(contract, SEEDS, TODAY), frame_with_everything(contract)
    for frame in (everything, everything.head(1), everything.slice(1, 2), pl.concat([everything.tail(3)] * 2), everything.clear()):
        with judging_tables.judging_tables(frame, contract, rules, None) as con:
            assert expectations._broken(gx, con, rules) == [rule for rule in rules if wrong(con, rule)]


def judged(contract: Contract = ODD, frame: pl.DataFrame | None = None, seeds: Path = SEEDS) -> Validation:
    return validate(frame_with_everything(contract) if frame is None else frame, contract, seeds, today=TODAY)


def test_when_the_question_about_all_fails_each_rule_is_asked_alone(monkeypatch: pytest.MonkeyPatch):
    expected, as_made = judged(), expectations.questions
    monkeypatch.setattr(expectations, "questions", lambda some: as_made(some) if len(some) == 1 else ("select out of memory",))
    outcome = judged()
    assert outcome.failed == expected.failed > 0
    assert outcome.findings.equals(expected.findings)


@pytest.mark.parametrize("check", ["bestaat_niet > 1", "cast(code as integer) > 1"])  # fails before it runs, and while it runs
def test_a_rule_that_cannot_be_evaluated_is_named_among_those_that_can(check: str):
    rules = [*ODD.row_rules, ODD.row_rules[0].model_copy(update={"id": "kapot", "check": check, "columns": ["heel"]})]
    with pytest.raises(RuntimeError, match=r"^rule kapot on heel cannot be evaluated: not \("):
        judged(ODD.model_copy(update={"row_rules": rules}))


def test_the_delivery_is_read_once_for_all_rules_that_need_no_code_list(monkeypatch: pytest.MonkeyPatch):
    engine, asked = expectations._great_expectations().Engine, []
    as_made: Callable[..., Any] = engine.execute_query

    def counted(self: Any, query: Any) -> Any:
        asked.append(str(query))
        return as_made(self, query)

    monkeypatch.setattr(engine, "execute_query", counted)
    contract = CONTRACTS["trajecten"]
    rules = contract_rules(contract, SEEDS, TODAY)
    judged(contract)
    apart = [rule for rule in rules if rule.lists or rule.table != TABLE]
    assert len(rules) > 30
    assert len(asked) == 1 + len(apart)
    assert sum(question.count(f" as {ANSWER}") for question in asked) == len(rules)


def test_a_large_delivery_is_judged_as_a_small_one(monkeypatch: pytest.MonkeyPatch):
    frame = pl.concat([frame_with_everything(CONTRACTS["zrm"])] * 2)
    small = judged(CONTRACTS["zrm"], frame)
    monkeypatch.setattr(judging_tables, "_FEW_ROWS", 0)
    large = judged(CONTRACTS["zrm"], frame)
    assert large.findings.equals(small.findings)
    assert {"dubbel", "lijst", "verplicht"} <= set(large.findings["regel"])


def test_a_code_list_is_made_a_table_once_and_another_one_when_it_changed(tmp_path: Path):
    listed = ODD.model_dump(by_alias=True)
    listed["fields"][0] |= {"enum_from": {"seed": "letters", "column": "letter"}, "constraints": {}}
    contract = Contract.model_validate(listed)
    frame = pl.DataFrame(
        {**{name: [None] for name in landing_schema(contract)}, "_source_row": [2], "_source_part": [""], "code": ["a:1"]},
        schema=landing_schema(contract),
    )

    def in_list(*letters: str) -> bool:
        (tmp_path / "letters.csv").write_text("\n".join(["letter", *letters]), encoding="utf-8")
        return "lijst" not in judged(contract, frame, tmp_path).findings["regel"].to_list()

    assert in_list("a:1", "b:1")
    kept = len(judging_tables._kept)
    assert in_list("a:1", "b:1")
    assert len(judging_tables._kept) == kept
    assert not in_list("c:1", "b:1")
    assert in_list("a:1", "b:1")
    assert len(judging_tables._kept) == kept + 1
