"""Figures and tables about time: control charts of one contract, series of many with their tested word, and the calendar.

Belongs here: series and events. Does not belong here: what happened around a change of contract (designs.py), where phases begin (dbt).
"""

from collections.abc import Sequence

from dashboards import passage
from dashboards.blocks import Figure, Row, TableBlock, Text
from dashboards.disclosure import MISSING
from dashboards.figures.bars import Unit
from dashboards.figures.passage import Event, Tick, control
from dashboards.panels.contract_use import of
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import slug

PERIODS_SHOWN = 13
CHARTED = ("instroom", "uitstroom", "melding_start")
NATIONAL = "landelijk"


def series(sheet: Sheet, contract: Contract, code: str) -> list[Cell]:
    """Return the periods of one series of a contract, oldest first."""
    return [cell for cell in of(sheet, "mart_verloop", contract) if cell["reeks_code"] == code]


def chart(sheet: Sheet, contract: Contract, code: str) -> Figure | None:
    """The control chart of one series; None when most of its periods may not be shown."""
    f = sheet.desk.formats
    use = {cell["maand"]: cell for cell in of(sheet, "mart_gebruik_contract", contract)}
    points = passage.points(sheet.desk.ledger, series(sheet, contract, code), use)[-PERIODS_SHOWN:]
    if sum(point.value.value is not None for point in points) * 2 <= len(points):
        return None
    ticks = [
        Tick(f"{f.month_short(p.cell['periode_start'])}<br>{p.cell['periode_start'].year}", _said(sheet, p), p.value.value, p.middle.value,
             p.low.value, p.high.value, bool(p.signs))
        for p in points
    ]  # fmt: skip
    events = _events(sheet, contract, code, [p.cell for p in points])
    rows = [row(f.month(p.cell["periode_start"]), [p.value, p.middle, p.low, p.high, _words(sheet, p)]) for p in points]
    counted, axis = ("dagen_maand", "as.dagen") if code in passage.DAYS else ("aantal_maand", "as.inwoners")
    ident, unit = f"verloop-{slug(code)}-{slug(contract.number)}", Unit(lambda value: f.number(value), sheet.desk.texts(axis))
    name, columns = f"verloop_{code}", [counted, "midden", "grens_laag", "grens_hoog", "~opvallend"]
    made = table(sheet, name, "maand", columns, rows, ident, naam=contract.label)
    marks = key(sheet, "dot:per_maand", "dash:midden", "band:gewone_grenzen", "ring:opvallend")
    made_figure = figure(sheet, name, control(ticks, events, unit), made, marks, naam=contract.label)
    made_figure.reading.extend(_kind(sheet, points[-1]))
    return made_figure


def _kind(sheet: Sheet, last: passage.Point) -> list[Text]:
    """Return why there are limits or not, and the word for the last five periods."""
    t, cell = sheet.desk.texts, last.cell
    lines: list[Text] = [t(f"verloopkaart.{cell['reden_code'] or 'xmr'}")]
    if cell["reden_code"] is None and last.middle.value is None:
        lines.append(t("verloopkaart.beschermd"))
    return [*lines, t("trend.zin", woord=trend_word(sheet, cell))]


def trend_word(sheet: Sheet, cell: Cell) -> str:
    """Return the tested word for the last five periods of a series, or why there is none."""
    code = cell["trend_code"]
    return sheet.desk.texts(f"trend.{code}" if code else f"trendreden.{cell['trend_reden_code']}")


def _words(sheet: Sheet, point: passage.Point) -> str:
    t = sheet.desk.texts
    return ", ".join(t(f"opvallend.{name}") for name in point.signs) or t("opvallend.niets")


def _said(sheet: Sheet, point: passage.Point) -> str:
    said = spoken(sheet, sheet.desk.formats.month(point.cell["periode_start"]), point.value)
    return f"{said} {_words(sheet, point).capitalize()}." if point.signs else said


def _events(sheet: Sheet, contract: Contract, code: str, cells: Sequence[Cell]) -> list[Event]:
    """Return the events that break the series, in front of the first period of the phase they begin."""
    begins = {cell["periode_start"]: place for place, cell in enumerate(cells) if cell["fase_start"] == cell["periode_start"]}
    found = []
    for cell in sheet.desk.marts["mart_kalender"]:
        place = begins.get(cell["datum"].replace(day=1))
        touches = cell["contractnummer"] in ("alle", contract.number) and (cell["reeksen"] == "alle" or code in cell["reeksen"].split(", "))
        if place is not None and touches:
            found.append(Event(place, sheet.desk.texts(f"gebeurtenis.{cell['soort']}")))
    return found


def event_name(sheet: Sheet, cell: Cell) -> str:
    """Return an event in words: 'start contract Kortdurende begeleiding'."""
    t = sheet.desk.texts
    name = cell[f"naam_{sheet.desk.language}"]
    return str(name) if cell["soort"] == NATIONAL else t("gebeurtenis.met_naam", soort=t(f"gebeurtenis.{cell['soort']}"), naam=name)


