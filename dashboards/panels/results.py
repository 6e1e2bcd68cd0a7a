"""Figures about results for several contracts at once: goals, shares with intervals, the three-way split, the bounds.

Belongs here: results across contracts. Does not belong here: one contract in depth (one_contract.py), money (money.py).
"""

from dataclasses import replace

from markupsafe import Markup

from dashboards import disclosure, measures, verdicts
from dashboards.blocks import Figure, Row
from dashboards.figures.bars import Split, splits
from dashboards.figures.drawing import cut, escape
from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.ledger import Number
from dashboards.measures import Goal, Result
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet

SHARES = [0, 25, 50, 75, 100]
PARAMETERS = ("drempel_betrouwbaarheid", "drempel_z")


def share_axis(sheet: Sheet, title: str) -> Axis:
    """Return the fixed axis of shares, 0 to 100 percent."""
    return Axis(0, 100, [float(v) for v in SHARES], [f"{v}%" for v in SHARES], sheet.desk.texts(title))


def measurable(contracts: list[Contract]) -> list[tuple[Contract, Goal]]:
    """Return the goals that are about people measured twice; goals about money or use have no share to draw here."""
    return [(contract, goal) for contract in contracts for goal in contract.goals if goal.cell["reden_code"] != "niet_gemeten"]


def goals(sheet: Sheet, contracts: list[Contract], ident: str = "doelen") -> Figure:
    """One row per goal: this year with its interval, last year, the target. ident: its own name on each page."""
    pairs = measurable(contracts)
    drawing = intervals([_goal_row(sheet, contract, goal) for contract, goal in pairs], share_axis(sheet, "as.aandeel"))
    rows = [_goal_cells(sheet, contract, goal) for contract, goal in pairs]
    columns = ["~wat", "nu", "eerder", "norm", "gemeten", "~oordeel"]
    return figure(
        sheet,
        "doelen",
        drawing,
        table(sheet, "doelen", "doel", columns, rows, ident=ident),
        key(sheet, "dot:gehaald", "over:niet_gehaald", "none:nog_niet", "band:band", "ring:eerder", "tick:norm"),
    )


def goal_name(contract: Contract, goal: Goal) -> str:
    """Return how a goal is called in a table: municipality, code and text."""
    return f"{contract.place} ({goal.cell['doelcode']}): {goal.cell['doel']}"


def target(sheet: Sheet, goal: Goal) -> Number | str:
    """Return the agreed share of a goal, or that there is none."""
    return goal.target if goal.target.shown.is_shown else sheet.desk.texts("algemeen.geen")


def counted(sheet: Sheet, indicator: str) -> str:
    """Return what a share counts, as the card of its indicator is called: without it 'gaat beter' and 'blijft gelijk' look the same."""
    name = f"naam_{sheet.desk.language}"
    cards = {str(cell["indicator_code"]): str(cell[name]) for cell in sheet.desk.marts["mart_indicator"]}
    domain = f"leefgebied.{indicator.removeprefix('beter_')}"
    if indicator not in cards and sheet.desk.texts.has(domain) and "beter_leefgebied" in cards:
        return f"{cards['beter_leefgebied']}: {sheet.desk.texts(domain)}"
    return cards.get(indicator, indicator)


def marked(sheet: Sheet, number: Number, indicator: str) -> str:
    """Return a share as it stands in a chart: with a remark where staying the same counts too."""
    text = sheet.text(number)
    marks = indicator == measures.STABLE and number.shown.is_shown
    return f"{text} {sheet.desk.texts('grafiek.gelijk_of_beter')}" if marks else text


def _goal_row(sheet: Sheet, contract: Contract, goal: Goal) -> Interval:
    name = goal_name(contract, goal)
    code = _goal_code(goal)
    label, under = escape(contract.place), escape(cut(goal.cell["doel"]))
    what = counted(sheet, goal.cell["indicator"])
    words = f"{spoken(sheet, name, goal.result, what)} {sheet.desk.texts('punt.norm', norm=sheet.text(goal.target))}"
    return Interval(
        label, under, marked(sheet, goal.result, goal.cell["indicator"]), words, goal.result.value, goal.result.low, goal.result.high,
        goal.earlier.value, goal.target.value, {"gehaald": "good", "niet_gehaald": "over"}.get(code, "none"),
    )  # fmt: skip


def _goal_code(goal: Goal) -> str:
    return (
        str(goal.cell["norm_oordeel_code"])
        if goal.result.shown.is_shown and goal.cell["oordeel_code"] != "niet_getoond"
        else "niet_getoond"
    )


def _goal_cells(sheet: Sheet, contract: Contract, goal: Goal) -> Row:
    verdict = sheet.desk.texts(f"normwoord.{_goal_code(goal)}")
    return row(
        goal_name(contract, goal),
        [counted(sheet, goal.cell["indicator"]), goal.result, goal.earlier, target(sheet, goal), goal.pairs, verdict],
    )


