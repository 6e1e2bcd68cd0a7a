"""Contract -> empty XLSX template: sheet 1 to fill in, sheet 'Uitleg' that explains each column and lists the codes.

What belongs here: layout, cell formats and drop-down lists. Not here: reading XLSX (readers/) and the words themselves (wording.py).
"""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ingest.contract import Contract, ContractField
from ingest.headers import spread_headers
from ingest.render.wording import allowed, choices, code_list, form, obligation

LAST_ROW = 1_048_575  # 0-based, the last row of a sheet
MAX_INLINE = 255  # characters; Excel refuses a longer list inside a rule
LISTS = "lijsten"
HEADINGS = ("Kolom", "Betekenis", "Verplicht", "Vorm", "Voorbeeld", "Toegestane waarden")
# Excel would write the moment of making into the file; a fixed one makes equal contracts give equal bytes.
MADE = datetime(2025, 1, 1)
_NUMBER_FORMATS = {"date": "dd-mm-yyyy", "cents": "#,##0.00", "decimal": "General"}


def template_fields(contract: Contract, seeds: Path, wide: bool = False) -> list[ContractField]:
    """The columns of a template, in order; `wide` has one per leefgebied (all editions together) for the name and value column.

    Errors: ValueError for a contract that is delivered in one layout only."""
    if not wide:
        return list(contract.fields)
    if contract.wide is None:
        raise ValueError(f"contract {contract.name} has no wide layout")
    spread = (contract.wide.name_field, contract.wide.value_field)
    value = next(field for field in contract.fields if field.name == contract.wide.value_field)
    kept = [field for field in contract.fields if field.name not in spread]
    return [*kept, *(value.model_copy(update={"source": header, "required": False}) for header in spread_headers(contract, seeds))]


def write(contract: Contract, path: Path, seeds: Path, wide: bool = False) -> None:
    """Write the template to `path`, over what is there. Errors: FileNotFoundError for an absent code list, OSError for a bad `path`,
    ValueError for `wide` where there is no wide layout."""
    fields = template_fields(contract, seeds, wide)
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": contract.title, "created": MADE})
        sheet, explanation = book.add_worksheet(contract.name), book.add_worksheet("Uitleg")
        lists = book.add_worksheet(LISTS)
        lists.hide()
        head = book.add_format({"bold": True, "bg_color": "#E8EDF3", "bottom": 1, "num_format": "@"})
        wrap = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet.freeze_panes(1, 0)
        for column, field in enumerate(fields):
            cells = book.add_format({"num_format": "@" if choices(field, seeds) else _NUMBER_FORMATS.get(field.type, "@")})
            sheet.set_column(column, column, max(12, len(field.source) + 2), cells)
            sheet.write_string(0, column, field.source, head)
            _restrict(sheet, lists, column, field, seeds)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(fields) - 1)}{LAST_ROW + 1}"})
        _explain(explanation, contract, fields, seeds, head, wrap)


def _restrict(sheet: Worksheet, lists: Worksheet, column: int, field: ContractField, seeds: Path) -> None:
    """A drop-down list where the column has one, a date rule on dates; a value outside a code list only warns (older codes)."""
    options = choices(field, seeds)
    rule: dict[str, object] = {"ignore_blank": True, "input_title": field.title[:32], "input_message": field.description[:255]}
    if options:
        rule |= {"validate": "list", "source": _source(lists, column, field.source, options), "error_title": "Niet in de lijst"}
        rule |= {"error_type": "warning" if field.enum_from else "stop", "error_message": "Kies een waarde uit de lijst."}
    elif field.type == "date":
        first = date.fromisoformat(str(field.constraints.minimum)) if field.constraints.minimum else date(1900, 1, 1)
        rule |= {"validate": "date", "criteria": ">=", "value": first, "error_title": "Geen datum"}
        rule |= {"error_message": "Vul een datum in als dd-mm-jjjj."}
    else:
        rule["validate"] = "any"
    sheet.data_validation(1, column, LAST_ROW, column, rule)


def _source(lists: Worksheet, column: int, header: str, options: list[str]) -> list[str] | str:
    """The options themselves when they fit in the rule, otherwise a reference to a column of the hidden sheet that holds them."""
    if len(",".join(options)) <= MAX_INLINE and not any("," in option for option in options):
        return options
    for row, option in enumerate([header, *options]):
        lists.write_string(row, column, option)
    letter = xl_col_to_name(column)
    return f"={LISTS}!${letter}$2:${letter}${len(options) + 1}"


def _explain(sheet: Worksheet, contract: Contract, fields: list[ContractField], seeds: Path, head: Format, wrap: Format) -> None:
    """The second sheet: what the delivery is, a row per column, and below it every code list in full."""
    sheet.write_string(0, 0, contract.title, head)
    sheet.write_string(1, 0, contract.description)
    for column, (heading, width) in enumerate(zip(HEADINGS, (26, 60, 22, 34, 20, 60), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, heading, head)
    for row, field in enumerate(fields, 4):
        values = ", ".join(choices(field)) or allowed(field)
        if field.enum_from:
            values = f"zie de codelijst {field.source} hieronder"
        cells = (field.source, field.description, obligation(field, contract), form(field), field.example, values)
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, wrap)
    row = len(fields) + 6
    for field in fields:
        listing = code_list(field, seeds)
        if listing is not None:
            row = _write_list(sheet, row, field, listing, head)


def _write_list(sheet: Worksheet, row: int, field: ContractField, listing: pl.DataFrame, head: Format) -> int:
    """One code list from `row` on; returns the first row after it."""
    sheet.write_string(row, 0, f"Codelijst {field.source}", head)
    for column, name in enumerate(listing.columns):
        sheet.write_string(row + 1, column, name.replace("_", " "), head)
    for below, values in enumerate(listing.iter_rows(), row + 2):
        for column, value in enumerate(values):
            sheet.write_string(below, column, value or "")
    return row + len(listing) + 4
