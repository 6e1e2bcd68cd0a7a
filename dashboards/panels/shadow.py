"""What the support under a lump sum would have cost per hour or half day: a calculation beside the lump sum, never a cost.

Belongs here: the table of one contract. Does not belong here: the lump sum itself (contract_build.py), observed costs (together.py).
"""

from dashboards import disclosure
from dashboards.blocks import Row, TableBlock
from dashboards.ledger import Number
from dashboards.panels.frame import row, table
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page, slug

MOST_YEARS = 4
AMOUNTS = ("vast_deel_eur", "schaduw_eur", "schaduw_laag_eur", "schaduw_hoog_eur")


def shadow(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """One row per year, the newest first; a year without a shadow price says why. None when the contract is no lump sum."""
    t, key = sheet.desk.texts, (contract.number, contract.cell["gemeentecode"])
    cells = [cell for cell in sheet.desk.marts["mart_schaduwprijs"] if (cell["contractnummer"], cell["gemeentecode"]) == key]
    if not cells:
        return None
    rows = [_row(sheet, contract, cell) for cell in cells[: -MOST_YEARS - 1 : -1]]
    columns = ["~maanden_gemeld", "vast_deel", "schaduw", "schaduw_laag", "schaduw_hoog", "~opmerking"]
    made = table(sheet, "schaduw", "jaar", columns, rows, f"schaduw-{slug(contract.number)}", naam=contract.label)
    return TableBlock("schaduw", t("fig.schaduw.titel"), [t("fig.schaduw.lead"), t("fig.schaduw.lezen1"), t("fig.schaduw.lezen2")], made)


def _row(sheet: Sheet, contract: Contract, cell: Cell) -> Row:
    t, year = sheet.desk.texts, str(cell["boekjaar"])
    if cell["reden_code"]:
        return row(year, [*[t("algemeen.nvt")] * (len(AMOUNTS) + 1), t(f"schaduwreden.{cell['reden_code']}")])
    enter, page = sheet.desk.ledger.enter, ledger_page(contract.number)
    numbers: list[Number | str] = [enter(cell, name, "euro", disclosure.plain(cell[name]), page=page) for name in AMOUNTS]
    return row(year, [str(cell["maanden_n"]), *numbers, t(f"schaduwoordeel.{cell['oordeel_code']}")])
