"""Figures about coming and going for all contracts or municipalities: persons, waiting time, leaving early.

Belongs here: several units in one figure, in fixed order. Does not belong here: one contract in depth (contract_use.py).
"""

from dashboards.blocks import Figure
from dashboards.figures.bars import Spent, Unit, bullets
from dashboards.figures.drawing import cut, escape
from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.ledger import Number
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet
from dashboards.use import Ended, Use, Wait

Place = tuple[str, str, Use, Use | None]  # municipality, law, the month, the same month a year earlier


def people(sheet: Sheet, places: list[Place], month: str) -> Figure:
    """One bar per municipality and law: persons with support in the month, with a year earlier as a line."""
    lines, rows = [], []
    for place, law, now, before in places:
        name = f"{place}: {law}"
        lines.append(_bar(sheet, place, law, name, now.people, before.people if before else None))
        rows.append(row(name, [now.people, before.people if before else "", now.came, now.went]))
    made = table(sheet, "hulp", "gemeente", ["hulp", "hulp_eerder", "kwamen", "gingen"], rows, maand=month)
    drawing = bullets(lines, _unit(sheet, "as.inwoners"))
    return figure(sheet, "hulp", drawing, made, key(sheet, "better:met_hulp", "tick:jaar_eerder"), maand=month)


def waiting(sheet: Sheet, waits: list[tuple[Contract, Wait]]) -> Figure:
    """One bar per contract: the number of days within which half of the people begin, with the norm as a line."""
    lines, rows = [], []
    for contract, wait in waits:
        lines.append(_bar(sheet, contract.place, cut(contract.name), _name(contract), wait.middle, wait.norm))
        rows.append(row(_name(contract), [str(wait.cell["periode"]), wait.starts, wait.middle, wait.late, wait.within]))
    made = table(sheet, "wachten", "contract", ["~jaar", "begonnen", "helft_dagen", "p90_dagen", "binnen_norm"], rows)
    drawing = bullets(lines, _unit(sheet, "as.dagen"))
    norm = sheet.desk.formats.number(waits[0][1].norm.value or 0)
    return figure(sheet, "wachten", drawing, made, key(sheet, "better:helft_begint", "tick:wachtnorm"), norm=norm)


def leaving(sheet: Sheet, ends: list[tuple[Contract, Ended]]) -> Figure:
    """One row per contract: the share that left early because one side stopped, with its interval."""
    t = sheet.desk.texts
    lines = [_leaving_row(sheet, contract, ended) for contract, ended in ends]
    ticks = [0.0, 25.0, 50.0, 75.0, 100.0]
    axis = Axis(0, 100, ticks, [sheet.desk.formats.percent(tick) for tick in ticks], t("as.geeindigd"))
    rows = [row(_name(c), [str(e.cell["periode"]), e.ended, e.counted, e.strict, e.broad]) for c, e in ends]
    made = table(sheet, "uitval", "contract", ["~jaar", "geeindigd", "in_noemer", "uitval_strikt", "uitval_ruim"], rows)
    return figure(sheet, "uitval", intervals(lines, axis), made, key(sheet, "none:uitval", "band:band"))


def _name(contract: Contract) -> str:
    return contract.label


def _leaving_row(sheet: Sheet, contract: Contract, ended: Ended) -> Interval:
    share = ended.strict
    words = spoken(sheet, _name(contract), share)
    return Interval(escape(contract.place), escape(cut(contract.name)), sheet.text(share), words, share.value, share.low, share.high)


def _bar(sheet: Sheet, place: str, under: str, name: str, now: Number, line: Number | None) -> Spent:
    mark = line.value if line else None
    text = sheet.text(now)
    words = sheet.desk.texts("punt.waarde", naam=name, waarde=text)
    return Spent(escape(place), escape(under), words, text, now.value or 0, mark)


def _unit(sheet: Sheet, title: str) -> Unit:
    return Unit(lambda value: sheet.desk.formats.number(value), sheet.desk.texts(title))
