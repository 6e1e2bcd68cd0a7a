"""The model of one delivery contract and how it is read from `ingest/contracts/*.yml`.

A contract is the single source of truth about one tabular delivery: it drives Polars (conform.py), Great Expectations
(expectations.py), the dbt sources, the data dictionary, the supplier guide and the XLSX template (render/).
What belongs here: the shape of a contract and its own consistency. Not here: reading deliveries, checking rows, rendering.
Vocabulary follows Frictionless Table Schema (fields, type, required, constraints, primaryKey) with the additions below.
"""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ingest.strict_yaml import read_strict

CONTRACTS = Path(__file__).parent / "contracts"

SIDE = "lasten_baten"  # the field that says on which side of the ledger an amount stands
FieldType = Literal["string", "integer", "decimal", "cents", "date", "month", "boolean"]
PersonalData = Literal["none", "indirect", "direct", "special"]
Severity = Literal["error", "warning"]
# How often a supplier delivers. `once`: a list that comes when it changes, nothing is ever missing; `any`: no agreement, koers looks at
# what came. The others: from the first delivery on every such period is expected, as a whole or in smaller periods together.
Rhythm = Literal["once", "yearly", "half_yearly", "quarterly", "monthly", "any"]
# The side of a ledger that a supplier writes with a minus sign, where koers wants both sides positive.
MinusSide = Literal["lasten", "baten", "beide"]
# What a pseudonym is about; it is part of the HMAC message, so equal numbers of different kinds never meet.
Purpose = Literal["persoon", "client", "traject", "huishouden", "beoordelaar", "toewijzing", "referentie"]


class Strict(BaseModel):
    """Unknown keys are an error: a misspelt key in a contract must never be a rule that silently does nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Constraints(Strict):
    """Checks on one cell after typing. `minimum`/`maximum` in the unit of the field (cents for money, ISO text for dates)."""

    enum: list[str] | None = None
    pattern: str | None = None
    minimum: float | str | None = None
    maximum: float | str | None = None
    max_length: int | None = None


class EnumFrom(Strict):
    """The allowed values are a column of a dbt seed, optionally per value of other fields and valid on a date or year.

    `match` maps seed column to field name; `valid_on` names a date field or an integer year field (read as 1 January).
    """

    seed: str
    column: str
    match: dict[str, str] = Field(default_factory=dict)
    valid_on: str | None = None


class ContractField(Strict):
    """One column of a delivery and of its landing table.

    `from` is the supplier's header. `pseudonym` fields land as 32 hexadecimal characters and are named `…_pseudo`; `drop` fields are
    read and thrown away (free text, names). `missing` maps raw text (lower case) to a reason that lands in `missing_reason_to`.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    source: str = Field(alias="from")
    type: FieldType = "string"
    required: bool = False
    constraints: Constraints = Constraints()
    enum_from: EnumFrom | None = None
    missing: dict[str, str] = Field(default_factory=dict)
    missing_reason_to: str | None = None
    values: dict[str, str] = Field(default_factory=dict)  # raw text (lower case) -> landed value, e.g. "ja": "true"
    times: int = Field(default=1, ge=1)  # what one unit as written stands for, in money: 1000 in a file in thousands of euros
    pseudonym: Purpose | None = None
    drop: bool = False
    policy_text: bool = False  # a text about policy that lands and is printed: the door refuses what points to a person
    personal_data: PersonalData = "none"
    needed_for: list[str] = Field(default_factory=list)
    title: str  # Dutch, a few words
    description: str  # Dutch, one or two sentences for the supplier
    example: str = ""

    @model_validator(mode="after")
    def privacy_is_consistent(self) -> "ContractField":
        if self.pseudonym and not self.name.endswith("_pseudo"):
            raise ValueError(f"field {self.name}: a pseudonym field is named …_pseudo")
        if self.personal_data == "direct" and not (self.pseudonym or self.drop):
            raise ValueError(f"field {self.name}: direct personal data must be pseudonymised or dropped")
        if self.times != 1 and self.type != "cents":
            raise ValueError(f"field {self.name}: only money is written in thousands")
        if self.policy_text and (self.type != "string" or self.constraints.max_length is None):
            raise ValueError(f"field {self.name}: a policy text is a string with a max_length")
        if bool(self.missing) != bool(self.missing_reason_to):
            raise ValueError(f"field {self.name}: missing and missing_reason_to belong together")
        return self

    def accepted(self) -> dict[str, str]:
        """Raw text in lower case -> landed value, for fields with a fixed list: spaces and hyphens may stand for underscores.

        So 'Wijziging 1', 'wijziging_1' and 'wijziging-1' all land as `wijziging_1`. Empty for fields without `enum` and `values`.
        """
        spellings = {value.lower().replace("_", mark): value for value in self.constraints.enum or [] for mark in ("_", " ", "-")}
        return {**spellings, **self.values}


