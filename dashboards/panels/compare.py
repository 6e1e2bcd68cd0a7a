"""Figures and tables of the fair comparison: funnels, intervals per wijk, who was not compared and why, the model behind it.

Belongs here: drawings and tables from compare.Group. Does not belong here: disclosure (compare.py), limits and verdicts (dbt).
"""

from dashboards import compare, disclosure
from dashboards.blocks import Block, Figure, Row, Table, TableBlock
from dashboards.compare import ASK, Group, Unit
from dashboards.figures.bars import round_ticks
from dashboards.figures.drawing import cut, escape
from dashboards.figures.funnel import Axes, Spot, funnel
from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.ledger import Number
from dashboards.panels.frame import figure, key, row, table
from dashboards.panels.results import share_axis
from dashboards.read import Cell
from dashboards.sheet import Sheet

MOST_FIGURES = 6  # a page holds seven; the tables below them hold everybody
COLUMNS = ["gemeten", "dekking", "gehaald_deel", "verwacht_deel", "gelijke_mensen", "~oordeel"]
LIMITS = ("grens_laag_95_pct", "grens_hoog_95_pct", "grens_laag_998_pct", "grens_hoog_998_pct")
TONES = {ASK: "over"}


def funnels(sheet: Sheet, groups: list[Group]) -> list[Figure]:
    """One funnel per group in which units can be compared, by name of the municipality."""
    return [_funnel(sheet, group) for group in comparable(groups)]


def comparable(groups: list[Group]) -> list[Group]:
    """Return the groups that get a figure."""
    return [group for group in groups if group.compared and group.share.shown.is_shown][:MOST_FIGURES]


def _funnel(sheet: Sheet, group: Group) -> Figure:
    f, t = sheet.desk.formats, sheet.desk.texts
    x = _people_ticks(max(float(unit.pairs.value or 0) for unit in group.compared))
    y = [0.0, 25.0, 50.0, 75.0, 100.0]
    axes = Axes(
        x, [f.number(tick) for tick in x], y, [f.percent(tick) for tick in y], (t("as.gemeten_mensen"), t("as.gelijke_mensen")),
        group.share.value or 0, t("teken.groep"),
    )  # fmt: skip
    drawing = funnel([_spot(sheet, unit) for unit in group.compared], axes)
    marks = key(sheet, "dot:eenheid", "over:vraag_om_gesprek", "tick:grens_95", "dash:grens_998")
    return _figure(sheet, "trechter", group, drawing, marks)


def _people_ticks(most: float) -> list[float]:
    """Return ticks from 0 to the first round number beyond the largest unit."""
    ticks = round_ticks(0, most * 1.15)
    return [*ticks, ticks[-1] + ticks[1] - ticks[0]] if ticks[-1] < most * 1.05 else ticks


def _spot(sheet: Sheet, unit: Unit) -> Spot:
    """Return a unit as a point; its name is said only when it lies beyond the outer limit of a group that is alike."""
    t, low, high = sheet.desk.texts, unit.cell[LIMITS[2]], unit.cell[LIMITS[3]]
    name = unit.name if unit.verdict == ASK else ""
    said = t(
        "punt.trechter", naam=name or t("vergelijking.zonder_naam"), waarde=sheet.text(unit.adjusted), aantal=sheet.text(unit.pairs),
        laag=sheet.desk.formats.number(low), hoog=sheet.desk.formats.number(high),
    )  # fmt: skip
    limits = (unit.cell[LIMITS[0]], unit.cell[LIMITS[1]], low, high)
    return Spot(float(unit.pairs.value or 0), unit.adjusted.value or 0, limits, said, escape(cut(name, 30)))


def caterpillars(sheet: Sheet, groups: list[Group]) -> list[Figure]:
    """Per group one row per wijk in alphabetical order: the share with its interval, and what its people let expect."""
    return [_caterpillar(sheet, group) for group in comparable(groups)]


def _caterpillar(sheet: Sheet, group: Group) -> Figure:
    axis = share_axis(sheet, "as.gehaald")
    axis = Axis(axis.low, axis.high, axis.ticks, axis.texts, axis.title, group.share.value, sheet.desk.texts("teken.groep"))
    drawing = intervals([_interval(sheet, unit) for unit in group.units], axis)
    marks = key(sheet, "none:gehaald_deel", "over:vraag_om_gesprek", "band:band", "tick:verwacht_deel")
    return _figure(sheet, "rups", group, drawing, marks)


def _interval(sheet: Sheet, unit: Unit) -> Interval:
    t, share = sheet.desk.texts, unit.reached
    said = t("punt.wijk", naam=unit.name, waarde=sheet.text(share), oordeel=verdict(sheet, unit).capitalize())
    return Interval(
        escape(unit.name), "", sheet.text(share), said, share.value, share.low, share.high, target=unit.expected.value,
        tone=TONES.get(unit.verdict, "none"),
    )  # fmt: skip


def _figure(sheet: Sheet, name: str, group: Group, drawing: object, marks: list[tuple[str, str]]) -> Figure:
    t = sheet.desk.texts
    ident = f"{name}-{group.units[0].cell['eenheidsoort']}-{group.key}"
    made = _units_table(sheet, name, group, ident)
    values = {"groep": label(sheet, group.model), "van": group.model["jaar_vanaf"], "tot": group.model["jaar"]}
    values["soort"] = t(f"vergelijking.soort.{group.units[0].cell['eenheidsoort']}")
    values |= {"oordeel": outcome(sheet, group), "doel": t(f"vergelijking.doel.{group.model['doelrichting']}")}
    title = t(f"fig.{name}.titel", **values)
    return figure(sheet, name, drawing, made, marks, title=title, **values)  # type: ignore[arg-type]


