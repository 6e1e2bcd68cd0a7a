"""Generated files are what the contracts give, byte for byte; hand-written sources name the tables koers really makes."""

from pathlib import Path

import yaml

from ingest.contract import load_contracts
from ingest.render.generated import drifted
from orchestration import tables

ROOT = Path(__file__).parents[2]


def test_generated_files_equal_what_the_contracts_give():
    assert drifted(load_contracts(), ROOT) == [], "run `koers contracts render` and commit the result"


def test_hand_written_sources_name_every_column_of_the_tables_koers_makes():
    made = [*tables.MESSAGE_TABLES, tables.QUARANTINE_ROW, tables.FINDING, tables.DELIVERY, tables.RUN, tables.FORECAST, tables.FIGURE_THEN]
    text = (ROOT / "dbt_project/models/landing/_meta__sources.yml").read_text(encoding="utf-8")
    written = {
        f"{source['schema']}.{table['name']}": [column["name"] for column in table["columns"]]
        for source in yaml.safe_load(text)["sources"]
        for table in source["tables"]
    }
    assert written == {table.full_name: [column.name for column in table.columns] for table in made}


def test_generated_sources_name_every_column_of_the_tables_koers_makes():
    text = (ROOT / "dbt_project/models/landing/_landing__sources.yml").read_text(encoding="utf-8")
    written = {table["name"]: [column["name"] for column in table["columns"]] for table in yaml.safe_load(text)["sources"][0]["tables"]}
    made = {name: tables.contract_table(contract) for name, contract in load_contracts().items()}
    assert written == {name: [column.name for column in table.columns] for name, table in made.items()}


def test_every_hand_written_source_is_described():
    text = (ROOT / "dbt_project/models/landing/_meta__sources.yml").read_text(encoding="utf-8")
    for source in yaml.safe_load(text)["sources"]:
        assert source["description"]
        assert [t["name"] for t in source["tables"] if not t["description"] or not all(c["description"] for c in t["columns"])] == []
