"""Figures about how long people wait for a decision and for support, by contract.

Belongs here: days from delivered trajectories, several contracts in fixed order. Does not belong here: days from messages (use.py).
"""

from dashboards import disclosure, indicators
from dashboards.blocks import Figure
from dashboards.figures.drawing import Drawing, cut, escape
from dashboards.figures.rows import Interval, intervals
from dashboards.indicators import LeadTime, latest, pick
from dashboards.ledger import Number
from dashboards.panels.contract_use import of
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.panels.reach import from_zero
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet

TERM = "besluit_termijn_dagen"
Wait = tuple[Contract, LeadTime]


def waits(sheet: Sheet, contracts: list[Contract], step: str) -> list[Wait]:
    """Return the latest year of one step per contract, without contracts that have no such step or too few people to show."""
    found = [(c, latest(pick(of(sheet, "mart_doorlooptijd", c), stap=step))) for c in contracts]
    return [(c, indicators.lead_time(sheet.desk.ledger, cell)) for c, cell in found if cell is not None and not cell["reden_code"]]


def term(sheet: Sheet) -> Number | None:
    """Return the days within which a decision is due, from the parameter itself."""
    for cell in sheet.desk.marts["mart_parameter"]:
        if cell["parameter"] == TERM:
            return sheet.desk.ledger.enter(cell, "waarde", "waarde", disclosure.plain(cell["waarde"]))
    return None


def decision(sheet: Sheet, found: list[Wait]) -> Figure:
    """Days from report to decision: the middle with its interval, the term as a line, and the share in time."""
    limit, rows = term(sheet), []
    for contract, wait in found:
        year = str(wait.cell["periode"])
        cells = pick(of(sheet, "mart_indicatorwaarde", contract), indicator_code="besluit_op_tijd", periode=year)
        on_time = indicators.indicator(sheet.desk.ledger, cells[0]).value if cells else sheet.desk.texts("algemeen.nvt")
        rows.append(row(contract.label, [year, wait.n, wait.middle, wait.late, on_time, wait.coverage]))
    columns = ["~jaar", "besluiten", "helft_besluit", "p90_besluit", "op_tijd", "met_datums"]
    line = limit.value if limit else None
    drawing = _drawing(sheet, found, line)
    made = table(sheet, "besluit", "contract", columns, rows)
    return figure(
        sheet, "besluit", drawing, made, key(sheet, "none:helft", "band:band", "tick:termijn"), dagen=sheet.text(limit) if limit else ""
    )


def begin(sheet: Sheet, found: list[Wait]) -> Figure:
    """Days from report to the begin of support, general provisions included."""
    rows = [row(c.label, [str(w.cell["periode"]), w.n, w.middle, w.late, w.coverage]) for c, w in found]
    made = table(sheet, "melding_start", "contract", ["~jaar", "begonnen", "helft_begin", "p90_begin", "met_datums"], rows)
    return figure(sheet, "melding_start", _drawing(sheet, found, None), made, key(sheet, "none:helft", "band:band"))


def _drawing(sheet: Sheet, found: list[Wait], line: float | None) -> Drawing:
    top = max([*(wait.middle.high or wait.middle.value or 0 for _, wait in found), line or 0])
    marks = [
        Interval(escape(c.place), escape(cut(c.name)), sheet.text(w.middle), spoken(sheet, c.label, w.middle), w.middle.value, w.middle.low,
                 w.middle.high, target=line)
        for c, w in found
    ]  # fmt: skip
    return intervals(marks, from_zero(sheet, top, "as.dagen"))
