"""Contract -> dbt sources: schema landing with one table per delivery, every column described.

What belongs here: the text of `_landing__sources.yml`. Not here: the message, quarantine and meta tables (hand-written in
`_meta__sources.yml`) and checks on rows: those ran at the door and would only run twice.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from ingest.contract import Contract, ContractField

HEADER = "# Generated from ingest/contracts by `koers contracts render`. Do not edit: a test compares it byte for byte.\n"
# The columns every landing table starts with, before those of the contract.
TECHNICAL = {
    "_row_id": "Vaste sleutel van de rij: eerste 16 tekens van de sha256 over levering en regel.",
    "_delivery_id": "De levering waar de rij uit komt.",
    "_source_file": "Naam van het aangeleverde bestand.",
    "_source_row": "Regelnummer in het bestand zoals een mens het ziet (kop = 1).",
    "_source_part": "Deel van de regel bij brede leveringen (het leefgebied), anders leeg.",
}


def dbt_sources(contracts: Mapping[str, Contract]) -> str:
    """The complete text of the sources file, contracts in the order given."""
    source = {
        "name": "landing",
        "schema": "landing",
        "description": "Leveringen zoals ze door de deur kwamen: getypeerd, gepseudonimiseerd, met regelnummer.",
        "tables": [_table(contract) for contract in contracts.values()],
    }
    return HEADER + yaml.safe_dump({"sources": [source]}, sort_keys=False, allow_unicode=True, width=160)


def _table(contract: Contract) -> dict[str, Any]:
    technical = [{"name": name, "description": text} for name, text in TECHNICAL.items()]
    landed = [column for field in contract.landed() for column in _columns(field)]
    return {"name": contract.name, "description": contract.description, "columns": technical + landed}


def _columns(field: ContractField) -> list[dict[str, Any]]:
    column: dict[str, Any] = {"name": field.name, "description": field.description}
    if field.personal_data != "none":
        column["config"] = {"meta": {"personal_data": field.personal_data}}
    if not field.missing_reason_to:
        return [column]
    return [column, {"name": field.missing_reason_to, "description": f"Waarom {field.title.lower()} ontbreekt."}]
