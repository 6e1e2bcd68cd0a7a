"""From contract to rules: every constraint gives one rule, and its condition is true for wrong rows only (run here on plain DuckDB)."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from ingest.contract import Contract, load_contracts
from ingest.rules import Rule, contract_rules

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 21)


def contract(field: dict[str, Any], **changes: Any) -> Contract:
    base = {"name": "x", "from": "X", "title": "X", "description": "De X."}
    start = {"name": "klein", "title": "K", "description": "K.", "one_row_is": "an x", "primary_key": ["x"], "max_quarantine_pct": 5}
    return Contract.model_validate({**start, "threshold_reason": "Small.", "fields": [{**base, **field}], **changes})


def only(field: dict[str, Any], rule: str, seeds: Path = ROOT, **changes: Any) -> Rule:
    return next(r for r in contract_rules(contract(field, **changes), seeds, TODAY) if r.id == rule)


def wrong(rule: Rule, values: list[Any], kind: type[pl.DataType]) -> list[Any]:
    """The values of column x for which the rule says that the row is wrong."""
    with duckdb.connect() as con:
        con.register("levering", pl.DataFrame({"x": pl.Series(values, dtype=kind)}))
        return [row[0] for row in con.execute(f"select x from levering where {rule.violated}").fetchall()]


@pytest.mark.parametrize(
    ("field", "rule", "kind", "values", "bad"),
    [
        ({"required": True}, "verplicht", pl.String, ["a", None], [None]),
        ({"constraints": {"enum": ["a", "b'c"]}}, "toegestaan", pl.String, ["a", "b'c", "d", None], ["d"]),
        ({"type": "integer", "constraints": {"minimum": 1, "maximum": 5}}, "bereik", pl.Int64, [0, 1, 5, 6, None], [0, 6]),
        ({"type": "integer", "constraints": {"minimum": 0}}, "bereik", pl.Int64, [-1, 0, 10], [-1]),
        ({"type": "integer", "constraints": {"maximum": 12}}, "bereik", pl.Int64, [12, 13], [13]),
        (
            {"type": "date", "constraints": {"minimum": "2010-01-01"}},
            "bereik",
            pl.Date,
            [date(2009, 12, 31), date(2010, 1, 1)],
            [date(2009, 12, 31)],
        ),
        (
            {"constraints": {"pattern": "^[0-9]{4}$"}},
            "vorm",
            pl.String,
            ["0484", "484", "04845", "0484\n", None],
            ["484", "04845", "0484\n"],
        ),
        ({"constraints": {"max_length": 3}}, "lengte", pl.String, ["één", "vier", None], ["vier"]),
    ],
)
def test_a_constraint_finds_exactly_the_wrong_values(
    field: dict[str, Any], rule: str, kind: type[pl.DataType], values: list[Any], bad: list[Any]
):
    assert wrong(only(field, rule), values, kind) == bad


@pytest.mark.parametrize(
    ("field", "rule", "sentence"),
    [
        (
            {"type": "integer", "constraints": {"minimum": 1, "maximum": 5}},
            "bereik",
            "{waarde} is niet toegestaan. Gebruik 1 tot en met 5.",
        ),
        ({"type": "integer", "constraints": {"minimum": 0}}, "bereik", "{waarde} is niet toegestaan. Gebruik 0 of hoger."),
        ({"type": "cents", "constraints": {"minimum": 50}}, "bereik", "{waarde} is niet toegestaan. Gebruik 0,50 of hoger."),
        ({"type": "date", "constraints": {"minimum": "2010-01-01"}}, "bereik", "{waarde} is niet toegestaan. Gebruik 01-01-2010 of later."),
        ({"type": "decimal", "constraints": {"maximum": 1.5}}, "bereik", "{waarde} is niet toegestaan. Gebruik hoogstens 1,5."),
        ({"constraints": {"enum": ["ja", "follow_up"]}}, "toegestaan", "{waarde} is niet toegestaan. Gebruik ja of follow up."),
        (
            {"constraints": {"pattern": "^[0-9]{4}$"}, "example": "0484"},
            "vorm",
            "{waarde} heeft niet de goede vorm. Een goed voorbeeld is 0484. Is de voorloopnul weg? Zet de kolom in Excel op tekst.",
        ),
    ],
)
def test_the_sentence_says_what_is_allowed(field: dict[str, Any], rule: str, sentence: str):
    assert only(field, rule).text == sentence


def test_a_required_score_may_be_absent_with_a_reason():
    scored = {"type": "integer", "required": True, "missing": {"99": "niet_besproken"}, "missing_reason_to": "x_reden"}
    rule = only(scored, "verplicht")
    assert rule.violated == "x is null and x_reden is null"


def test_an_empty_cell_fulfils_a_row_rule_and_warnings_stay_warnings():
    row_rule = {"id": "klein_genoeg", "check": "x <= 3", "columns": ["x"], "severity": "warning", "message": "Te groot."}
    rule = only({"type": "integer"}, "klein_genoeg", row_rules=[row_rule])
    assert wrong(rule, [3, 4, None], pl.Int64) == [4]
    assert rule.severity == "waarschuwing"


def test_today_in_a_row_rule_is_the_day_of_the_run():
    row_rule = {"id": "verleden", "check": "x <= current_date", "columns": ["x"], "message": "Toekomst."}
    rule = only({"type": "date"}, "verleden", row_rules=[row_rule])
    assert wrong(rule, [TODAY, date(2026, 11, 22)], pl.Date) == [date(2026, 11, 22)]


def test_a_short_list_is_in_the_sentence_and_a_long_one_is_referred_to(tmp_path: Path):
    listed = {"enum_from": {"seed": "lijst", "column": "code"}}
    (tmp_path / "lijst.csv").write_text("code\na\nb\n", encoding="utf-8")
    assert only(listed, "lijst", tmp_path).text.endswith("Gebruik a of b.")
    (tmp_path / "lijst.csv").write_text("code\n" + "\n".join(f"c{n}" for n in range(99)), encoding="utf-8")
    assert only(listed, "lijst", tmp_path).text.endswith("(koers template klein).")


def test_of_an_edition_that_does_not_exist_only_the_edition_is_called_wrong():
    """A wide measurement of edition 2021 got a sentence for each of its thirteen domains, which all were right (November 2026)."""
    rules = contract_rules(load_contracts()["zrm"], ROOT / "dbt_project" / "seeds", TODAY)
    (rule,) = (rule for rule in rules if rule.id == "lijst" and rule.columns[0] == "domein_naam")
    rows = [("Financiën", "2017"), ("Financiën", "2021"), ("Geluk", "2017"), ("Geluk", "2021"), ("Geluk", None)]
    with duckdb.connect() as con:
        con.register("levering", pl.DataFrame(rows, schema=["domein_naam", "zrm_versie"], orient="row"))
        for name, listing in rule.lists.items():
            con.register(name, listing)
        assert con.execute(f"select * from levering where {rule.violated}").fetchall() == [("Geluk", "2017")]


def test_every_contract_gives_a_rule_for_each_constraint_and_no_rule_twice():
    for name, found in load_contracts().items():
        rules = contract_rules(found, ROOT / "dbt_project" / "seeds", TODAY)
        keys = [(rule.id, rule.columns) for rule in rules]
        assert len(keys) == len(set(keys)), name
        assert {rule.id for rule in found.row_rules} <= {rule.id for rule in rules}
        required = {f.name for f in found.landed() if f.required}
        assert {rule.columns[0] for rule in rules if rule.id == "verplicht"} == required
        listed = {f.name for f in found.landed() if f.enum_from}
        assert {rule.columns[0] for rule in rules if rule.id == "lijst"} == listed


def test_every_sentence_ends_as_a_sentence():
    for found in load_contracts().values():
        rules = contract_rules(found, ROOT / "dbt_project" / "seeds", TODAY)
        assert [rule.text for rule in rules if not rule.text.endswith((".", "?", ")."))] == []
