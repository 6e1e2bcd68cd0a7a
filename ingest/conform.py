"""From raw text to the landing table of a contract: names, wide to long, pseudonyms, types, and findings about cells that cannot be read.

What belongs here: one batch of rows, columns by contract. Not here: matching headers (headers.py), reading one column (cells.py,
amounts.py, pseudonymise.py), rules about well-formed values (rules.py), and deciding what happens to a delivery (pipeline.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from ingest.amounts import Notation, proofs
from ingest.cells import FAULTS, typed
from ingest.contract import SIDE, Contract, ContractField
from ingest.findings import SCHEMA, about_rows
from ingest.headers import Layout
from ingest.masking import HIDDEN, displayable
from ingest.policy_text import POLICY_FAULTS, text_faults
from ingest.pseudonymise import BSN_FAULTS, bsn_faults, could_be_real, in_test_range, is_bsn, pseudonymise_column
from ingest.readers.table import CELLS, PART, ROW, cell
from ingest.refusal import Refusal
from ingest.seeds import entries
from ingest.wide import check_editions, core_columns, spread_column, to_long

KEY = [ROW, PART]
_RAGGED = "{waarde}. Er staat een scheidingsteken te veel of te weinig, of een tekst mist aanhalingstekens. Verbeter de rij."
_LOST_CHARACTER = "\ufffd"  # what a program writes for a character it could not read
_TEXT, _PLACE = "_text", "_place"
_TYPES: dict[str, type[pl.DataType] | pl.DataType] = {
    "integer": pl.Int64,
    "cents": pl.Int64,
    "decimal": pl.Decimal(18, 4),
    "date": pl.Date,
    "month": pl.Date,
    "boolean": pl.Boolean,
}


@dataclass(frozen=True)
class Conform:
    """How one delivery becomes its landing table. `key` makes the pseudonyms; `notations` say per field how decimals are written."""

    contract: Contract
    layout: Layout
    seeds: Path
    leverancier: str
    key: bytes
    is_demo_key: bool
    is_excel: bool
    notations: Mapping[str, Notation]

    def rows(self, batch: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """(rows, ragged): raw text by field name, one row per landing row; and the rows with a wrong number of cells (`_cells`).

        Errors: Refusal when a wide file lacks a leefgebied of an edition that occurs in it.
        """
        ragged = batch.filter(pl.col(CELLS).is_not_null()).select(ROW, pl.lit("").alias(PART), CELLS)
        fields = [pl.col(cell(position)).alias(name) for name, position in self.layout.fields.items()]
        whole = batch.filter(pl.col(CELLS).is_null())
        if not self.layout.spread or not self.contract.wide:
            return whole.select(ROW, pl.lit("").alias(PART), *fields), ragged
        spread = list(self.layout.spread)
        wide = whole.select(ROW, *fields, *(pl.col(cell(self.layout.spread[name])).alias(spread_column(name)) for name in spread))
        check_editions(wide, self.contract.wide, self._core, spread)
        return to_long(wide, self.contract.wide, self._core, spread), ragged

    def read(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """(typed, findings): landing columns of `rows`, unreadable cells null, and one finding for each of those.

        Errors: Refusal when a BSN may be a real person's and koers runs with the demonstration key.
        """
        columns = rows.select(KEY)
        for field in self.contract.landed():
            columns = columns.hstack(self._pseudonyms(field, rows) if field.pseudonym else self._cells(field, rows))
        found = [self._findings(field, rows, columns[_fault(field.name)]) for field in self.contract.landed()]
        landed = columns.select(list(landing_schema(self.contract)))
        return self._turned_round(landed), pl.concat([pl.DataFrame(schema=SCHEMA), *found])

    def _turned_round(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Amounts with the other sign, on the side of the ledger that this supplier writes with a minus (`minus_from`)."""
        side = self.contract.minus_from.get(self.leverancier)
        if side is None:
            return rows
        turned = pl.lit(True) if side == "beide" else pl.col(SIDE) == side
        money = self.contract.money_columns()
        return rows.with_columns(pl.when(turned).then(-pl.col(name)).otherwise(pl.col(name)).alias(name) for name in money)

    def ragged_findings(self, ragged: pl.DataFrame, width: int) -> pl.DataFrame:
        """A row with a wrong number of cells is one finding; nobody knows which of its cells is which, so none is shown."""
        text = pl.concat_str(pl.lit("de rij heeft "), pl.col(CELLS), pl.lit(f" cellen en de kop {width}"))
        return about_rows(ragged.select(*KEY, text.alias("waarde")), rule="cellen", column=None, headers=[], text=_RAGGED)

    def proofs(self, rows: pl.DataFrame) -> dict[str, tuple[int, int]]:
        """Per field with decimals how often the comma and the point are proven in these rows, see amounts.py."""
        return proofs(rows.select([field.name for field in decimal_fields(self.contract)]))

    @cached_property
    def _core(self) -> pl.DataFrame:
        assert self.contract.wide
        return core_columns(self.contract.wide, self.seeds)

    @cached_property
    def _spellings(self) -> dict[str, dict[str, str]]:
        """Per field: lower-case text -> landed value, of the contract and, where letters matter, of the code list."""
        found = {}
        for field in self.contract.landed():
            listed = entries(self.seeds, field.enum_from)["value"].unique().to_list() if field.enum_from else []
            found[field.name] = {value.lower(): value for value in listed if value.lower() != value.upper()} | field.accepted()
        return found

    def _cells(self, field: ContractField, rows: pl.DataFrame) -> list[pl.Series]:
        """Value, broken rule and missing reason of every row. Each distinct text is read once: a code of three hundred municipalities
        in a file of ten million rows costs three hundred readings and one join."""
        texts = rows[field.name].rename(_TEXT)
        distinct = texts.unique()
        read = typed(distinct, field, self._spellings[field.name], self.notations.get(field.name, "onbekend"), self.is_excel)
        known = pl.DataFrame({_TEXT: distinct, field.name: read.value, _fault(field.name): read.fault})
        if field.policy_text:
            found = text_faults(distinct)
            known = known.with_columns(read.value.set(found.is_not_null(), None).alias(field.name), found.alias(_fault(field.name)))
        if read.reason is not None and field.missing_reason_to:
            known = known.with_columns(read.reason.alias(field.missing_reason_to))
        columns = texts.to_frame().join(known, on=_TEXT, how="left", maintain_order="left", nulls_equal=True).drop(_TEXT).get_columns()
        misplaced = self._misplaced_bsn(field, rows)
        if misplaced is not None:
            columns[:2] = [columns[0].set(misplaced, None), columns[1].set(misplaced, "bsn_elders")]
        return columns

    def _pseudonyms(self, field: ContractField, rows: pl.DataFrame) -> list[pl.Series]:
        """The pseudonym of every row, and the rule its number breaks; each distinct number is looked at once, as in `_cells`."""
        texts = rows.select(pl.col(field.name).alias(_TEXT), *self._place(field, rows))
        distinct = texts.unique()
        numbers = _numbers(distinct, _TEXT)
        faults = pl.repeat(None, len(numbers), dtype=pl.String, eager=True)
        if field.pseudonym == "persoon":
            if self.is_demo_key:
                _no_real_person(field, rows, numbers)
            faults = bsn_faults(numbers)
        faults = faults.set(numbers.str.contains(_LOST_CHARACTER, literal=True).fill_null(False), "onleesbaar_teken")
        codes = pseudonymise_column(self.key, self._purpose(field, distinct), numbers.set(faults.is_not_null(), None))
        known = distinct.with_columns(codes.alias(field.name), faults.alias(_fault(field.name)))
        return texts.join(known, on=texts.columns, how="left", maintain_order="left", nulls_equal=True).drop(texts.columns).get_columns()

    def _place(self, field: ContractField, rows: pl.DataFrame) -> list[pl.Expr]:
        """The municipality, for numbers that are unique within it."""
        within = field.pseudonym in ("traject", "huishouden") and "gemeentecode" in rows.columns
        return [pl.col("gemeentecode").str.strip_chars().alias(_PLACE)] if within else []

    def _purpose(self, field: ContractField, numbers: pl.DataFrame) -> str | pl.Series:
        """What a number is unique within: a supplier's own numbers within the supplier, a municipality's within the municipality."""
        purpose: str = field.pseudonym or ""
        if purpose in ("client", "beoordelaar"):
            return f"{purpose}|{self.leverancier}"
        return f"{purpose}|" + numbers[_PLACE] if _PLACE in numbers.columns else purpose

    def _misplaced_bsn(self, field: ContractField, rows: pl.DataFrame) -> pl.Series | None:
        """Where a free code is a BSN of the test range or one from this row's own BSN column. By chance one number in eleven passes
        the elfproef, so other numbers of nine digits are left alone."""
        if field.type != "string" or field.enum_from or field.constraints.enum:
            return None
        text = rows[field.name].str.strip_chars()
        nine = text.str.contains(r"^[0-9]{9}$")
        if not nine.any():
            return None
        tests = [number for number in text.filter(nine).unique() if is_bsn(number) and in_test_range(number)]
        own = [text == _numbers(rows, other.name) for other in self.contract.landed() if other.pseudonym == "persoon"]
        misplaced = nine & text.is_in(tests)
        for same in own:
            misplaced = misplaced | (nine & same.fill_null(False))
        return misplaced

    def _findings(self, field: ContractField, rows: pl.DataFrame, fault: pl.Series) -> pl.DataFrame:
        """One finding per unreadable cell of one field; its value as masking allows, never of a personal column."""
        if fault.null_count() == len(fault):
            return pl.DataFrame(schema=SCHEMA)
        wrong = fault.is_not_null()
        bad = (
            rows.filter(wrong)
            .select(*KEY, pl.col(field.name).str.strip_chars().alias("waarde"))
            .with_columns(fault.filter(wrong).alias("rule"))
        )
        bad = bad.with_columns(shown(bad["waarde"], field))
        if self.layout.spread and self.contract.wide and field.name == self.contract.wide.value_field:
            bad = bad.with_columns(pl.col(PART).alias("header"))
        texts = FAULTS | BSN_FAULTS | POLICY_FAULTS
        return pl.concat(
            about_rows(part, rule=rule, column=field.name, headers=[field.source], text=texts[rule])
            for (rule,), part in bad.partition_by("rule", as_dict=True, maintain_order=True).items()
        )


