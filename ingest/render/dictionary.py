"""Contract -> data dictionary (docs/data-dictionary.md): for data teams and auditors, every landed column and every rule.

What belongs here: that text. Not here: the marts (described in dbt and in each release) and instructions for suppliers.
"""

from collections.abc import Mapping, Sequence

from ingest.contract import Constraints, Contract, ContractField, EnumFrom

OPENING = """<!-- Generated from ingest/contracts by `koers contracts render`. Do not edit: a test compares it byte for byte. -->
# Data dictionary of the landing tables

One table per delivery in schema `landing`, as the contracts in `ingest/contracts` define them. Titles and descriptions are the
Dutch ones that suppliers see. Every landing table starts with `_row_id`, `_delivery_id`, `_source_file`, `_source_row` and
`_source_part`, which lead a row back to its file and line. Money is integer cents, a period `geldig_vanaf` … `geldig_tot` includes
its first and excludes its last day. Pseudonyms are 32 hexadecimal characters (HMAC-SHA-256); columns marked *not kept* never leave
the door. A later delivery replaces the earlier one with the same scope completely.

`Rhythm` says how often a supplier delivers. `once` is a list that comes again when it changes, so nothing is ever missing; for the
others the audit warns when a period has passed and no delivery, or no smaller ones together, cover it; `any` leaves it to what came.

Rows with an equal key: when they are alike in every landed column the first one counts and the others are set aside as repeats;
when they differ all of them are set aside, because koers cannot know which one is right. Empty equals empty in a key.

Personal data: *direct* identifies a person and lands as a pseudonym or not at all; *indirect* can identify in combination;
*special* says something about health, care or offences.
"""


def data_dictionary(contracts: Mapping[str, Contract]) -> str:
    """The complete Markdown text, contracts in the order given."""
    index = "\n".join(f"- [`{c.name}`](#{c.name}): {c.one_row_is}" for c in contracts.values())
    return "\n".join([OPENING, index, "", *(_section(contract) for contract in contracts.values())]).rstrip() + "\n"


def _section(contract: Contract) -> str:
    parts = [
        f"## {contract.name}",
        f"**{contract.title}.** {contract.description}",
        f"- One row is {contract.one_row_is}.\n"
        f"- Key: {_codes(contract.primary_key)}.\n"
        + "".join(f"- At least one of {_codes(group)} is filled.\n" for group in contract.any_of)
        + f"- Scope (what a later delivery replaces): {_codes(contract.scope)}.\n"
        f"- Rhythm: `{contract.rhythm}`.\n"
        f"- Refused when more than {contract.max_quarantine_pct:g} % of the rows is set aside. {contract.threshold_reason}",
        "| column | header | type | must | allowed | personal data | needed for | meaning |\n|---|---|---|---|---|---|---|---|\n"
        + "\n".join(_row(field) for field in contract.fields),
    ]
    if contract.row_rules:
        parts.append("Rules over a row (empty counts as fulfilled):\n\n" + "\n".join(_rule(contract)))
    if contract.known_issues:
        parts.append("Known issues:\n\n" + "\n".join(f"- {issue}" for issue in contract.known_issues))
    return "\n\n".join(parts) + "\n"


def _row(field: ContractField) -> str:
    name = "*not kept*" if field.drop else f"`{field.name}`"
    if field.missing_reason_to:
        name += f", reason of absence in `{field.missing_reason_to}`"
    kind = "pseudonym" if field.pseudonym else field.type
    cells = [
        name,
        field.source,
        kind,
        "yes" if field.required else "",
        _allowed(field.constraints, field.enum_from),
        "" if field.personal_data == "none" else field.personal_data,
        " ".join(f"`{mart}`" for mart in field.needed_for),
        f"{field.title}. {field.description}",
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _rule(contract: Contract) -> list[str]:
    return [f"- `{rule.id}` ({rule.severity}): `{rule.check}`" for rule in contract.row_rules]


def _allowed(limits: Constraints, enum: EnumFrom | None) -> str:
    found = [", ".join(f"`{value}`" for value in limits.enum or [])]
    found.append(f"`{limits.pattern}`" if limits.pattern else "")
    found.append(f"≥ {limits.minimum}" if limits.minimum is not None else "")
    found.append(f"≤ {limits.maximum}" if limits.maximum is not None else "")
    found.append(f"at most {limits.max_length} characters" if limits.max_length else "")
    if enum:
        per = f" for the {' and '.join(enum.match.values())} of the row" if enum.match else ""
        valid = f", valid on `{enum.valid_on}`" if enum.valid_on else ""
        found.append(f"seed `{enum.seed}.{enum.column}`{per}{valid}")
    return "; ".join(text for text in found if text)


def _codes(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
