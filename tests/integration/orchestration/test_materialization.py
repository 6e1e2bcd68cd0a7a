"""How koers' own macros make a table or view, in a small project that has them."""

import shutil
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from orchestration.dbt import build
from orchestration.settings import ROOT

MODEL = "select cast(sum(bedrag_cent) as {type}) as Bedrag, code from {{{{ ref('stg_proef') }}}} group by code"
CONTRACT = """
models:
  - name: mart_proef
    config: {contract: {enforced: true}}
    columns: [{name: code, data_type: varchar}, {name: bedrag, data_type: "decimal(18, 2)"}]
"""


@pytest.fixture
def ours(project: Path) -> Path:
    """The small project with koers' materializations and an enforced contract on its mart."""
    shutil.copy(ROOT / "dbt_project" / "macros" / "materialization.sql", project / "macros")
    (project / "models/marts/mart_proef.yml").write_text(CONTRACT)
    (project / "models/marts/mart_proef.sql").write_text(MODEL.format(type="decimal(18,2)"))
    return project


def outcome(results, name="mart_proef"):
    (found,) = [(result.status, result.message) for result in results if result.name == name]
    return found


def asked(path, sql):
    with closing(duckdb.connect(str(path), read_only=True)) as con:
        return con.execute(sql).fetchall()


def test_a_mart_gets_the_columns_of_its_contract_in_that_order_however_type_and_name_are_spelled(ours, database, tmp_path):
    path = database(("01", "p1", 100), ("01", "p2", 50))
    assert outcome(build(ours, tmp_path / "var", path))[0] == "success"
    found = asked(
        path, "select column_name, data_type from information_schema.columns where table_name = 'mart_proef' order by ordinal_position"
    )
    assert found == [("code", "VARCHAR"), ("bedrag", "DECIMAL(18,2)")]
    assert asked(path, "select code, bedrag from marts.mart_proef") == [("01", 150)]
    assert (tmp_path / "var" / "logs" / "dbt.log").read_text() == ""  # dbt could read the result that the macro keeps


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        (MODEL.format(type="double"), "DOUBLE"),
        (MODEL.format(type="decimal(18,3)"), "DECIMAL(18,3)"),
        ("select code from {{ ref('stg_proef') }}", "missing in definition"),
        (MODEL.format(type="decimal(18,2)").replace("code from", "code, 1 as meer from"), "meer"),
    ],
)
def test_another_type_a_column_less_or_a_column_more_than_the_contract_says_stops_the_mart(ours, database, tmp_path, sql, told):
    (ours / "models/marts/mart_proef.sql").write_text(sql)
    path = database(("01", "p1", 100))
    status, message = outcome(build(ours, tmp_path / "var", path))
    assert status == "error"
    assert "contract" in message
    assert asked(path, "select count(*) from information_schema.tables where table_name = 'mart_proef'") == [(0,)]


@pytest.mark.parametrize("contract", [CONTRACT, "models: [{name: mart_proef}]"])
def test_a_table_that_fails_the_second_time_is_still_there_as_it_was(ours, database, tmp_path, contract):
    (ours / "models/marts/mart_proef.yml").write_text(contract)
    path = database(("01", "p1", 100))
    build(ours, tmp_path / "var", path)
    with closing(duckdb.connect(str(path))) as con:
        con.execute("update landing.proef set bedrag_cent = 9223372036854775807")
    assert outcome(build(ours, tmp_path / "var", path))[0] == "error"
    assert asked(path, "select code, bedrag from marts.mart_proef") == [("01", 100)]


def test_a_view_becomes_a_table_and_a_table_a_view_when_somebody_builds_by_hand_again(ours, database, tmp_path):
    path, model = database(("01", "p1", 100)), ours / "models/marts/mart_proef.sql"
    (ours / "models/marts/mart_proef.yml").unlink()
    for kind, stored in (("view", "VIEW"), ("table", "BASE TABLE"), ("view", "VIEW")):
        model.write_text(f"{{{{ config(materialized='{kind}') }}}} " + MODEL.format(type="bigint"))
        assert outcome(build(ours, tmp_path / "var", path))[0] == "success"
        assert asked(path, "select table_type from information_schema.tables where table_name = 'mart_proef'") == [(stored,)]


def test_a_model_that_fails_leaves_the_connection_fit_for_the_next(ours, database, tmp_path):
    """Its transaction is broken off by the failing statement itself; what the same thread makes after it must not find it still open."""
    profile = ours / "profiles.yml"
    profile.write_text(profile.read_text().replace("threads: 2", "threads: 1"))
    (ours / "models/marts/mart_a_stuk.sql").write_text("select cast(code || 'x' as integer) as code from {{ ref('stg_proef') }}")
    path = database(("01", "p1", 100))
    results = build(ours, tmp_path / "var", path)
    assert outcome(results, "mart_a_stuk")[0] == "error"
    assert outcome(results)[0] == "success"
    assert asked(path, "select table_name from information_schema.tables where table_schema = 'marts'") == [("mart_proef",)]
