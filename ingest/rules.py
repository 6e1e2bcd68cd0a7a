"""From a contract to its rules: for each rule the SQL condition that a wrong row fulfils and the Dutch sentence about it.

What belongs here: the translation of constraints, code lists, keys and row rules into `Rule`, as pure data.
Not here: running rules (expectations.py) and reading raw text into types (conform.py); the rows arrive typed.
The condition is SQL over the table `levering`, where NULL never breaks a rule unless the rule is about being empty.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from ingest.contract import Contract, ContractField, EnumFrom, friendly
from ingest.findings import Severity, listed
from ingest.seeds import VALID_FROM, VALID_TO, entries

TABLE = "levering"  # the typed delivery
REPEATS = "dubbelen"  # the rows of `levering` whose key occurs more than once, see repeats_sql
REPEATED_KEYS = "sleutels"  # the hashes of the keys that occur more than once
UNREADABLE = "onleesbaar"  # rows of which a cell of the key could not be read
# Which other row a row of `dubbelen` looks like: the first one, or for the first one itself the last.
OTHER_ROW = "'rij ' || case when _source_row = eerste_rij then laatste_rij else eerste_rij end"
MAX_LISTED = 15  # a longer list of allowed values does not help in a sentence


@dataclass(frozen=True)
class Rule:
    """One rule of one contract.

    `violated` is the SQL condition of a wrong row in `table`; `lists` are the code lists the condition refers to, by table name.
    `text` follows the place in the sentence; `{waarde}` in it is the cell, or for the key rules the other row.
    """

    id: str
    columns: tuple[str, ...]
    headers: tuple[str, ...]
    violated: str
    text: str
    severity: Severity = "fout"
    table: str = TABLE
    lists: dict[str, pl.DataFrame] = field(default_factory=dict, compare=False)


def contract_rules(contract: Contract, seeds: Path, today: date) -> list[Rule]:
    """All rules of a contract: per column, then groups of columns, the key and the row rules, in the order of the contract.

    Errors: FileNotFoundError or ValueError when a code list the contract names is absent (ingest/seeds.py).
    """
    headers = {f.name: f.source for f in contract.landed()}
    headers |= {f.missing_reason_to: f.source for f in contract.landed() if f.missing_reason_to}
    found = [rule for f in contract.landed() for rule in [*_cell_rules(f), *_list_rules(f, contract, seeds)]]
    found += [_any_of(group, headers) for group in contract.any_of]
    found += _key_rules(contract, headers)
    for row_rule in contract.row_rules:
        check = row_rule.check.replace("current_date", f"date '{today.isoformat()}'")
        severity: Severity = "fout" if row_rule.severity == "error" else "waarschuwing"
        names = tuple(dict.fromkeys(headers[c] for c in row_rule.columns))
        found.append(Rule(row_rule.id, tuple(row_rule.columns), names, f"not ({check})", row_rule.message, severity))
    return found


def repeated_keys_sql(contract: Contract, all_readable: bool) -> str:
    """SELECT for the table `sleutels`: the hashes of keys that occur more than once. See repeats_sql for `all_readable`."""
    return f"select hash({', '.join(contract.primary_key)}) as h from {_readable(all_readable)} group by 1 having count(*) > 1"


def repeats_sql(contract: Contract, all_readable: bool) -> str:
    """SELECT for the table `dubbelen`: rows whose key occurs more often, with how many share the key and how many are fully equal.

    Rows in the table `onleesbaar`, which is there unless `all_readable`, stay out: a key that could not be read is empty now and would
    look like any other empty key. Only rows whose key is in `sleutels` go through the windows: over ten million rows 1 s instead of 6 s.
    """
    key, whole = ", ".join(contract.primary_key), ", ".join(contract.landed_columns())
    return f"""
        with verdacht as (select * from {_readable(all_readable)} where hash({key}) in (select h from {REPEATED_KEYS}))
        select _source_row, _source_part,
            count(*) over (partition by {key}) as gelijke_sleutel_n,
            count(*) over (partition by {whole}) as gelijke_rij_n,
            row_number() over (partition by {whole} order by _source_row, _source_part) as volgorde,
            min(_source_row) over (partition by {key}) as eerste_rij,
            max(_source_row) over (partition by {key}) as laatste_rij
        from verdacht"""


def _readable(all_readable: bool) -> str:
    return TABLE if all_readable else f"{TABLE} anti join {UNREADABLE} using (_source_row, _source_part)"


def _cell_rules(f: ContractField) -> list[Rule]:
    limits = f.constraints
    found: list[Rule] = []
    if f.required:
        empty = f"{f.name} is null" + (f" and {f.missing_reason_to} is null" if f.missing_reason_to else "")
        found.append(_cell(f, "verplicht", empty, "de cel is leeg. Vul deze kolom altijd in."))
    if limits.enum is not None:
        values = ", ".join(_quoted(value) for value in limits.enum)
        hint = f"{{waarde}} is niet toegestaan. Gebruik {listed([friendly(v) for v in limits.enum], 'of')}."
        found.append(_cell(f, "toegestaan", f"{f.name} not in ({values})", hint))
    if limits.minimum is not None or limits.maximum is not None:
        found.append(_range(f))
    if limits.pattern is not None:
        excel = " Is de voorloopnul weg? Zet de kolom in Excel op tekst." if f.example.isdigit() else ""
        hint = f"{{waarde}} heeft niet de goede vorm. Een goed voorbeeld is {f.example}.{excel}"
        found.append(_cell(f, "vorm", f"not {_has_form(f)}", hint))
    if limits.max_length is not None:
        hint = f"de tekst is langer dan {limits.max_length} tekens. Maak de tekst korter."
        found.append(_cell(f, "lengte", f"length({f.name}) > {limits.max_length}", hint))
    return found


def _cell(f: ContractField, rule: str, violated: str, text: str) -> Rule:
    return Rule(rule, (f.name,), (f.source,), violated, text)


def _has_form(f: ContractField) -> str:
    return f"regexp_matches({f.name}, {_quoted(f.constraints.pattern or '')})"


def _range(f: ContractField) -> Rule:
    """Minimum and maximum of one column, both inclusive."""
    low, high = (_limit(f, value) for value in (f.constraints.minimum, f.constraints.maximum))
    broken = [f"{f.name} {sign} {_sql(bound)}" for sign, bound in (("<", low), (">", high)) if bound is not None]
    if low is not None and high is not None:
        hint = f"Gebruik {_shown(f, low)} tot en met {_shown(f, high)}."
    else:
        hint = (
            f"Gebruik {_shown(f, low)} of {'later' if isinstance(low, date) else 'hoger'}."
            if high is None
            else f"Gebruik hoogstens {_shown(f, high)}."
        )
    return _cell(f, "bereik", " or ".join(broken), f"{{waarde}} is niet toegestaan. {hint}")


def _list_rules(f: ContractField, contract: Contract, seeds: Path) -> list[Rule]:
    """A value must be in its code list for this row, and valid on the date or in the year of this row; two rules, two sentences."""
    if f.enum_from is None:
        return []
    enum, table = f.enum_from, f"lijst_{f.name}"
    listing = entries(seeds, enum)
    fields = {other.name: other for other in contract.fields}
    same = " and ".join([f"l.value = {TABLE}.{f.name}", *(f"l.{column} = {TABLE}.{name}" for column, name in enum.match.items())])
    filled = " and ".join(f"{name} is not null" for name in [f.name, *enum.match.values()])
    if f.constraints.pattern:  # a value of the wrong form already has its sentence
        filled += f" and {_has_form(f)}"
    # Of an edition or a law that does not exist no list can hold anything: one wrong cell, one sentence.
    for other in (fields[name] for name in enum.match.values()):
        if other.constraints.enum:
            filled += f" and {other.name} in ({', '.join(map(_quoted, map(str, other.constraints.enum)))})"
    known = f"exists (select 1 from {table} l where {same})"
    text = f"{{waarde}} staat niet in de lijst. {_list_hint(contract, enum, listing, fields)}"
    found = [Rule("lijst", (f.name, *enum.match.values()), (f.source,), f"{filled} and not {known}", text, lists={table: listing})]
    if enum.valid_on:
        when = fields[enum.valid_on]
        day = enum.valid_on if when.type == "date" else f"try(make_date({enum.valid_on}, 1, 1))"
        valid = f"exists (select 1 from {table} l where {same} and l.{VALID_FROM} <= {day} and l.{VALID_TO} > {day})"
        moment = f"op de datum in kolom {when.source}" if when.type == "date" else f"in het jaar in kolom {when.source}"
        text = f"{{waarde}} is niet geldig {moment}. Gebruik de code die toen gold."
        expired = f"{filled} and {day} is not null and {known} and not {valid}"
        found.append(Rule("geldigheid", (f.name, enum.valid_on), (f.source,), expired, text, lists={table: listing}))
    return found


def _list_hint(contract: Contract, enum: EnumFrom, listing: pl.DataFrame, fields: dict[str, ContractField]) -> str:
    values = listing["value"].unique(maintain_order=True).to_list()
    if enum.match:
        by = listed([fields[name].source for name in enum.match.values()])
        return f"De lijst hangt af van kolom {by}; de tab Uitleg van het sjabloon noemt alle waarden (koers template {contract.name})."
    if len(values) <= MAX_LISTED:
        return f"Gebruik {listed(values, 'of')}."
    return f"De tab Uitleg van het sjabloon zegt welke waarden mogen (koers template {contract.name})."


def _any_of(group: list[str], headers: dict[str, str]) -> Rule:
    names = tuple(headers[column] for column in group)
    text = "deze cellen zijn allemaal leeg. Vul er minstens één in."
    return Rule("minstens_een", tuple(group), names, " and ".join(f"{column} is null" for column in group), text)


def _key_rules(contract: Contract, headers: dict[str, str]) -> list[Rule]:
    key = tuple(contract.primary_key)
    names = tuple(dict.fromkeys(headers[column] for column in key))
    these = "deze kolommen" if len(names) > 1 else "deze kolom"
    again = "deze rij is helemaal gelijk aan {waarde}. De eerste telt mee; haal deze weg."
    conflict = f"{{waarde}} is gelijk in {these}, maar anders in de rest. koers telt geen van beide. Houd er één over."
    return [
        Rule("dubbel", key, (), "gelijke_sleutel_n = gelijke_rij_n and volgorde > 1", again, table=REPEATS),
        Rule("sleutel", key, names, "gelijke_sleutel_n > gelijke_rij_n", conflict, table=REPEATS),
    ]


def _limit(f: ContractField, value: float | str | None) -> int | float | date | None:
    """A limit of the contract in the type of its column: ISO text becomes a date, whole numbers become int."""
    if value is None or f.type in ("date", "month"):
        return None if value is None else date.fromisoformat(str(value))
    number = float(value)
    return int(number) if number.is_integer() else number


def _shown(f: ContractField, bound: Any) -> str:
    if isinstance(bound, date):
        return bound.strftime("%d-%m-%Y")
    return f"{bound / 100:.2f}".replace(".", ",") if f.type == "cents" else str(bound).replace(".", ",")


def _sql(bound: Any) -> str:
    return f"date '{bound.isoformat()}'" if isinstance(bound, date) else str(bound)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
