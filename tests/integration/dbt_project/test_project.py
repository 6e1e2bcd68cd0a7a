"""The project as a whole: it works on nothing, everything in it is described, and its own unit tests pass."""

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.benchmark import outcomes

PROJECT = Path(__file__).parents[3] / "dbt_project"
MARTS = {
    "mart_aansluiting", "mart_berichtbevinding", "mart_berichtcompleet", "mart_bron", "mart_budget_jaar", "mart_budget_realisatie",
    "mart_contract", "mart_datakwaliteit", "mart_declaratie_afwijzing", "mart_declaraties", "mart_dekking", "mart_dekking_groep",
    "mart_effect_en_budget", "mart_gebruik", "mart_gebruik_contract", "mart_indicator", "mart_kalender", "mart_meetkwaliteit",
    "mart_oordeel", "mart_oordeel_herrekend",
    "mart_parameter", "mart_release", "mart_resultaat", "mart_resultaat_contract", "mart_resultaat_domein",
    "mart_resultaat_jaar", "mart_scoresignaal", "mart_uitval", "mart_verandering", "mart_voortgang", "mart_wachttijd",
    "mart_vergelijking", "mart_vergelijking_ijking", "mart_vergelijking_model",
    "mart_prognose_dekking", "mart_prognose_toets", "mart_kostenontleding", "mart_overschrijding", "mart_andere_wet", "mart_langer_thuis",
    "mart_budget_en_effect_index",
    "mart_begroting_versie", "mart_boekhouding", "mart_contractbudget_opbouw", "mart_geldbevinding", "mart_taakveld_jaar",
    "mart_doorlooptijd", "mart_indicatorwaarde",
    "mart_prognose", "mart_prognose_proef", "mart_schaduwprijs",
    "mart_verloop", "mart_beleidseffect", "mart_beleidseffect_periode",
    "mart_ketenrendement", "mart_besluit", "mart_doel", "mart_doel_verslag", "mart_scenario",
}  # fmt: skip
FILLED = {"mart_indicator", "mart_kalender", "mart_parameter", "mart_release"}  # do not depend on deliveries


@pytest.fixture(scope="module")
def query(empty, ask):
    return ask(empty)


def test_without_any_delivery_every_mart_is_there_and_empty_and_every_test_passes(query):
    found = {name for (name,) in query("select table_name from information_schema.tables where table_schema = 'marts'")}
    assert found == MARTS
    rows = {name: query(f"select count(*) from marts.{name}")[0][0] for name in MARTS}
    assert {name for name, number in rows.items() if number} == FILLED


def test_every_mart_begins_with_its_cell_and_ends_with_the_reference_date(query):
    columns: dict[str, list[str]] = {mart: [] for mart in MARTS}
    for mart, name in query(
        "select table_name, column_name from duckdb_columns() where schema_name = 'marts' order by table_name, column_index"
    ):
        columns[mart].append(name)
    assert {mart: (found[0], found[-1]) for mart, found in columns.items()} == dict.fromkeys(MARTS, ("cell_id", "peildatum"))


def test_every_table_and_column_of_the_release_carries_its_description(query):
    schemas = "('staging', 'intermediate', 'marts', 'seeds', 'landing', 'quarantine', 'meta')"
    assert query(f"select table_name from duckdb_tables() where schema_name in {schemas} and coalesce(comment, '') = ''") == []
    assert query(f"select view_name from duckdb_views() where schema_name in {schemas} and coalesce(comment, '') = ''") == []
    assert (
        query(f"select table_name, column_name from duckdb_columns() where schema_name in {schemas} and coalesce(comment, '') = ''") == []
    )


def test_the_unit_tests_of_the_models_pass(empty, run_dbt):
    found = run_dbt(empty, "test", "--select", "test_type:unit")
    assert len(found) >= 11
    assert set(found.values()) == {"pass"}, found


def test_one_model_is_one_file_and_one_yml_file():
    for folder in ("staging", "intermediate", "marts"):
        models = {path.stem for path in (PROJECT / "models" / folder).iterdir() if path.suffix in {".sql", ".py"}}
        assert models == set(described(folder))
        assert {name: [model["name"] for model in listed] for name, listed in described(folder).items()} == {
            name: [name] for name in models
        }


def test_a_mart_reads_contributions_intermediate_models_seeds_or_marts_but_never_staging():
    for path in (PROJECT / "models" / "marts").glob("*.sql"):
        assert not re.findall(r"ref\('stg_", path.read_text(encoding="utf-8")), path.name


@cache
def described(folder: str) -> dict[str, list[dict[str, Any]]]:
    """What the .yml files of a layer describe, by the name of the file."""
    files = sorted((PROJECT / "models" / folder).glob("*.yml"))
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["models"] for path in files}


