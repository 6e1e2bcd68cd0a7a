"""Result and money side by side: the chart with four named fields and the table per goal. Never one ratio of the two.

Belongs here: figures that hold both. Does not belong here: either alone (results.py, money.py).
"""

from dashboards.blocks import Figure, Table
from dashboards.figures.drawing import escape
from dashboards.figures.scatter import Place, fields
from dashboards.ledger import Number
from dashboards.measures import Goal
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet

Pairs = list[tuple[Contract, Goal]]


def placeable(contracts: list[Contract]) -> Pairs:
    """Return the goals whose result and money both have a value and a band that may be shown."""
    return [(c, g) for c in contracts for g in c.goals if _complete(g)]


def _complete(goal: Goal) -> bool:
    numbers = (goal.change, goal.difference_share)
    return all(n.shown.is_shown and n.low is not None and n.high is not None for n in numbers)


def scatter(sheet: Sheet, contracts: list[Contract]) -> Figure:
    """Result against last year (up) and money against the budget (across), both with their band, contract form at each point."""
    t, pairs = sheet.desk.texts, placeable(contracts)
    corners = [t(f"veldhoek.{name}") for name in ("meer_binnen", "meer_boven", "minder_binnen", "minder_boven")]
    drawing = fields(
        [_place(sheet, pairs, c, g) for c, g in pairs],
        (t("as.geldverschil"), t("as.resultaatverschil")),
        (corners[0], corners[1], corners[2], corners[3]),
    )
    rows = [
        row(
            f"{c.label}: {g.cell['doel']}",
            [g.change, g.result, g.earlier, g.difference_share, g.difference, t(f"vorm.{c.form}"), t(f"veld.{g.cell['veld']}")],
        )
        for c, g in pairs
    ]
    columns = ["verandering", "nu", "eerder", "verschil_pct", "verschil", "~vorm", "~veld"]
    return figure(sheet, "velden", drawing, table(sheet, "velden", "doel", columns, rows), key(sheet, "dot:doelpunt", "band:band"))


def _place(sheet: Sheet, pairs: Pairs, contract: Contract, goal: Goal) -> Place:
    t, x, y = sheet.desk.texts, goal.difference_share, goal.change
    words = t(
        "punt.veld",
        naam=f"{contract.label}: {goal.cell['doel']}",
        resultaat=sheet.text(y),
        geld=spoken(sheet, t("menu.geld"), goal.difference),
        vorm=t(f"vorm.{contract.form}"),
    )
    bounds = [float(v or 0) for v in (x.value, x.low, x.high, y.value, y.low, y.high)]
    return Place(escape(_point_name(pairs, contract, goal)), t(f"vorm.{contract.form}"), words, *bounds)


def _point_name(pairs: Pairs, contract: Contract, goal: Goal) -> str:
    """Name a point after its municipality, with the goal's code when more points carry that name."""
    alone = sum(other.place == contract.place for other, _ in pairs) == 1
    return contract.place if alone else f"{contract.place} ({goal.cell['doelcode']})"


def goal_table(sheet: Sheet, contracts: list[Contract]) -> Table:
    """Every goal with result and euro next to each other, the contract form, and what may be said about cost per person."""
    t, rows = sheet.desk.texts, []
    for contract in contracts:
        for goal in contract.goals:
            cost = goal.per_person if goal.per_person.shown.is_shown else t("kosten.geen")
            name = f"{contract.label}: {goal.cell['doel']}"
            cells: list[Number | str] = [
                t(f"vorm.{contract.form}"),
                goal.result,
                goal.earlier,
                goal.target,
                goal.expected,
                goal.budget,
                t(f"veld.{goal.cell['veld']}"),
                cost,
                _cost_form(sheet, goal),
            ]
            rows.append(row(name, cells))
    columns = ["~vorm", "nu", "eerder", "norm", "verwacht", "begroot", "~veld", "kosten", "~kostenvorm"]
    return table(sheet, "doelentabel", "doel", columns, rows)


def _cost_form(sheet: Sheet, goal: Goal) -> str:
    reason = "taakgericht_contract" if goal.cell["uitvoeringsvariant"] == "taakgericht" else goal.cell["kostenvorm_reden"]
    return sheet.desk.texts(f"kostenreden.{reason or 'geen_realisatie'}")