class RowRule(Strict):
    """A check over several columns of one row: SQL in the common dialect over landed columns; NULL counts as fulfilled.

    `current_date` in a check is the day of the run as koers was told it, so a run can be repeated.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    check: str
    columns: list[str]
    severity: Severity = "error"
    message: str  # Dutch: what is wrong and what to do


class WideLayout(Strict):
    """A layout in which some columns are spread out: one header per value of a seed column instead of a name and a value column."""

    name_field: str  # gets the header
    value_field: str  # gets the cell
    headers_from: EnumFrom


class Contract(Strict):
    """One delivery. `scope` says what a later delivery replaces; the row limit is `max_quarantine_pct` percent of its rows; `rhythm` is
    how often it comes, for the audit that looks for missing deliveries.

    Rows with an equal `primary_key` (empty equals empty): when they are alike in every landed column the first stays and the others
    are set aside as repeats; when they differ koers cannot know which one is right and sets all of them aside.
    """

    name: str
    title: str
    description: str
    one_row_is: str
    scope: list[Literal["bron", "leverancier", "periode"]] = ["bron", "leverancier", "periode"]
    supplier: Literal["gemeente", "agb", "beide"] = "beide"
    rhythm: Rhythm = "any"
    formats: list[Literal["yml", "csv", "xlsx"]] = ["csv", "xlsx"]  # yml: blocks that people edit by hand (readers/yml.py)
    primary_key: list[str]
    any_of: list[list[str]] = Field(default_factory=list)  # of each group at least one column must be filled
    max_quarantine_pct: float = Field(ge=0, le=100)
    threshold_reason: str
    minus_from: dict[str, MinusSide] = Field(default_factory=dict)  # supplier -> side it writes with a minus, turned round
    wide: WideLayout | None = None
    row_rules: list[RowRule] = Field(default_factory=list)
    known_issues: list[str] = Field(default_factory=list)
    fields: list[ContractField]

    @model_validator(mode="after")
    def names_exist(self) -> "Contract":
        names = [f.name for f in self.fields]
        if len(set(names)) != len(names) or len({f.source for f in self.fields}) != len(names):
            raise ValueError(f"contract {self.name}: a field or header occurs twice")
        used = [*self.primary_key, *(c for g in self.any_of for c in g), *(c for r in self.row_rules for c in r.columns)]
        unknown = sorted(set(used) - set(self.landed_columns()))
        if self.minus_from and not ({SIDE} <= set(names) and self.money_columns()):
            raise ValueError(f"contract {self.name}: minus_from needs {SIDE} and an amount")
        if unknown:
            raise ValueError(f"contract {self.name}: unknown columns {', '.join(unknown)}")
        return self

    def landed(self) -> list[ContractField]:
        """The fields that land, in order; dropped fields left out."""
        return [f for f in self.fields if not f.drop]

    def landed_columns(self) -> list[str]:
        """Column names of the landing table without the technical ones, missing-reason columns included, in order."""
        columns: list[str] = []
        for field in self.landed():
            columns.append(field.name)
            if field.missing_reason_to:
                columns.append(field.missing_reason_to)
        return columns

    def money_columns(self) -> list[str]:
        """Columns in cents; the first one is what the reconciliation counts in euros."""
        return [f.name for f in self.landed() if f.type == "cents"]


def friendly(value: str) -> str:
    """A landed code as a supplier may write it: `helemaal_eens` -> `helemaal eens`. The door reads both."""
    return value.replace("_", " ")


def read_contract(path: Path) -> Contract:
    """Read one YAML file. Errors: YAMLError for a key that stands twice, pydantic.ValidationError for an unknown one or a contradiction."""
    return Contract.model_validate(read_strict(path))


@cache
def load_contracts(folder: Path = CONTRACTS) -> dict[str, Contract]:
    """All contracts by name, in file order. A file's name is its contract's name."""
    found = {path.stem: read_contract(path) for path in sorted(folder.glob("*.yml"))}
    wrong = [stem for stem, contract in found.items() if contract.name != stem]
    if wrong:
        raise ValueError(f"contract files named otherwise than their contract: {', '.join(wrong)}")
    return found