def outcome(sheet: Sheet, group: Group) -> str:
    """Return the sentence about a whole group: uneven, somebody to talk to, or nobody."""
    if group.is_uneven:
        return sheet.desk.texts("vergelijking.ongelijk")
    asked = sum(unit.verdict == ASK for unit in group.compared)
    return sheet.desk.texts("vergelijking.gesprek" if asked else "vergelijking.niemand")


def _units_table(sheet: Sheet, name: str, group: Group, ident: str) -> Table:
    values = {"groep": label(sheet, group.model)}
    return table(sheet, name, "vergeleken", COLUMNS, [_unit_row(sheet, unit, unit.name) for unit in group.units], ident, **values)


def _unit_row(sheet: Sheet, unit: Unit, name: str) -> Row:
    return row(name, [unit.pairs, unit.coverage, unit.reached, unit.expected, unit.adjusted, verdict(sheet, unit)])


def verdict(sheet: Sheet, unit: Unit) -> str:
    """Return the verdict on a unit in words, or why there is none."""
    code, reason = unit.verdict, unit.cell["reden_code"]
    if code != "niet_getoond":
        return sheet.desk.texts(f"vergelijkwoord.{code}")
    return sheet.desk.texts(f"vergelijkreden.{reason or 'kleine_groep'}")


def others(sheet: Sheet, groups: list[Group], ident: str) -> Block | None:
    """Everybody who stands in no figure, by name of group and unit, with the reason."""
    drawn = comparable(groups)
    rest = [group for group in groups if group not in drawn]
    rows = [_unit_row(sheet, unit, f"{label(sheet, group.model)}: {unit.name}") for group in rest for unit in group.units]
    if not rows:
        return None
    t = sheet.desk.texts
    made = table(sheet, "niet_vergeleken", "vergeleken", COLUMNS, sorted(rows, key=lambda one: str(one.name).casefold()), ident)
    return TableBlock(ident, t("fig.niet_vergeleken.titel"), [t("fig.niet_vergeleken.lead"), t("fig.niet_vergeleken.lezen1")], made)


def label(sheet: Sheet, model: Cell) -> str:
    """Return what a comparison group is called: 'Meppel, Wmo, vooruitgaan'."""
    names = {cell["gemeentecode"]: cell["gemeentenaam"] for cell in sheet.desk.marts["mart_contract"]}
    t, code = sheet.desk.texts, model["gemeentecode"]
    place = names.get(code) or t("algemeen.gemeente", code=code)
    return t("vergelijking.groep", plaats=place, wet=model["wet"], doel=t(f"vergelijking.doel.{model['doelrichting']}"))


def models(sheet: Sheet) -> TableBlock | None:
    """Per group what was corrected for, on how many people it rests, or why the comparison was refused."""
    t, rows = sheet.desk.texts, []
    for model in sorted(compare.models(sheet.desk), key=lambda one: label(sheet, one).casefold()):
        rows.append(row(label(sheet, model), _model_cells(sheet, model)))
    if not rows:
        return None
    columns = ["~periode", "~methode", "~gecorrigeerd_voor", "parameters", "per_parameter", "~waarom"]
    intro = [t("fig.modellen.lead"), t("fig.modellen.lezen1"), t("fig.modellen.lezen2")]
    return TableBlock("modellen", t("fig.modellen.titel"), [*intro], table(sheet, "modellen", "groep", columns, rows))


def _model_cells(sheet: Sheet, model: Cell) -> list[Number | str]:
    t, ledger, page = sheet.desk.texts, sheet.desk.ledger, compare.MODELS_PAGE
    names = [t(f"vergelijking.kenmerk.{name.strip()}") for name in str(model["correctie_op"] or "").split(",") if name.strip()]
    events = disclosure.count(model["gebeurtenissen_n"])
    per = disclosure.plain(model["gebeurtenissen_per_parameter"]) if events.is_shown else events
    return [
        f"{model['jaar_vanaf']}–{model['jaar']}",
        t(f"vergelijking.methode.{model['methode']}"),
        ", ".join(names) or t("algemeen.geen"),
        ledger.enter(model, "parameters_n", "stuks", disclosure.plain(model["parameters_n"]), page=page),
        ledger.enter(model, "gebeurtenissen_per_parameter", "waarde", per, page=page),
        t(f"vergelijkreden.{model['reden_code']}") if model["reden_code"] else t("vergelijkreden.genoeg"),
    ]


def calibration(sheet: Sheet) -> TableBlock | None:
    """Per group and tenth part of the people: what was expected and what was found."""
    t, rows = sheet.desk.texts, []
    for model in sorted(compare.models(sheet.desk), key=lambda one: label(sheet, one).casefold()):
        for place, numbers in enumerate(compare.calibration(sheet.desk, model), 1):
            rows.append(row(t("vergelijking.tiende", groep=label(sheet, model), nummer=place), list(numbers)))
    if not rows:
        return None
    made = table(sheet, "ijking", "groep", ["gemeten", "verwacht_deel", "gehaald_deel"], rows)
    return TableBlock("ijking", t("fig.ijking.titel"), [t("fig.ijking.lead"), t("fig.ijking.lezen1")], made)
