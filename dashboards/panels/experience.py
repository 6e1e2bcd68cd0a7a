"""Figures about what people think of their support: survey questions, marks, and how youth care went on after the end.

Belongs here: several contracts in fixed order; nothing is joined to persons. Does not belong here: all questions of one contract
(contract_indicators.py).
"""

from dashboards import indicators
from dashboards.blocks import Figure
from dashboards.figures.drawing import cut, escape
from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.indicators import ALL, Indicator, latest, pick
from dashboards.panels.contract_use import of
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.panels.reach import or_not, period, remark, shares_axis
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet

# One question per theme of the law, the same for every contract; all others stand on the page of the contract.
LEADING = {"ceo_contact": "wist_waar", "ceo_kwaliteit": "kwaliteit_goed", "ceo_effect": "red_mij_beter"}
WHO = ("jeugdige", "ouder", ALL)
AFTER = ("zonder_hulp_verder", "zonder_hulp_blijvend", "geen_nieuwe_start", "doelrealisatie")
Line = tuple[Contract, str, Indicator]


def of_contract(sheet: Sheet, contract: Contract, code: str, part: str = ALL) -> Indicator | None:
    """Return the latest figure of one contract as a whole, None when there never was one."""
    cells = pick(of(sheet, "mart_indicatorwaarde", contract), indicator_code=code, onderdeel=part, wijkcode=ALL, klasse=ALL)
    found = latest(cells)
    return indicators.indicator(sheet.desk.ledger, found) if found is not None else None


def agreement(sheet: Sheet, contracts: list[Contract], name: str) -> Figure | None:
    """The share that agrees with the leading question of one theme, with response; None without a survey."""
    lines = [(c, "", one) for c in contracts if (one := of_contract(sheet, c, "ceo_eens", LEADING[name]))]
    return _figure(sheet, name, lines, shares_axis(sheet, "as.antwoorden")) if lines else None


def marks(sheet: Sheet, contracts: list[Contract]) -> Figure | None:
    """The mean mark per contract and who gave it; None without any mark."""
    found = [(c, who, of_contract(sheet, c, "tevredenheid", who)) for c in contracts for who in WHO]
    lines = [(c, "" if who == ALL else sheet.desk.texts(f"wie.{who}"), one) for c, who, one in found if one]
    axis = Axis(1, 10, [1, 2.5, 4, 5.5, 7, 8.5, 10], ["1", "", "4", "", "7", "", "10"], sheet.desk.texts("as.cijfer"))
    return _figure(sheet, "rapportcijfers", lines, axis) if lines else None


def after(sheet: Sheet, contracts: list[Contract]) -> Figure | None:
    """The national youth outcomes: on without support, no new start, goals reached; youth contracts only."""
    youth = [c for c in contracts if "Jeugdwet" in str(c.cell["wet"])]
    found = [(c, code, of_contract(sheet, c, code)) for c in youth for code in AFTER]
    lines = [(c, sheet.desk.texts(f"daarna.{code}"), one) for c, code, one in found if one]
    return _figure(sheet, "na_jeugdhulp", lines, shares_axis(sheet, "as.jeugd")) if lines else None


def _figure(sheet: Sheet, name: str, lines: list[Line], axis: Axis) -> Figure:
    drawn = [
        Interval(escape(c.place), escape(what or cut(c.name)), sheet.text(one.value), spoken(sheet, _name(c, what), one.value),
                 one.value.value, one.value.low, one.value.high)
        for c, what, one in lines
    ]  # fmt: skip
    rows = [
        row(_name(c, what), [period(sheet, one), or_not(sheet, one.n), one.value, or_not(sheet, one.coverage), remark(sheet, one)])
        for c, what, one in lines
    ]
    columns = ["~periode", "antwoorden", "uitkomst", "respons", "~opmerking"]
    made = table(sheet, name, "contract", columns, rows)
    return figure(sheet, name, intervals(drawn, axis), made, key(sheet, "none:waarde", "band:band"))


def _name(contract: Contract, what: str) -> str:
    return f"{contract.label}: {what}" if what else contract.label
