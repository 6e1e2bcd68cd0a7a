"""Result and money side by side: the chart with four named fields and the table per goal. Never one ratio of the two.

Belongs here: figures that hold both. Does not belong here: either alone (results.py, money.py).
"""

from functools import partial

from dashboards.blocks import Figure, Row, Table
from dashboards.figures.drawing import escape
from dashboards.figures.scatter import Place, fields
from dashboards.ledger import Number
from dashboards.measures import Goal
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.panels.money import signed
from dashboards.panels.results import counted, goal_name, target
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet

Pairs = list[tuple[Contract, Goal, Number]]


def placeable(contracts: list[Contract]) -> Pairs:
    """Return the goals whose result and money both have a value and a band that may be shown."""
    return [(c, g, g.change) for c in contracts for g in c.goals if g.change and _has_band(g.change) and _has_band(g.difference_share)]


def _has_band(number: Number) -> bool:
    return number.shown.is_shown and number.low is not None and number.high is not None


def scatter(sheet: Sheet, contracts: list[Contract]) -> Figure:
    """Result against last year (up) and money against the budget (across), both with their band, contract form at each point."""
    t, pairs = sheet.desk.texts, placeable(contracts)
    corners = (t("veldhoek.meer_binnen"), t("veldhoek.meer_boven"), t("veldhoek.minder_binnen"), t("veldhoek.minder_boven"))
    titles = (t("as.geldverschil"), t("as.resultaatverschil"))
    drawing = fields([_place(sheet, *found) for found in pairs], titles, corners, partial(signed, sheet))
    columns = ["~wat", "verandering", "nu", "eerder", "verschil_pct", "verschil", "~vorm", "~veld"]
    made = table(sheet, "velden", "doel", columns, [_field_row(sheet, *found) for found in pairs])
    return figure(sheet, "velden", drawing, made, key(sheet, "dot:doelpunt", "band:band"))


def _field_row(sheet: Sheet, contract: Contract, goal: Goal, change: Number) -> Row:
    t = sheet.desk.texts
    numbers: list[Number | str] = [
        counted(sheet, goal.cell["indicator"]),
        change,
        goal.result,
        goal.earlier,
        goal.difference_share,
        goal.difference,
    ]
    return row(goal_name(contract, goal), [*numbers, t(f"vorm.{contract.form}"), t(f"veld.{goal.cell['veld']}")])


def _place(sheet: Sheet, contract: Contract, goal: Goal, change: Number) -> Place:
    t, x, y = sheet.desk.texts, goal.difference_share, change
    money = spoken(sheet, t("menu.geld"), goal.difference)
    words = t("punt.veld", naam=goal_name(contract, goal), resultaat=sheet.text(y), geld=money, vorm=t(f"vorm.{contract.form}"))
    bounds = [float(v or 0) for v in (x.value, x.low, x.high, y.value, y.low, y.high)]
    return Place(escape(contract.place), escape(str(goal.cell["doelcode"])), t(f"vormkort.{contract.form}"), words, *bounds)


def goal_table(sheet: Sheet, contracts: list[Contract]) -> Table:
    """Every goal with result and euro next to each other and the contract form."""
    t, rows = sheet.desk.texts, []
    for contract in contracts:
        for goal in contract.goals:
            numbers: list[Number | str] = [
                counted(sheet, goal.cell["indicator"]),
                goal.result,
                goal.earlier,
                target(sheet, goal),
                goal.expected,
                goal.budget,
            ]
            rows.append(row(goal_name(contract, goal), [t(f"vorm.{contract.form}"), *numbers, t(f"veld.{goal.cell['veld']}")]))
    columns = ["~vorm", "~wat", "nu", "eerder", "norm", "verwacht", "begroot", "~veld"]
    return table(sheet, "doelentabel", "doel", columns, rows)


def cost_table(sheet: Sheet, contracts: list[Contract]) -> Table:
    """Cost per person per contract: only where it is observed or can be shared out, and never for a lump sum."""
    t, rows = sheet.desk.texts, []
    for contract in contracts:
        if contract.money:
            cost = contract.money.per_person
            shown: Number | str = cost if cost.shown.is_shown else t("kosten.geen")
            cells: list[Number | str] = [t(f"vorm.{contract.form}"), contract.money.people, shown, _cost_reason(sheet, contract)]
            rows.append(row(contract.label, cells))
    return table(sheet, "kosten", "contract", ["~vorm", "inwoners", "kosten", "~kostenvorm"], rows)


def _cost_reason(sheet: Sheet, contract: Contract) -> str:
    cell = contract.money.cell if contract.money else None
    reason = "taakgericht_contract" if contract.form == "taakgericht" or cell is None else cell["kostenvorm_reden"]
    return sheet.desk.texts(f"kostenreden.{reason or 'geen_realisatie'}")
