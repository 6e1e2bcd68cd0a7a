"""Which share of help at home goes to older people who have had much of it for long: an estimate of living at home longer.

Belongs here: the table of one contract. Does not belong here: the waterfall of its spending (forecast.py).
"""

from typing import Any

from dashboards import disclosure
from dashboards.blocks import Row, TableBlock, Text
from dashboards.disclosure import MISSING, TOO_FEW, Shown
from dashboards.panels.frame import row, table
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page, slug

MOST_YEARS = 4
COLUMNS = ["hulp_thuis", "langdurig_n", "langdurig_pct", "kosten_thuis", "langdurig_kosten", "langdurig_kosten_pct"]


def staying_home(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """One row per year, the newest first; a year in which too little is known says why. None when nobody declared help at home."""
    t, key = sheet.desk.texts, (contract.number, contract.cell["gemeentecode"])
    cells = [cell for cell in sheet.desk.marts["mart_langer_thuis"] if (cell["contractnummer"], cell["gemeentecode"]) == key]
    if not cells:
        return None
    rows = [_row(sheet, contract, cell) for cell in cells[: -MOST_YEARS - 1 : -1]]
    made = table(sheet, "langerthuis", "jaar", [*COLUMNS, "~opmerking"], rows, f"langerthuis-{slug(contract.number)}", naam=contract.label)
    intro: list[Text] = [t.html("fig.langerthuis.lead", **_limits(sheet, contract, cells[-1]))]
    return TableBlock("langerthuis", t("fig.langerthuis.titel"), [*intro, *(t(f"fig.langerthuis.lezen{n}") for n in (1, 2, 3))], made)


def _limits(sheet: Sheet, contract: Contract, cell: Cell) -> dict[str, Any]:
    """Age, hours a week and years of the group, as the row itself carries them."""
    page, names = ledger_page(contract.number), {"leeftijd": "leeftijd_vanaf", "uren": "uren_per_week_vanaf", "jaren": "jaren_langer_dan"}
    made = {name: sheet.desk.ledger.enter(cell, c, "waarde", disclosure.plain(cell[c]), page=page) for name, c in names.items()}
    return {name: sheet.k(number) for name, number in made.items()}


def _row(sheet: Sheet, contract: Contract, cell: Cell) -> Row:
    enter, page, t = sheet.desk.ledger.enter, ledger_page(contract.number), sheet.desk.texts
    people, group, percent, costs, costs_percent = _shown(cell)
    bounds = ("langdurig_laag_pct", "langdurig_hoog_pct")
    numbers = [
        enter(cell, "clienten_n", "aantal", people, page=page),
        enter(cell, "langdurig_n", "aantal", group, page=page),
        enter(cell, "langdurig_pct", "pct", percent, bounds=bounds, page=page),
        enter(cell, "kosten_eur", "euro", disclosure.money(cell["kosten_eur"], cell["clienten_n"]), page=page),
        enter(cell, "langdurig_kosten_eur", "euro", costs, page=page),
        enter(cell, "langdurig_kosten_pct", "pct", costs_percent, page=page),
    ]
    return row(str(cell["boekjaar"]), [*numbers, t(f"langerthuisreden.{cell['reden_code'] or 'schatting'}")])


def _shown(cell: Cell) -> tuple[Shown, Shown, Shown, Shown, Shown]:
    """People, people of the group, their share, their costs and the share of these, after disclosure control.

    The people outside the group and those of whom it is unknown are not printed, but follow by subtraction when they are all there is.
    """
    group, known, people = cell["langdurig_n"], cell["bekend_n"], cell["clienten_n"]
    total, (inside, _, _) = disclosure.partition([group, known - group, people - known], total_first=True)
    if cell["reden_code"]:
        return disclosure.count(people), MISSING, MISSING, MISSING, MISSING
    small = any(0 < n < disclosure.LEAST_COUNT for n in (group, people - group))
    costs = TOO_FEW if small else disclosure.plain(cell["langdurig_kosten_eur"])
    costs_percent = TOO_FEW if small else disclosure.plain(cell["langdurig_kosten_pct"])
    return total, inside, disclosure.share(cell["langdurig_pct"], group, known), costs, costs_percent