def calendar(sheet: Sheet, places: dict[str, str]) -> TableBlock | None:
    """Every event until the as-of date that may break a series; the first months of deliveries are left to the charts."""
    t, f, last = sheet.desk.texts, sheet.desk.formats, sheet.desk.release["peildatum"]
    rows = []
    for cell in sheet.desk.marts["mart_kalender"]:
        if cell["soort"] in ("aanloop_einde", "overname_einde") or (last and cell["datum"] > last):
            continue
        code = str(cell["gemeentecode"])
        where = t("gebeurtenis.landelijk") if code == "alle" else places.get(code, code)
        rows.append(row(f.day(cell["datum"]), [event_name(sheet, cell), where, t(f"gebeurtenisstatus.{cell['status'].replace(' ', '_')}")]))
    made = table(sheet, "kalender", "dag", ["~gebeurtenis", "~waar", "~hoe_zeker"], rows)
    return TableBlock("kalender", t("fig.kalender.titel"), [t("fig.kalender.lead"), t("fig.kalender.lezen1")], made) if rows else None


TRENDS = ("instroom", "uitstroom", "clienten", "melding_start", "wachttijd", "resultaat")
COLUMNS = ["~periode", "laatste", "midden", "grens_laag", "grens_hoog", "~trend"]


def moving(sheet: Sheet, contracts: list[Contract]) -> TableBlock | None:
    """The series of all contracts with a tested direction, by name of the contract, no ranking; None when there are none."""
    lasts = [(c, last) for c in by_name(contracts) for last in _lasts(sheet, c) if last.cell["trend_code"] in ("stijgt", "daalt")]
    rows = [_trend(sheet, sheet.desk.texts("verloop.reeks_van", naam=c.label, reeks=_series_name(sheet, last)), last) for c, last in lasts]
    return _trend_table(sheet, "richting", rows, "richting") if rows else None


def trends(sheet: Sheet, place: str, contracts: list[Contract]) -> TableBlock | None:
    """Per contract of one municipality and series the last period, its limits, and the tested word; None without series."""
    rows = [
        _trend(sheet, sheet.desk.texts("verloop.reeks_van", naam=contract.name, reeks=_series_name(sheet, last)), last)
        for contract in by_name(contracts) for last in _lasts(sheet, contract)
    ]  # fmt: skip
    return _trend_table(sheet, "trends", rows, trends_id(contracts[0]), plaats=place) if rows else None


def waiting(sheet: Sheet, contracts: list[Contract]) -> TableBlock | None:
    """Per contract how long people waited in the last month, and whether that is ordinary there; None without a month that may be shown."""
    found = [(c, points[-1]) for c in contracts if (points := passage.points(sheet.desk.ledger, series(sheet, c, "melding_start")))]
    rows = [_trend(sheet, contract.label, last) for contract, last in found if last.value.value is not None]
    return _trend_table(sheet, "wachtverloop", rows, "wachtverloop", first="contract") if rows else None


def trends_id(contract: Contract) -> str:
    """Return the place on the page of the series of the municipality of a contract."""
    return f"verloop-{slug(str(contract.cell['gemeentecode']))}"


def by_name(contracts: Sequence[Contract]) -> list[Contract]:
    """Return contracts by their name: no order by what was found."""
    return sorted(contracts, key=lambda one: (one.label, one.number))


def _lasts(sheet: Sheet, contract: Contract) -> list[passage.Point]:
    found = [series(sheet, contract, code) for code in TRENDS]
    return [passage.points(sheet.desk.ledger, cells)[-1] for cells in found if cells]


def _series_name(sheet: Sheet, last: passage.Point) -> str:
    return sheet.desk.texts(f"reeks.{last.cell['reeks_code']}")


def _trend(sheet: Sheet, name: str, last: passage.Point) -> Row:
    limits = [sheet.desk.texts("verloop.zonder_grens") if limit.shown == MISSING else limit for limit in (last.low, last.high)]
    return row(name, [period(sheet, last.cell), last.value, last.middle, *limits, trend_word(sheet, last.cell)])


def _trend_table(sheet: Sheet, name: str, rows: list[Row], ident: str, first: str = "reeks", **values: str) -> TableBlock:
    t = sheet.desk.texts
    made = table(sheet, name, first, COLUMNS, rows, ident, **values)
    intro = [t(f"fig.{name}.{line}", **values) for line in ("lead", "lezen1") if t.has(f"fig.{name}.{line}")]
    return TableBlock(ident, t(f"fig.{name}.titel", **values), intro, made)


def period(sheet: Sheet, cell: Cell) -> str:
    """Return the period of a row in words: a month or a half-year."""
    f = sheet.desk.formats
    return f.half_year(cell["periode"]) if "H" in cell["periode"] else f.month(cell["periode_start"])
