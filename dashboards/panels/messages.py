"""Tables about national messages: which expected ones are missing, and what contradicts itself across them.

Belongs here: tables for the page on reliability. Does not belong here: the rules themselves (dbt, seeds), use (use.py).
"""

from datetime import date
from itertools import pairwise

from markupsafe import Markup

from dashboards import disclosure
from dashboards.blocks import Row, TableBlock
from dashboards.panels.frame import row, table
from dashboards.panels.scoring import alphabetic, cells_of
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page


def missing(sheet: Sheet, contracts: list[Contract]) -> TableBlock | None:
    """Per contract with messages: how many kinds were due in the last complete month, and which did not come."""
    month = complete_month(sheet.desk.marts["mart_berichtcompleet"])
    if month is None:
        return None
    t, named = sheet.desk.texts, sheet.desk.formats.month(month)
    found = [(contract, _of_month(sheet, "berichten_per_maand", contract, month)) for contract in alphabetic(contracts)]
    rows = [_missing_row(sheet, contract, cells[0], month) for contract, cells in found if cells and cells[0]["verwacht_n"]]
    if not rows:
        return None
    made = table(sheet, "berichten", "contract", ["verwacht_soorten", "ontbreekt_soorten", "~welke"], rows, maand=named)
    intro = [t("fig.berichten.lead", maand=named), t("fig.berichten.lezen1")]
    return TableBlock("berichten", t("fig.berichten.titel"), list(intro), made)


def complete_month(cells: list[Cell]) -> date | None:
    """Return the last month in which no fewer kinds of message were due than the month before: later ones are not all due yet."""
    due: dict[date, set[str]] = {}
    for cell in cells:
        if cell["verwacht_n"]:
            due.setdefault(cell["maand"], set()).add(cell["berichttype"])
    months = sorted(due)
    complete = [month for before, month in pairwise(months) if len(due[month]) >= len(due[before])]
    return max(complete or months[:1], default=None)


def _of_month(sheet: Sheet, name: str, contract: Contract, month: date) -> list[Cell]:
    return [cell for cell in cells_of(sheet, name, contract) if cell["maand"] == month]


def _missing_row(sheet: Sheet, contract: Contract, cell: Cell, month: date) -> Row:
    t, page = sheet.desk.texts, ledger_page(contract.number)
    due, absent = (
        sheet.desk.ledger.enter(cell, name, "stuks", disclosure.plain(cell[name]), page=page) for name in ("verwacht_n", "ontbreekt_n")
    )
    kinds = [c["berichttype"] for c in _of_month(sheet, "mart_berichtcompleet", contract, month) if c["ontbreekt_n"]]
    return row(contract.label, [due, absent, ", ".join(_kind(sheet, kind) for kind in kinds) or t("algemeen.geen")])


def _kind(sheet: Sheet, number: str) -> str:
    key = f"bericht.{number}"
    return f"{sheet.desk.texts(key)} ({number})" if sheet.desk.texts.has(key) else number


def findings(sheet: Sheet) -> TableBlock | None:
    """What contradicts itself across messages, per rule; how often is hidden from 1 to 9."""
    cells = sheet.desk.marts["bevindingen_per_regel"]
    if not cells:
        return None
    t = sheet.desk.texts
    made = table(sheet, "bevindingen", "bevinding", ["~regel", "~ernst", "bevindingen"], [_finding_row(sheet, cell) for cell in cells])
    return TableBlock("bevindingen", t("fig.bevindingen.titel"), [t("fig.bevindingen.lead"), t("fig.bevindingen.lezen1")], made)


def _finding_row(sheet: Sheet, cell: Cell) -> Row:
    number = sheet.desk.ledger.enter(cell, "bevindingen_n", "aantal", disclosure.count(cell["bevindingen_n"]))
    sentence = disclosure.words(str(cell["zin"]))
    name = sentence if sheet.desk.language == "nl" else Markup('<span lang="nl">{}</span>').format(sentence)
    return row(name, [str(cell["regel"]), sheet.desk.texts(f"ernst.{cell['ernst']}"), number])