def by_contract(sheet: Sheet, contracts: list[Contract]) -> Figure:
    """One row per contract: the share its headline verdict is about, this year with its interval and last year."""
    pairs = [(contract, contract.now) for contract in contracts if contract.now]
    drawing = intervals([_contract_row(sheet, contract, now) for contract, now in pairs], share_axis(sheet, "as.aandeel"))
    rows = [_contract_cells(sheet, contract, now) for contract, now in pairs]
    columns = ["~jaar", "~wat", "nu", "eerder", "gemeten", "dekking", "drempel", "~oordeel"]
    marks = key(sheet, "rise:duidelijk_meer", "fall:duidelijk_minder", "none:geen_van_beide", "band:band", "ring:eerder")
    made = figure(sheet, "vooruit", drawing, table(sheet, "vooruit", "contract", columns, rows), marks)
    return replace(made, reading=[*made.reading, *_threshold(sheet, pairs)])


def _threshold(sheet: Sheet, pairs: list[tuple[Contract, Result]]) -> list[Markup]:
    """Return the sentence with reliability and z behind every threshold; they are parameters, so the same for all contracts."""
    now = next((now for _, now in pairs if now.cell["drempel"] is not None), None)
    if now is None:
        return []
    enter, page = sheet.desk.ledger.enter, now.better.page
    r, z = (sheet.k(enter(now.cell, name, "waarde", disclosure.plain(now.cell[name]), page=page)) for name in PARAMETERS)
    return [sheet.desk.texts.html("veranderd.drempel_alle", r=r, z=z)]


def _contract_row(sheet: Sheet, contract: Contract, now: Result) -> Interval:
    code = verdicts.result_code(contract)
    word = sheet.desk.texts(f"oordeelwoord.{code}")
    label, under = escape(contract.place), escape(cut(contract.name))
    earlier = contract.before.head.value if contract.before else None
    words = f"{spoken(sheet, contract.label, now.head, counted(sheet, now.indicator))} {word.capitalize()}."
    return Interval(
        label,
        under,
        marked(sheet, now.head, now.indicator),
        words,
        now.head.value,
        now.head.low,
        now.head.high,
        earlier,
        None,
        verdicts.TONES.get(code, "none"),
    )


def _contract_cells(sheet: Sheet, contract: Contract, now: Result) -> Row:
    word = sheet.desk.texts(f"oordeelwoord.{verdicts.result_code(contract)}")
    earlier = contract.before.head if contract.before else sheet.desk.texts("status.geen_meting")
    level = sheet.desk.ledger.enter(now.cell, "drempel", "waarde", disclosure.plain(now.cell["drempel"]), page=now.better.page)
    cells: list[Number | str] = [
        str(now.cell["jaar"]),
        counted(sheet, now.indicator),
        now.head,
        earlier,
        now.pairs,
        now.coverage,
        level,
        word,
    ]
    return row(contract.label, cells)


def split(sheet: Sheet, contracts: list[Contract]) -> Figure:
    """One bar per contract: clearly better, no clear change, clearly worse."""
    pairs = [(contract.label, contract.now) for contract in contracts if contract.now]
    rows = [row(name, [now.better, now.same, now.worse, now.pairs]) for name, now in pairs]
    drawing = splits([split_row(sheet, contract.place, now, cut(contract.name)) for contract in contracts if (now := contract.now)])
    return figure(
        sheet,
        "verdeling",
        drawing,
        table(sheet, "verdeling", "contract", ["beter", "gelijk", "slechter", "gemeten"], rows),
        split_key(sheet),
    )


def split_row(sheet: Sheet, name: str, now: Result, under: str = "") -> Split:
    """Return one row of the three-way split of a contract or a year."""
    t = sheet.desk.texts
    words = t("punt.verdeling", naam=name, beter=sheet.text(now.better), gelijk=sheet.text(now.same), slechter=sheet.text(now.worse))
    return Split(escape(name), escape(under), words, now.better.value, now.same.value, now.worse.value, t("grafiek.niet_apart"))


def split_key(sheet: Sheet) -> list[tuple[str, str]]:
    """Return the names of the three blocks and of the hidden rest."""
    return key(sheet, "better:beter", "same:gelijk", "worse:slechter", "rest:rest")


def bounds(sheet: Sheet, contracts: list[Contract]) -> Figure:
    """One row per contract: how far the share could lie if it went badly with everybody not measured, or well."""
    found = [
        (contract, now, measures.bounds(sheet.desk.ledger, contract.verdict, now))
        for contract in contracts
        if (now := contract.now) and contract.verdict
    ]
    lines = []
    for contract, now, (low, high) in found:
        words = sheet.desk.texts(
            "punt.grenzen", naam=contract.label, laag=sheet.text(low), hoog=sheet.text(high), waarde=sheet.text(now.head)
        )
        label, under = escape(contract.place), escape(cut(contract.name))
        text = sheet.desk.texts("grafiek.grenzen", laag=sheet.text(low), hoog=sheet.text(high)) if low.shown.is_shown else sheet.text(low)
        seen = now.head.value if low.shown.is_shown else None
        lines.append(Interval(label, under, text, words, seen, low.value, high.value))
    rows = [row(contract.label, [counted(sheet, now.indicator), now.head, low, high, now.coverage]) for contract, now, (low, high) in found]
    drawing = intervals(lines, share_axis(sheet, "as.aandeel"))
    columns = ["~wat", "nu", "ondergrens", "bovengrens", "dekking"]
    return figure(sheet, "grenzen", drawing, table(sheet, "grenzen", "contract", columns, rows), key(sheet, "none:gemeten", "band:grenzen"))
