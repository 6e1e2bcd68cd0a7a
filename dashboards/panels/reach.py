"""Figures about who is reached: use per 1,000 inhabitants, form of support, several kinds of support at once; by municipality.

Belongs here: people of a municipality, in fixed order (by name, then law, then age). Does not belong here: one contract, waiting.
"""

from collections.abc import Callable

from dashboards import indicators
from dashboards.blocks import Figure, Row, TableBlock
from dashboards.disclosure import Shown
from dashboards.figures.drawing import escape
from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.indicators import ALL, Indicator, latest, pick
from dashboards.ledger import Number
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.read import Cell
from dashboards.sheet import Sheet

AGES = {"Wmo": ("18-64", "65-74", "75+"), "Jeugdwet": ("0-17",)}
CLASSES = ("1", "2", "3", "4", "5", "6+")
MART = "mart_indicatorwaarde"
Line = tuple[str, str, Indicator]  # municipality, what, figure


def places(sheet: Sheet) -> dict[str, str]:
    """Return the municipalities by code, in the order of their names."""
    known = {c["gemeentecode"]: c["gemeentenaam"] for c in sheet.desk.marts["mart_gebruik"] if c["gemeentenaam"]}
    codes = {c["gemeentecode"] for c in sheet.desk.marts[MART] if c["contractnummer"] == ALL}
    named = {code: str(known.get(code) or sheet.desk.texts("algemeen.gemeente", code=code)) for code in codes}
    return dict(sorted(named.items(), key=lambda item: (item[1], item[0])))


def of_place(sheet: Sheet, code: str, place: str, **keys: str) -> list[Cell]:
    """Return the rows of one indicator about one municipality as a whole."""
    return sheet.desk.rows(MART, indicator_code=code, gemeentecode=place, contractnummer=ALL, **keys)


def per_thousand(sheet: Sheet) -> Figure | None:
    """People with support per 1,000 inhabitants of their age, in the latest year with a population."""
    lines: list[Line] = []
    for code, name in places(sheet).items():
        for law, ages in AGES.items():
            for one in _ages(sheet, code, law, ages):
                age = sheet.desk.texts(f"leeftijd.{one.cell['klasse']}")
                lines.append((name, f"{law}, {age}", one))
    if not any(one.value.value is not None for _, _, one in lines):
        return None
    top = max(one.value.high or 0 for _, _, one in lines)
    return _figure(sheet, "per_1000", lines, from_zero(sheet, top, "as.per_1000"), "gemeente", ["~jaar", "per_1000", "bevolking"])


def _ages(sheet: Sheet, code: str, law: str, ages: tuple[str, ...]) -> list[Indicator]:
    cells = of_place(sheet, "clienten_per_1000", code, wet=law, wijkcode=ALL, onderdeel="met_algemeen")
    newest = latest([cell for cell in cells if cell["klasse"] in ages])
    if newest is None or newest["reden_code"]:
        return []
    wanted = pick(cells, periode=newest["periode"])
    return indicators.parts(sheet.desk.ledger, [cell for age in ages for cell in pick(wanted, klasse=age)])


def forms(sheet: Sheet) -> Figure | None:
    """The share with a personal budget and the share in general provisions, by municipality and law."""
    lines: list[Line] = []
    for code, name in places(sheet).items():
        for law in AGES:
            overlap = _overlap(sheet, code, law)
            budget = latest(of_place(sheet, "pgb_aandeel", code, wet=law))
            general = latest(of_place(sheet, "algemeen_aandeel", code, wet=law, onderdeel=ALL))
            for what, cell in (("pgb", budget), ("algemeen", general)):
                if cell:
                    text = f"{law}, {sheet.desk.texts(f'hulpvorm.{what}')}"
                    lines.append((name, text, indicators.indicator(sheet.desk.ledger, cell, overlap)))
    columns = ["~jaar", "deel", "geteld_over"]
    return _figure(sheet, "hulpvormen", lines, shares_axis(sheet, "as.hulp"), "gemeente", columns) if lines else None


def budget_euros(sheet: Sheet) -> TableBlock | None:
    """The share of the money that goes through personal budgets, per municipality and year, the newest first."""
    rows: list[Row] = []
    for code, name in places(sheet).items():
        cells = of_place(sheet, "pgb_aandeel_euro", code, onderdeel=ALL)
        for cell in sorted(cells, key=lambda c: str(c["periode"]), reverse=True):
            one = indicators.indicator(sheet.desk.ledger, cell)
            rows.append(row(f"{name}, {cell['wet']}", [period(sheet, one), one.value, remark(sheet, one)]))
    if not rows:
        return None
    t = sheet.desk.texts
    made = table(sheet, "pgb_euro", "gemeente", ["~jaar", "deel_geld", "~opmerking"], rows)
    return TableBlock("pgb_euro", t("fig.pgb_euro.titel"), [t("fig.pgb_euro.lead"), t("fig.pgb_euro.lezen1")], made)