def columns_of_marts() -> dict[str, set[str]]:
    return {name: {column["name"] for column in model["columns"]} for name, (model,) in described("marts").items()}


def test_every_mart_with_money_of_a_contract_carries_its_form_and_is_asked_whether_it_is_right():
    asked = (PROJECT / "tests" / "vorm_op_elke_geldregel.sql").read_text(encoding="utf-8")
    of_contracts = {
        name for name, columns in columns_of_marts().items()
        if "contractnummer" in columns and any(column.endswith("_cent") for column in columns)
    }  # fmt: skip
    assert {"mart_budget_realisatie", "mart_boekhouding"} <= of_contracts
    assert [name for name in of_contracts if "uitvoeringsvariant" not in columns_of_marts()[name]] == []
    assert [name for name in of_contracts if f"'{name}'" not in asked] == []


def test_every_column_with_money_per_person_is_asked_whether_its_contract_form_allows_it():
    seen = set()
    for name, columns in columns_of_marts().items():
        (model,) = described("marts")[name]
        asked = [test["cost_form"]["arguments"]["columns"] for test in model.get("data_tests", []) if "cost_form" in test]
        per_person = {column for column in columns if re.search(r"per_(client|inwoner|persoon)\w*_cent$", column)}
        assert {column for found in asked for column in found} == per_person, name
        seen |= per_person
    assert seen >= {"kosten_per_client_cent", "prijs_per_clientmaand_cent"}


def test_usage_statistics_are_off_in_committed_configuration():
    assert yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["flags"]["send_anonymous_usage_stats"] is False


def messages(landing):
    """The national WMO323 example (4 lines, 58,000 cents, no contract, no 325) and a 301 of two lines, which is kept unread."""
    line = {"wet": "Wmo", "gemeentecode": "0119", "agb_code": "42420001", "bericht_identificatie": "B1", "productcategorie": "02"}
    rows = [
        {**line, "productperiode_begin": "2023-04-01", "referentie_pseudo": f"r{n}", "bsn_pseudo": f"p{n}", "bedrag_cent": cents}
        for n, cents in enumerate((5_000, 24_000, 5_000, 24_000))
    ]
    landing.deliver("declaratieregel", "42420001", "2023M05", rows, "bedrag_cent")
    unread = {"wet": "Wmo", "berichttype": "301", "n_regels": 2, "herkend": True, "verwerkt": False}
    landing.deliver("bericht", "0119", "2023M04", [unread], rijen_geleverd=2, rijen_geaccepteerd=2)
    return landing


def test_messages_alone_give_a_complete_warehouse(new_landing, build):
    query = build(messages(new_landing()))
    columns = "contractnummer, taakveld_code, declaratie_ingediend_cent, declaratie_open_cent, begroting_actueel_cent"
    assert query(f"select {columns} from marts.mart_budget_realisatie") == [("geen", "6.71b", 58_000, 58_000, None)]
    posts = query("select periode, post, rijen_n, bedrag_cent from marts.mart_aansluiting order by periode, volgorde")
    unread = [("2023M04", "geleverd", 2, None), ("2023M04", "uitgesloten:bericht_nog_niet_gelezen", 2, None)]
    assert posts == [*unread, ("2023M05", "geleverd", 4, 58_000), ("2023M05", "geteld", 4, 58_000)]
    assert query("select count(*) from marts.mart_resultaat") == [(0,)]


def test_the_models_that_the_benchmark_times_can_be_built_in_its_order(empty, target, tmp_path, capsys):
    """It failed on a Python model that was no longer among them, and nobody saw: measuring is no part of the tests (November 2026)."""
    (tmp_path / "landing").mkdir()
    shutil.copy(empty.database, tmp_path / "landing" / "koers.duckdb")
    with duckdb.connect(str(tmp_path / "landing" / "koers.duckdb")) as con:
        con.execute("drop schema marts cascade; drop schema intermediate cascade; drop schema staging cascade")
    models = outcomes.compiled(empty.database, target)
    assert {model["language"] for model in models} == {"sql", "python"}
    (tmp_path / "models.json").write_text(json.dumps(models))
    outcomes.run_models(tmp_path)
    told = json.loads(capsys.readouterr().out)
    assert set(told["models"]) >= {name for step in outcomes.STEPS.values() for name in step}
    assert told["pairs"] == [0, 0]
    outcomes.run_night(tmp_path)
    assert json.loads(capsys.readouterr().out)["wall"]["night"] > 0


def test_a_build_writes_nothing_into_the_project(empty):
    assert not (PROJECT / "target").exists() and not (PROJECT / "logs").exists()
