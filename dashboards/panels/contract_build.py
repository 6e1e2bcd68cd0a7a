"""How the amount of a contract came about, year after year: last year, cut, indexation, new tasks, and the same in fixed prices.

Belongs here: the build-up as a table. Does not belong here: what was spent of it (contract_money.py).
"""

from dashboards import disclosure
from dashboards.blocks import TableBlock
from dashboards.columns_books import STEPS
from dashboards.ledger import Number
from dashboards.panels.frame import row, table
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page, slug

MOST_YEARS = 8


def build_up(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """One row per year, the newest first, each step a column; None without a contract budget."""
    t, page = sheet.desk.texts, ledger_page(contract.number)
    key = (contract.number, contract.cell["gemeentecode"])
    cells = [cell for cell in sheet.desk.marts["opbouw_per_jaar"] if (cell["contractnummer"], cell["gemeentecode"]) == key]
    cells = sorted(cells, key=lambda cell: -cell["jaar"])
    # The years with an investment stay, however old: whether it came back is the question they were made for.
    cells = [cell for number, cell in enumerate(cells) if number < MOST_YEARS or cell["aanloopinvestering_eur"]]
    if not cells:
        return None
    rows = []
    for cell in cells:
        columns = [f"{name}_eur" for name in (*STEPS, "geleverd", "reeel")]
        numbers: list[Number | str] = [sheet.desk.ledger.enter(cell, c, "euro", disclosure.plain(cell[c]), page=page) for c in columns]
        rows.append(row(str(cell["jaar"]), numbers))
    heads = [*(f"stap_{name}" for name in STEPS), "stap_geleverd", "stap_reeel"]
    values = {"naam": contract.label, "basis": cells[0]["basisjaar"]}
    made = table(sheet, "opbouw", "jaar", heads, rows, f"opbouw-{slug(contract.number)}", **values)
    return TableBlock(made.id, t("fig.opbouw.titel"), [t("fig.opbouw.lead"), t("fig.opbouw.lezen1", **values)], made)
