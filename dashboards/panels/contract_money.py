"""Figures about the money of one contract: adding up over the months, year after year, per taakveld.

Belongs here: euros of one contract in depth. Does not belong here: several contracts (money.py).
"""

from typing import Any

from dashboards import disclosure
from dashboards.blocks import Figure
from dashboards.figures.bars import Spent, bullets
from dashboards.figures.drawing import escape
from dashboards.figures.lines import Expected, Month, adding_up
from dashboards.ledger import Number
from dashboards.measures import Budget
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.panels.money import million, unit
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page, slug


def months(sheet: Sheet, contract: Contract, budget: Budget) -> Figure | None:
    """Spending over the months of the reported year against an even share of the budget; None without ledger."""
    cells = _of(sheet, "maanden", contract, boekjaar=budget.cell["boekjaar"])
    numbers = [(cell, _euro(sheet, cell, "geboekt_eur"), _euro(sheet, cell, "norm_eur")) for cell in cells]
    if not any(spent.value is not None for _, spent, _ in numbers):
        return None
    f, t, year = sheet.desk.formats, sheet.desk.texts, budget.cell["boekjaar"]
    points = [
        Month(f.month_short(cell["maand"]), spoken(sheet, f.month(cell["maand"]), spent), million(spent.value), million(norm.value))
        for cell, spent, norm in numbers
    ]
    ends = [value for point in points for value in (point.spent, point.norm)]
    drawing = adding_up(points, _expected(sheet, budget), (t("teken.begroting"), t("teken.uitgegeven")), unit(sheet, ends, short=True))
    rows = [row(f.month(cell["maand"]), [spent, norm]) for cell, spent, norm in numbers]
    made = table(
        sheet, "maanden", "maand", ["geboekt", "gelijkmatig"], rows, f"maanden-{slug(contract.number)}", naam=contract.label, jaar=year
    )
    method = t(f"methode.{budget.cell['prognose_methode']}")
    return figure(
        sheet,
        "maanden",
        drawing,
        made,
        key(sheet, "dash:gelijk_budget", "dot:uitgegeven", "ring:verwacht", "band:verwachtband", "narrow:verwachtband_smal"),
        naam=contract.label,
        jaar=year,
        methode=method,
    )


def _expected(sheet: Sheet, budget: Budget) -> Expected | None:
    if budget.expected.value is None or budget.cell["prognose_methode"] == "definitief":
        return None
    words = spoken(sheet, sheet.desk.texts("teken.verwacht"), budget.expected)
    low, high = budget.expected.low, budget.expected.high
    narrow = (million(budget.cell[f"prognose_{end}80_eur"]) for end in ("laag", "hoog"))
    return Expected(sheet.short(budget.expected), words, million(budget.expected.value) or 0, million(low), million(high), *narrow)


def years(sheet: Sheet, contract: Contract) -> Figure:
    """Spending per year, the latest as expected, with the budget of that year."""
    budgets = [b for b in contract.budgets if b.expected.value is not None or b.budget.value is not None][-6:]
    t = sheet.desk.texts
    lines = []
    for budget in budgets[::-1]:
        name = str(budget.cell["boekjaar"])
        if budget.cell["prognose_methode"] not in ("definitief", "geen"):
            name = t("grafiek.verwacht_jaar", jaar=name)
        words = t("punt.geld", naam=name, bedrag=sheet.short(budget.expected), begroot=sheet.short(budget.budget))
        lines.append(
            Spent(escape(name), "", words, sheet.short(budget.expected), million(budget.expected.value) or 0, million(budget.budget.value))
        )
    drawing = bullets(lines, unit(sheet, [value for line in lines for value in (line.spent, line.budget)]))
    # Only a lump sum has an implied price per person; where every hour is paid it would be something else than what is declared.
    extra = ["per_maand_toegerekend"] if any(b.per_month.value is not None for b in budgets) else []
    rows = [
        row(str(b.cell["boekjaar"]), [b.expected, b.budget, b.difference, b.start_up, b.people, *([b.per_month] if extra else [])])
        for b in budgets[::-1]
    ]
    columns = ["verwacht", "begroot", "verschil", "aanloop", "inwoners", *extra]
    made = table(sheet, "geldjaren", "jaar", columns, rows, f"geldjaren-{slug(contract.number)}", naam=contract.label)
    return figure(sheet, "geldjaren", drawing, made, key(sheet, "better:uitgegeven_verwacht", "tick:begroting"), naam=contract.label)


def taakvelden(sheet: Sheet, contract: Contract, budget: Budget) -> Figure | None:
    """Spending up to the last closed month per taakveld, with the budget of the year; None when there are none to compare."""
    cells = [c for c in _of(sheet, "mart_budget_realisatie", contract, boekjaar=budget.cell["boekjaar"]) if c["is_afgesloten"]]
    last = max((cell["maand"] for cell in cells), default=None)
    cells = [cell for cell in cells if cell["maand"] == last and (cell["grootboek_cumulatief_eur"] or cell["begroting_jaar_eur"])]
    if last is None or len(cells) < 2:
        return None
    numbers = [
        (cell, _euro(sheet, cell, "grootboek_cumulatief_eur"), _euro(sheet, cell, "begroting_jaar_eur"), _used(sheet, cell))
        for cell in cells
    ]
    t, lines, rows = sheet.desk.texts, [], []
    for cell, spent, year, used in numbers:
        name = f"{cell['taakveld_code']} {cell['taakveld_naam']}"
        words = t("punt.geld", naam=name, bedrag=sheet.short(spent), begroot=sheet.short(year))
        lines.append(Spent(escape(name), "", words, sheet.short(spent), million(spent.value) or 0, million(year.value)))
        rows.append(row(name, [spent, year, used], lang="nl"))
    values = {"naam": contract.label, "jaar": budget.cell["boekjaar"], "maand": sheet.desk.formats.month(last)}
    made = table(
        sheet, "taakvelden", "taakveld", ["geboekt", "begroot", "uitnutting"], rows, f"taakvelden-{slug(contract.number)}", **values
    )
    drawing = bullets(lines, unit(sheet, [value for line in lines for value in (line.spent, line.budget)]))
    return figure(sheet, "taakvelden", drawing, made, key(sheet, "better:uitgegeven", "tick:jaarbegroting"), **values)


def _of(sheet: Sheet, mart: str, contract: Contract, **match: Any) -> list[Cell]:
    wanted = {"contractnummer": contract.number, "gemeentecode": contract.cell["gemeentecode"], **match}
    return [cell for cell in sheet.desk.marts[mart] if all(cell[name] == value for name, value in wanted.items())]


def _euro(sheet: Sheet, cell: Cell, column: str) -> Number:
    return sheet.desk.ledger.enter(cell, column, "euro", disclosure.plain(cell[column]), page=ledger_page(cell["contractnummer"]))


def _used(sheet: Sheet, cell: Cell) -> Number:
    return sheet.desk.ledger.enter(
        cell, "uitnutting_pct", "pct", disclosure.plain(cell["uitnutting_pct"]), page=ledger_page(cell["contractnummer"])
    )