def decimal_fields(contract: Contract) -> list[ContractField]:
    """Fields whose numbers may have decimals."""
    return [field for field in contract.landed() if field.type in ("cents", "decimal")]


def landing_schema(contract: Contract) -> dict[str, type[pl.DataType] | pl.DataType]:
    """Column types of rows.parquet: `_source_row`, `_source_part`, then the landed columns in the order of the contract."""
    kinds = {f.name: pl.String if f.pseudonym else _TYPES.get(f.type, pl.String) for f in contract.landed()}
    return {ROW: pl.Int64, PART: pl.String} | {name: kinds.get(name, pl.String) for name in contract.landed_columns()}


def shown(values: pl.Series, field: ContractField) -> pl.Series:
    """Raw text as it may be seen: covered in a personal column, else as masking allows; each distinct value is masked once."""
    distinct = values.unique().to_list()
    hidden = field.pseudonym or field.drop or field.personal_data == "direct"
    seen = [HIDDEN if hidden and (value or "").strip() else displayable(value) for value in distinct]
    return values.replace_strict(distinct, seen, return_dtype=pl.String)


def _numbers(rows: pl.DataFrame, name: str) -> pl.Series:
    """A column of numbers of persons, null where it is blank."""
    text = rows[name].str.strip_chars()
    return text.set(text == "", None)


def _no_real_person(field: ContractField, rows: pl.DataFrame, numbers: pl.Series) -> None:
    real = [number for number in numbers.drop_nulls() if could_be_real(number)]
    if real:
        raise Refusal(
            f"Rij {rows[ROW].filter(_numbers(rows, field.name).is_in(real))[0]}, kolom {field.source}: dit BSN kan van een echte inwoner "
            "zijn, want het ligt buiten de officiële testreeks, die met 9999 begint. koers draait met de demonstratiesleutel en neemt het "
            "bestand niet in. Stel een eigen sleutel in of lever testgegevens.",
            "bsn_bij_demosleutel",
        )


def _fault(name: str) -> str:
    return f"_fault_{name}"
