"""How a contract field reads in Dutch: its form, whether it must be filled, which values it takes.

What belongs here: short texts that the supplier guide and the XLSX template share, so that they cannot say different things.
Not here: the layout of either, and sentences about wrong rows (rules.py).
"""

from pathlib import Path

import polars as pl

from ingest.contract import Contract, ContractField, friendly
from ingest.findings import listed
from ingest.seeds import VALID_FROM, VALID_TO, entries, read_seed

FORMS = {
    "string": "tekst",
    "integer": "heel getal",
    "decimal": "getal, met komma of punt",
    "cents": "bedrag in euro, zonder €-teken",
    "date": "datum: dd-mm-jjjj of jjjj-mm-dd",
    "month": "maand: jjjj-mm of mm-jjjj",
    "boolean": "ja of nee",
}
THOUSANDS = {1000: "bedrag in duizenden euro, zonder €-teken"}
RHYTHMS = {
    "once": "één keer, en opnieuw als er iets verandert",
    "yearly": "elk jaar",
    "half_yearly": "elk half jaar",
    "quarterly": "elk kwartaal",
    "monthly": "elke maand",
    "any": "zoals afgesproken",
}
MAX_CHOICES = 12  # a whole-number column with at most this many values gets a drop-down list


def form(field: ContractField) -> str:
    """The kind of text a cell holds, such as `heel getal` or `code: tekst, ook als er alleen cijfers in staan`."""
    if field.type == "string" and field.example.isdigit() and not field.pseudonym:
        return "code: cijfers als tekst, voorloopnullen blijven staan"
    if field.pseudonym == "persoon":
        return "negen cijfers als tekst"
    return FORMS[field.type] if field.times == 1 else THOUSANDS[field.times]


def obligation(field: ContractField, contract: Contract) -> str:
    """`ja`, `nee`, or `dit of <kolom>` for columns of which at least one must be filled."""
    others = [name for group in contract.any_of if field.name in group for name in group if name != field.name]
    if field.required or not others:
        return "ja" if field.required else "nee"
    sources = {f.name: f.source for f in contract.fields}
    return f"dit of {listed([sources[name] for name in others], 'of')}"


def choices(field: ContractField, seeds: Path | None = None) -> list[str]:
    """The values a supplier can choose from, as they may be written; empty when the column takes any value.

    Values of a code list need `seeds` and are those without an end date; older codes stay allowed for older dates.
    """
    if field.constraints.enum is not None:
        return [friendly(value) for value in field.constraints.enum]
    if field.type == "boolean":
        return ["ja", "nee"]
    if field.enum_from is not None:
        if seeds is None:
            return []
        listing = entries(seeds, field.enum_from)
        current = listing.filter(pl.col(VALID_TO) == pl.col(VALID_TO).max())
        return current["value"].unique(maintain_order=True).to_list()
    low, high = field.constraints.minimum, field.constraints.maximum
    if field.type != "integer" or low is None or high is None or float(high) - float(low) >= MAX_CHOICES:
        return []
    return [str(value) for value in range(int(float(low)), int(float(high)) + 1)] + _reasons(field)


def allowed(field: ContractField) -> str:
    """Which values are allowed, in a few words: the list itself, a range, a code list, or nothing."""
    options = choices(field)
    if field.constraints.enum is not None or field.type == "boolean":
        return listed(options, "of")
    if field.enum_from is not None:
        return "een code uit de codelijst in het sjabloon"
    low, high = (_bound(field, value) for value in (field.constraints.minimum, field.constraints.maximum))
    reasons = f"; zonder waarde: {listed(_reasons(field), 'of')}" if field.missing else ""
    if low and high:
        return f"{low} tot en met {high}{reasons}"
    return f"vanaf {low}{reasons}" if low else f"hoogstens {high}{reasons}" if high else ""


def code_list(field: ContractField, seeds: Path) -> pl.DataFrame | None:
    """The full code list of a column for people: code, name, what it depends on, validity; None without a code list."""
    enum = field.enum_from
    if enum is None:
        return None
    seed = read_seed(seeds, enum.seed)
    label = next((c for c in seed.columns if c not in (enum.column, *enum.match) and c.endswith(("naam", "_tekst", "naam_nl"))), None)
    validity = [c for c in (VALID_FROM, VALID_TO) if c in seed.columns and enum.valid_on]
    wanted = [enum.column, *([label] if label else []), *enum.match, *validity]
    return seed.select(wanted).unique(maintain_order=True)


def _reasons(field: ContractField) -> list[str]:
    """One spelling per reason for an absent value, the first the contract names; blank is never advised."""
    spellings: dict[str, str] = {}
    for raw, reason in field.missing.items():
        if raw:
            spellings.setdefault(reason, raw)
    return list(spellings.values())


def _bound(field: ContractField, value: float | str | None) -> str:
    if value is None:
        return ""
    if field.type in ("date", "month"):
        year, month, day = str(value).split("-")
        return f"{day}-{month}-{year}" if field.type == "date" else f"{month}-{year}"
    return f"{float(value) / 100:.2f}".replace(".", ",") if field.type == "cents" else f"{float(value):g}"
