"""Contract -> supplier guide (docs/leveranciersgids.md), in Dutch that is easy to read (B1).

What belongs here: the text for the people who make the files. Not here: how koers works inside (data dictionary, README).
The general part is written by hand in supplier_guide_general.md beside this module; the parts per delivery follow from the contracts.
"""

from collections.abc import Mapping
from pathlib import Path

from ingest.contract import Contract, ContractField
from ingest.findings import listed
from ingest.render.wording import RHYTHMS, allowed, form, obligation

GENERAL = Path(__file__).with_name("supplier_guide_general.md")
HEADER = "<!-- Gemaakt uit ingest/contracts met `koers contracts render`. Niet zelf wijzigen: een test vergelijkt elk teken. -->\n"
_SUPPLIER = {"gemeente": ("0484", "de gemeente"), "agb": ("42420001", "de aanbieder"), "beide": ("42420001", "de gemeente of de aanbieder")}
_YAML = """Deze levering mag ook een klein tekstbestand zijn, met `.yml` in plaats van `.csv`. Wat voor alle jaren geldt, staat bij het
scenario; wat per jaar verschilt, staat onder `jaren`. koers noemt bij een fout de regel van het bestand.

```yaml
- scenario: vraag hoog
  contractnummer: MVS-WMO-2020
  ondergrens: 500.00
  vraag: 6
  volume: 0
  jaren:
    2027: {afbouw: 3, indexatie: 4, prijs: 4}
    2028: {afbouw: 3, indexatie: 4, prijs: 4, taakmutatie: 150000.00}
```"""
_PERIODS = {"half_yearly": "2025H1", "quarterly": "2025Q1", "monthly": "2025M03"}


def supplier_guide(contracts: Mapping[str, Contract]) -> str:
    """The complete Markdown text: the general part, a table of all deliveries, then one section per delivery."""
    rows = [
        f"| [{c.title}](#{c.name}) | `{example_name(c)}` | {_SUPPLIER[c.supplier][1]} | {RHYTHMS[c.rhythm]} |" for c in contracts.values()
    ]
    overview = "\n".join(["## Alle leveringen", "", "| levering | bestandsnaam | van wie | wanneer |", "|---|---|---|---|", *rows])
    sections = [_section(contract) for contract in contracts.values()]
    return "\n\n".join([HEADER + GENERAL.read_text(encoding="utf-8").strip(), overview, *sections]) + "\n"


def example_name(contract: Contract) -> str:
    """A file name that koers accepts for this delivery."""
    return f"{contract.name}_{_SUPPLIER[contract.supplier][0]}_{_PERIODS.get(contract.rhythm, '2025')}.csv"


def _section(contract: Contract) -> str:
    parts = [
        f"## {contract.name}",
        f"**{contract.title}.** {contract.description}",
        f"Wanneer: {RHYTHMS[contract.rhythm]}. Voorbeeld van een bestandsnaam: `{example_name(contract)}`. "
        f"Leeg sjabloon: `koers template {contract.name}`.",
        "Rij 1 van het bestand:\n\n```text\n" + ";".join(f.source for f in contract.fields) + "\n```",
        "| kolom | verplicht | vorm | toegestaan | voorbeeld | uitleg |\n|---|---|---|---|---|---|\n"
        + "\n".join(_row(field, contract) for field in contract.fields),
    ]
    if contract.wide:
        parts.append(_wide(contract))
    if "yml" in contract.formats:
        parts.append(_YAML)
    parts.append(_checks(contract))
    return "\n\n".join(parts)


def _row(field: ContractField, contract: Contract) -> str:
    example = f"`{field.example}`" if field.example else ""
    cells = [field.source, obligation(field, contract), form(field), allowed(field), example, field.description]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _wide(contract: Contract) -> str:
    assert contract.wide
    sources = {f.name: f.source for f in contract.fields}
    name, value = sources[contract.wide.name_field], sources[contract.wide.value_field]
    return (
        f"U mag ook breed leveren. Dan is één rij één meting. De kolommen {name} en {value} vervallen. In de plaats daarvan komt één kolom "
        f"per {name.lower()}, met de officiële naam als kop. In de cel staat de {value.lower()}. Zet niet beide vormen in één bestand. "
        f"Leeg sjabloon voor breed: `koers template {contract.name} --layout wide`."
    )


def _checks(contract: Contract) -> str:
    sources = {f.name: f.source for f in contract.fields} | {f.missing_reason_to: f.source for f in contract.fields if f.missing_reason_to}
    key = listed(list(dict.fromkeys(sources[column] for column in contract.primary_key)))
    checks = [f"- Twee rijen zijn gelijk in {key}."]
    texts = [field.source for field in contract.fields if field.policy_text]
    if texts:
        checks.append(f"- In {listed(texts)} staat een e-mailadres, een telefoonnummer of een nummer dat een BSN kan zijn.")
    checks += [f"- {rule.message}{'' if rule.severity == 'error' else ' (waarschuwing)'}" for rule in contract.row_rules]
    limit = contract.max_quarantine_pct
    if limit:
        refusal = f"Zijn meer dan {limit:g} van de 100 rijen fout, dan weigert koers het hele bestand."
    else:
        refusal = "Eén foute rij is genoeg om het hele bestand te weigeren. Dit is een korte lijst waarin elke rij telt."
    return "Ook in deze gevallen geeft koers een melding:\n\n" + "\n".join(checks) + f"\n\n{refusal}"