def _overlap(sheet: Sheet, code: str, law: str) -> Shown | None:
    return indicators.forms_n(latest(of_place(sheet, "algemeen_aandeel", code, wet=law, onderdeel="beide")))


def stacking(sheet: Sheet) -> Figure | None:
    """The share of people with several kinds of support, and of households with several laws or many problems."""
    lines: list[Line] = []
    for code, name in places(sheet).items():
        rows = [(law, latest(of_place(sheet, "stapeling_persoon", code, wet=law, onderdeel="periode"))) for law in AGES]
        found = [(f"{law}, {sheet.desk.texts('stapel.persoon')}", cell, _overlap(sheet, code, law)) for law, cell in rows]
        found += [(sheet.desk.texts(f"stapel.{what}"), latest(of_place(sheet, what, code)), None) for what in ("stapeling_huishouden",
                  "multiprobleem")]  # fmt: skip
        lines += [(name, what, indicators.indicator(sheet.desk.ledger, cell, n)) for what, cell, n in found if cell]
    columns = ["~jaar", "deel", "geteld_over", "bekend", "~opmerking"]
    usable = any(not one.reason for _, _, one in lines)
    return _figure(sheet, "stapelen", lines, shares_axis(sheet, "as.hulp_huishouden"), "gemeente", columns) if usable else None


def distribution(sheet: Sheet) -> TableBlock | None:
    """How many kinds of support people have: one row per municipality and law, in the latest year."""
    t, rows = sheet.desk.texts, []
    for code, name in places(sheet).items():
        for law in AGES:
            cells = of_place(sheet, "stapeling_verdeling", code, wet=law, onderdeel="periode")
            newest = latest(cells)
            if newest is not None and not newest["reden_code"]:
                wanted = pick(cells, periode=newest["periode"])
                found = {one.cell["klasse"]: one.value for one in indicators.parts(sheet.desk.ledger, wanted, whole=True)}
                shown = [found.get(number, t("algemeen.geen")) for number in CLASSES]
                rows.append(row(f"{name}: {law}", [str(newest["periode"]), *shown]))
    if not rows:
        return None
    made = table(sheet, "soorten", "gemeente", ["~jaar", *(f"soorten_{number.rstrip('+')}" for number in CLASSES)], rows)
    return TableBlock("soorten", t("fig.soorten.titel"), [t("fig.soorten.lead"), t("fig.soorten.lezen1")], made)


CELLS: dict[str, Callable[[Sheet, Indicator], Number | str]] = {
    "~jaar": lambda sheet, one: period(sheet, one),
    "bekend": lambda sheet, one: or_not(sheet, one.coverage),
    "~opmerking": lambda sheet, one: remark(sheet, one),
    "geteld_over": lambda sheet, one: or_not(sheet, one.n),
    "bevolking": lambda sheet, one: or_not(sheet, one.n),
}


def or_not(sheet: Sheet, number: Number | None) -> Number | str:
    """Return a number, or the words for 'does not apply'."""
    return number if number is not None else sheet.desk.texts("algemeen.nvt")


def period(sheet: Sheet, one: Indicator) -> str:
    """Return a year or a half-year in words."""
    code = str(one.cell["periode"])
    return sheet.desk.formats.half_year(code) if code[4:5] == "H" else code


def remark(sheet: Sheet, one: Indicator) -> str:
    """Return why a figure is not shown, in words; '' when it is."""
    return sheet.desk.texts(f"indicatorreden.{one.reason}") if one.reason else ""


def _figure(sheet: Sheet, name: str, lines: list[Line], axis: Axis, first: str, columns: list[str]) -> Figure:
    """Draw what has a figure; the table also names what has none, with the reason."""
    marks = [
        Interval(escape(place), escape(what), sheet.text(one.value), spoken(sheet, f"{place}, {what}", one.value), one.value.value,
                 one.value.low, one.value.high)
        for place, what, one in lines
        if not one.reason
    ]  # fmt: skip
    cells = [[CELLS[column](sheet, one) if column in CELLS else one.value for column in columns] for _, _, one in lines]
    made = [row(f"{place}: {what}", found) for (place, what, _), found in zip(lines, cells, strict=True)]
    return figure(sheet, name, intervals(marks, axis), table(sheet, name, first, columns, made), key(sheet, "none:waarde", "band:band"))


def shares_axis(sheet: Sheet, title: str) -> Axis:
    """Return the fixed axis of shares, 0 to 100 percent."""
    ticks = [0.0, 25.0, 50.0, 75.0, 100.0]
    return Axis(0, 100, ticks, [sheet.desk.formats.percent(tick) for tick in ticks], sheet.desk.texts(title))


def from_zero(sheet: Sheet, top: float, title: str) -> Axis:
    """Return an axis from 0 to just beyond `top`, with at most six round ticks."""
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if top <= 5 * s or s == 1000)
    ticks = [float(step * i) for i in range(6)]
    return Axis(0, ticks[-1], ticks, [sheet.desk.formats.number(tick) for tick in ticks], sheet.desk.texts(title))
