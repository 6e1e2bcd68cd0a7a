"""Tables with result and money beside each other over time, and the cost of a clear improvement. Never one ranking.

Belongs here: these two tables. Does not belong here: the chart with four fields (together.py).
"""

from dashboards import effect
from dashboards.blocks import Row, TableBlock
from dashboards.ledger import Number
from dashboards.panels.frame import row, table
from dashboards.panels.results import counted, goal_name
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet


def changes(sheet: Sheet, contracts: list[Contract]) -> TableBlock:
    """Per goal the result now and a year earlier with its difference, and the same of the spending of its contract."""
    t, rows = sheet.desk.texts, list[Row]()
    for contract in contracts:
        for goal in contract.goals:
            made = effect.change(sheet.desk.ledger, goal)
            result: list[Number | str] = [goal.result, goal.earlier, made.result or t("status.geen_meting"), goal.coverage]
            money: list[Number | str] = [made.spent, made.before, made.difference]
            name = f"{goal_name(contract, goal)} ({goal.cell['jaar']})"
            rows.append(row(name, [counted(sheet, goal.cell["indicator"]), *result, *money], lang="nl"))
    columns = ["~wat", "res_nu", "res_eerder", "res_verschil", "dekking_doel", "uit_nu", "uit_eerder", "uit_verschil"]
    made_table = table(sheet, "samenjaren", "doel", columns, rows)
    return TableBlock("samenjaren", t("fig.samenjaren.titel"), [t("fig.samenjaren.lead"), t("fig.samenjaren.lezen1")], made_table)


def improved(sheet: Sheet, contracts: list[Contract]) -> TableBlock:
    """Per goal what one clear improvement costs, or why that cannot be said; in the order of the goals, never by amount."""
    t, rows = sheet.desk.texts, list[Row]()
    for contract in contracts:
        for goal in contract.goals:
            cost = effect.cost_per_improved(sheet.desk.ledger, goal)
            shown: Number | str = cost if cost.shown.is_shown else t("kosten.geen")
            cells: list[Number | str] = [t(f"vorm.{contract.form}"), goal.result, goal.coverage, shown, _why(sheet, cost)]
            rows.append(row(goal_name(contract, goal), cells, lang="nl"))
    made = table(sheet, "kostenresultaat", "doel", ["~vorm", "res_nu", "dekking_doel", "kosten_verbeterd", "~kosten_waarom"], rows)
    intro = [t("fig.kostenresultaat.lead"), t("fig.kostenresultaat.lezen1"), t("fig.kostenresultaat.lezen2")]
    return TableBlock("kostenresultaat", t("fig.kostenresultaat.titel"), list(intro), made)


def _why(sheet: Sheet, cost: Number) -> str:
    if cost.shown.is_shown:
        return sheet.desk.texts(f"kostenverbeterd.vorm.{cost.cell['kostenvorm']}")
    code = cost.cell["kosten_verbeterd_reden"] or "te_weinig_verbeterd"
    return sheet.desk.texts(f"kostenverbeterd.reden.{code}")
