"""What is rendered from the contracts: complete, loadable, and the same every time."""

from pathlib import Path

import yaml

from ingest.contract import load_contracts
from ingest.filename import parse_filename
from ingest.render.dbt_sources import TECHNICAL, dbt_sources
from ingest.render.dictionary import data_dictionary
from ingest.render.generated import drifted, generated_files, write_generated
from ingest.render.supplier_guide import example_name, supplier_guide
from ingest.render.wording import allowed, choices, code_list, form, obligation

SEEDS = Path(__file__).parents[3] / "dbt_project" / "seeds"
CONTRACTS = load_contracts()


def field(contract: str, name: str):
    return next(f for f in CONTRACTS[contract].fields if f.name == name)


def test_every_landing_table_and_column_is_a_described_dbt_source():
    sources = yaml.load(dbt_sources(CONTRACTS), yaml.CSafeLoader)["sources"]
    assert [(source["name"], source["schema"]) for source in sources] == [("landing", "landing")]
    tables = {table["name"]: table for table in sources[0]["tables"]}
    assert {name: [column["name"] for column in table["columns"]] for name, table in tables.items()} == {
        name: [*TECHNICAL, *contract.landed_columns()] for name, contract in CONTRACTS.items()
    }
    assert all(table["description"] and all(column["description"] for column in table["columns"]) for table in tables.values())


def test_the_dbt_sources_say_which_columns_are_personal():
    tables = {table["name"]: table for table in yaml.load(dbt_sources(CONTRACTS), yaml.CSafeLoader)["sources"][0]["tables"]}
    columns = {column["name"]: column for column in tables["zrm"]["columns"]}
    assert columns["score"]["config"]["meta"]["personal_data"] == "special"
    assert "config" not in columns["zrm_versie"]


def test_the_dictionary_holds_every_column_rule_and_reason():
    text = data_dictionary(CONTRACTS)
    for name, contract in CONTRACTS.items():
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        absent = [column for column in contract.landed_columns() if f"`{column}`" not in section]
        absent += [f.source for f in contract.fields if f"| {f.source} |" not in section]
        absent += [rule.check for rule in contract.row_rules if f"`{rule.check}`" not in section]
        assert absent == []
        assert contract.threshold_reason in section
        assert all(issue in section for issue in contract.known_issues)


def test_tables_in_markdown_have_equal_numbers_of_cells():
    for text in (data_dictionary(CONTRACTS), supplier_guide(CONTRACTS)):
        width = 0
        for line in text.splitlines():
            cells = line.replace("\\|", "").count("|")
            assert not line.startswith("|") or not width or cells == width, line
            width = cells if line.startswith("|") else 0


def test_the_guide_explains_every_column_and_every_rule_of_every_delivery():
    text = supplier_guide(CONTRACTS)
    for name, contract in CONTRACTS.items():
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert ";".join(f.source for f in contract.fields) in section
        assert [f.source for f in contract.fields if f"| {f.source} |" not in section] == []
        assert [rule.message for rule in contract.row_rules if rule.message not in section] == []


def test_the_guide_advises_only_file_names_that_koers_accepts():
    for contract in CONTRACTS.values():
        assert parse_filename(example_name(contract)).bron == contract.name


def test_the_guide_says_when_one_wrong_row_is_enough():
    text = supplier_guide(CONTRACTS)
    assert "Eén foute rij is genoeg" in text.split("\n## contracten\n")[1].split("\n## ")[0]
    assert "meer dan 5 van de 100 rijen" in text.split("\n## zrm\n")[1].split("\n## ")[0]


def test_words_for_a_column_follow_from_its_contract():
    assert allowed(field("zrm", "score")) == "1 tot en met 5; zonder waarde: 99, nvt of onbekend"
    assert allowed(field("pgb", "toegekend_cent")) == "vanaf 0,00"
    assert allowed(field("contracten", "ingangsdatum")) == "vanaf 01-01-2000"
    assert allowed(field("begroting", "lasten_baten")) == "lasten of baten"
    assert obligation(field("zrm", "bsn_pseudo"), CONTRACTS["zrm"]) == "dit of Clientnummer"
    assert obligation(field("zrm", "score"), CONTRACTS["zrm"]) == "nee"
    assert form(field("zrm", "gemeentecode")).startswith("code: cijfers als tekst")


def test_choices_are_the_values_a_supplier_may_type_today():
    assert choices(field("zrm", "score"))[:6] == ["1", "2", "3", "4", "5", "99"]
    assert choices(field("trajecten", "heeft_beschikking")) == ["ja", "nee"]
    assert "algemene voorziening" in choices(field("trajecten", "leveringsvorm"))
    taakvelden = choices(field("grootboek", "taakveld_code"), SEEDS)
    assert "6.712" in taakvelden
    assert "6.71b" not in taakvelden  # valid until 2025
    assert choices(field("grootboek", "bedrag_cent")) == []


def test_a_code_list_for_people_shows_name_law_and_validity():
    redenen = code_list(field("trajecten", "reden_beeindiging_code"), SEEDS)
    assert redenen is not None
    assert redenen.columns == ["reden_code", "reden_naam", "wet"]
    assert set(redenen.filter(redenen["reden_code"] == "31")["wet"]) == {"Wmo", "Jeugdwet"}
    taakvelden = code_list(field("grootboek", "taakveld_code"), SEEDS)
    assert taakvelden is not None
    assert taakvelden.columns == ["taakveld_code", "taakveld_naam", "geldig_vanaf", "geldig_tot"]


def test_rendering_twice_gives_the_same_bytes():
    assert generated_files(CONTRACTS) == generated_files(CONTRACTS)


def test_writing_repairs_what_drifted_and_then_nothing(tmp_path: Path):
    assert sorted(write_generated(CONTRACTS, tmp_path)) == sorted(generated_files(CONTRACTS))
    assert drifted(CONTRACTS, tmp_path) == []
    guide = tmp_path / "docs/leveranciersgids.md"
    guide.write_text(guide.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert write_generated(CONTRACTS, tmp_path) == ["docs/leveranciersgids.md"]
    assert write_generated(CONTRACTS, tmp_path) == []
