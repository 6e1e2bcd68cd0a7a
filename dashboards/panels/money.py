"""Figures about money: expectation against budget for several contracts, and months, years and taakvelden of one.

Belongs here: euros. Does not belong here: results (results.py), the two together (together.py).
"""

from collections.abc import Iterable

from dashboards.blocks import Figure
from dashboards.figures.bars import Spent, Unit, bullets, round_ticks
from dashboards.figures.drawing import cut, escape
from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.measures import Budget
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet

MILLION = 1_000_000
FAR_OFF = 6  # times the middle one
SMALL = 1.2  # million
Named = list[tuple[Contract, Budget]]


def million(value: float | None) -> float | None:
    """Return euros as millions, rounded for a chart."""
    return None if value is None else round(value / MILLION, 4)


def difference(sheet: Sheet, named: Named, name: str = "verschil") -> Figure:
    """One row per contract: expected spending minus budget, as a share of the budget, with its band around the line of zero."""
    t = sheet.desk.texts
    lines = [_difference_row(sheet, contract, budget) for contract, budget in named]
    reach = _reach(lines)
    ticks = round_ticks(-reach, reach)
    axis = Axis(-reach, reach, ticks, [signed(sheet, tick) for tick in ticks], t("as.verschil"), 0, t("as.begroot"))
    rows = [row(c.label, [b.difference_share, b.difference, b.expected, b.budget, _word(sheet, b)]) for c, b in named]
    made = table(sheet, name, "contract", ["verschil_pct", "verschil", "verwacht", "begroot", "~oordeel"], rows, **_year(named))
    return figure(
        sheet,
        name,
        intervals(lines, axis),
        made,
        key(sheet, "dot:binnen_budget", "over:boven_budget", "none:nog_niet", "band:verwachtband"),
        **_year(named),
    )


def _reach(lines: list[Interval]) -> float:
    """Return half the width of the axis: all values, but one far-off contract does not flatten the others to a line."""
    ends = sorted(max(abs(v) for v in (line.value, line.low, line.high) if v is not None) for line in lines if line.value is not None)
    usual = [end for end in ends if end <= FAR_OFF * max(ends[len(ends) // 2], 2.0)]
    return max([*usual, 4.0]) * 1.2


def signed(sheet: Sheet, value: float, sign: str = "%") -> str:
    """Return a difference for an axis: '+2,5%'."""
    return ("+" if value > 0 else "") + sheet.desk.formats.number(value, 0 if value == int(value) else 1) + sign


def unit(sheet: Sheet, values: Iterable[float | None], short: bool = False) -> Unit:
    """Return how an axis in millions is labelled: in millions, or in thousands when all values are small. short: unit at each tick."""
    small = max((abs(v) for v in values if v is not None), default=0) < SMALL
    name, factor = ("duizend", 1000) if small else ("miljoen", 1)
    t, number = sheet.desk.texts, sheet.desk.formats.number

    def text(value: float) -> str:
        scaled = round(value * factor, 4)
        digits = number(scaled, 0 if scaled == int(scaled) else 1)
        return t(f"as.{name}_kort", getal=digits) if short and value else digits

    return Unit(text, t(f"as.{name}"))


def _year(named: Named) -> dict[str, str]:
    return {"jaar": str(max((budget.cell["boekjaar"] for _, budget in named), default=""))}


def _word(sheet: Sheet, budget: Budget) -> str:
    code = budget.cell["geld_oordeel_code"] if budget.difference.shown.is_shown else "geen"
    return sheet.desk.texts(f"geldwoord.{code}")


def _difference_row(sheet: Sheet, contract: Contract, budget: Budget) -> Interval:
    number, share = budget.difference, budget.difference_share
    value = share.value if number.shown.is_shown else None
    tone = {"boven_budget": "over", "binnen_budget": "good"}.get(str(budget.cell["geld_oordeel_code"]), "none")
    text = _money_text(sheet, budget) if value is not None else sheet.desk.texts("geldwoord.geen")
    words = f"{spoken(sheet, contract.label, number)} {_word(sheet, budget).capitalize()}."
    return Interval(escape(contract.place), escape(cut(contract.name)), text, words, value, share.low, share.high, tone=tone)


def _money_text(sheet: Sheet, budget: Budget) -> str:
    value = float(budget.difference.value or 0)
    side = "meer" if value > 0 else "minder"
    return sheet.desk.texts(f"grafiek.{side}", bedrag=sheet.desk.formats.euro_short(abs(value)))


def totals(sheet: Sheet, named: Named) -> Figure:
    """One bar per contract: expected spending this year, with the budget as a line."""
    lines = [_spent(sheet, contract, budget) for contract, budget in named]
    drawing = bullets(lines, unit(sheet, [value for line in lines for value in (line.spent, line.budget)]))
    rows = [row(c.label, [b.expected, b.budget, b.spent, b.people]) for c, b in named]
    made = table(sheet, "bedragen", "contract", ["verwacht", "begroot", "uitgegeven", "inwoners"], rows, **_year(named))
    return figure(sheet, "bedragen", drawing, made, key(sheet, "better:verwacht", "tick:begroting"), **_year(named))


def _spent(sheet: Sheet, contract: Contract, budget: Budget) -> Spent:
    t = sheet.desk.texts
    words = t("punt.geld", naam=contract.label, bedrag=sheet.short(budget.expected), begroot=sheet.short(budget.budget))
    text = sheet.short(budget.expected)
    return Spent(
        escape(contract.place), escape(cut(contract.name)), words, text, million(budget.expected.value) or 0, million(budget.budget.value)
    )
