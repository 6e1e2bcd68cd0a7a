"""Figures and tables about time: control charts of one contract, and what happened around a change of contract.

Belongs here: series, events, designs. Does not belong here: where phases begin and what passes (dbt).
"""

from collections.abc import Sequence

from markupsafe import Markup

from dashboards import passage
from dashboards.blocks import Figure, Row, TableBlock, Terms, Text
from dashboards.disclosure import MISSING
from dashboards.figures.bars import Unit
from dashboards.figures.drawing import escape
from dashboards.figures.passage import Event, Tick, change, control
from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.panels.contract_use import of
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import slug

PERIODS_SHOWN = 13
CHARTED = ("instroom", "uitstroom")
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
    ident, unit = f"verloop-{code}-{slug(contract.number)}", Unit(lambda value: f.number(value), sheet.desk.texts("as.inwoners"))
    name, columns = f"verloop_{code}", ["aantal_maand", "midden", "grens_laag", "grens_hoog", "~opvallend"]
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


TRENDS = ("instroom", "uitstroom", "clienten", "wachttijd", "resultaat")
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
    return row(name, [_period(sheet, last.cell), last.value, last.middle, *limits, trend_word(sheet, last.cell)])


def _trend_table(sheet: Sheet, name: str, rows: list[Row], ident: str, **values: str) -> TableBlock:
    t = sheet.desk.texts
    made = table(sheet, name, "reeks", COLUMNS, rows, ident, **values)
    intro = [t(f"fig.{name}.{line}", **values) for line in ("lead", "lezen1") if t.has(f"fig.{name}.{line}")]
    return TableBlock(ident, t(f"fig.{name}.titel", **values), intro, made)


def _period(sheet: Sheet, cell: Cell) -> str:
    f = sheet.desk.formats
    return f.half_year(cell["periode"]) if "H" in cell["periode"] else f.month(cell["periode_start"])


def around(sheet: Sheet, found: passage.Effect, place: str, number: int) -> Figure:
    """The event plot of one time series: months before and after, the line of the model, and that of before drawn on."""
    t, f, cell = sheet.desk.texts, sheet.desk.formats, found.cell
    months = months_of(sheet, cell)
    shown = passage.counts(sheet.desk.ledger, months)
    ticks = [
        Tick(f"{f.month_short(m['periode_start'])}<br>{m['periode_start'].year}", spoken(sheet, _period(sheet, m), value), value.value)
        for m, value in zip(months, shown, strict=True)
    ]
    before, rows = sum(not m["is_erna"] for m in months), []
    for m, value in zip(months, shown, strict=True):
        rows.append(row(_period(sheet, m), [value, t("verloop.erna" if m["is_erna"] else "verloop.ervoor")]))
    values = {"reeks": t(f"reeks.{cell['reeks_code']}"), "plaats": place, "dag": f.day(cell["datum"])}
    made = table(sheet, "rondom", "periode", ["aantal_maand", "~voor_of_na"], rows, f"rondom-{number}", **values)
    lines = _lines(cell, before, len(months))
    drawn = change(ticks, lines, [Event(before, t("verloop.verandering"))], Unit(lambda value: f.number(value), t("as.inwoners")))
    marks = key(sheet, "dot:per_maand", "better:lijn_model", "dash:lijn_door")
    finished = figure(sheet, "rondom", drawn, made, marks, **values)
    finished.reading.extend(checks(sheet, found))
    return finished


def months_of(sheet: Sheet, cell: Cell) -> list[Cell]:
    """Return the periods of the touched contracts of one design."""
    wanted = (cell["vraag_id"], cell["reeks_code"], "behandeld")
    return [m for m in sheet.desk.marts["mart_beleidseffect_periode"] if (m["vraag_id"], m["reeks_code"], m["groep"]) == wanted]


def _lines(cell: Cell, before: int, periods: int) -> list[tuple[list[float | None], str]]:
    """Return the line before, the line after, and the line before drawn on, as values per period."""

    def line(start: int, end: int, first: float, last: float) -> list[float | None]:
        step = (last - first) / max(end - start, 1)
        return [first + step * (place - start) if start <= place <= end else None for place in range(periods)]

    return [
        (line(0, before - 1, cell["lijn_voor_begin"], cell["lijn_voor_eind"]), "solid"),
        (line(before, periods - 1, cell["lijn_na_begin"], cell["lijn_na_eind"]), "solid"),
        (line(before - 1, periods - 1, cell["lijn_voor_eind"], cell["lijn_door_eind"]), "dash"),
    ]


def checks(sheet: Sheet, found: passage.Effect) -> list[Text]:
    """Return effect and interval, every own test of the design with its outcome, the warning about registration, and the verdict."""
    say, cell = sheet.desk.texts.html, found.cell
    band = sheet.band(found.effect)
    lines: list[Text] = [
        say(f"ontwerp.{cell['ontwerp']}_effect", effect=sheet.k(found.effect), band=band),
        say("ontwerp.perioden", voor=sheet.k(found.before), na=sheet.k(found.after)),
        say(f"ontwerp.vooraf_{'goed' if cell['is_vooraf_gelijk'] else 'fout'}", p=sheet.k(found.early)),
    ]
    if cell["ontwerp"] == "its":
        lines.append(say(f"ontwerp.samenhang_{'goed' if cell['is_samenhang_klein'] else 'fout'}", r=sheet.k(found.together)))
    lines.append(say(f"ontwerp.registratie_{'anders' if cell['is_administratief'] else 'gelijk'}"))
    lines.append(verdict(sheet, found))
    return lines


def verdict(sheet: Sheet, found: passage.Effect) -> Markup:
    """Return what may be said: a cause only with proof that the design passed and differs."""
    t, code = sheet.desk.texts, found.cell["oordeel_code"]
    if code != passage.PASSED_AND_DIFFERENT:
        return t.html(f"ontwerpoordeel.{code}")
    way = "meer" if found.cell["effect"] > 0 else "minder"
    return t.cause(f"bewezen.{way}", passage.proof(found), reeks=t(f"reeks.{found.cell['reeks_code']}"))


def compared(sheet: Sheet, effects: list[tuple[passage.Effect, str]]) -> Figure:
    """All comparisons with untouched contracts: the difference in change, with its interval."""
    f, t = sheet.desk.formats, sheet.desk.texts
    edge = max([abs(value) for e, _ in effects for value in (e.effect.low, e.effect.high) if value is not None] + [10])
    edge = -(-edge // 50) * 50
    ticks = [-edge, -edge / 2, 0.0, edge / 2, edge]
    axis = Axis(-edge, edge, ticks, [f.signed(tick, 0) for tick in ticks], t("as.verschil_procent"), 0.0)
    lines, rows = [], []
    for found, place in effects:
        name = f"{place}, {f.day(found.cell['datum'])}"
        text = f"{f.signed(found.effect.value or 0, 0)}%"
        words = spoken(sheet, f"{name}: {t('reeks.' + found.cell['reeks_code'])}", found.effect)
        lines.append(
            Interval(
                escape(name),
                escape(t(f"reeks.{found.cell['reeks_code']}")),
                text,
                words,
                found.effect.value,
                found.effect.low,
                found.effect.high,
            )
        )
        numbers = [found.effect, found.early, found.before, found.after]
        rows.append(row(f"{name}: {t('reeks.' + found.cell['reeks_code'])}", [*numbers, t(f"ontwerpkort.{found.cell['oordeel_code']}")]))
    made = table(sheet, "vergeleken", "verandering", ["verschil_procent", "vooraf_p", "perioden_voor", "perioden_na", "~oordeel"], rows)
    finished = figure(sheet, "vergeleken", intervals(lines, axis), made, key(sheet, "dot:verschil", "band:band"))
    for found, place in effects:
        finished.reading.extend([Markup("{}: {}").format(place, line) for line in checks(sheet, found)[2:]])
    return finished


def refused(sheet: Sheet, effects: list[tuple[passage.Effect, str]]) -> TableBlock | None:
    """Changes without an estimate that may be printed, each once, with the reason."""
    t, f, seen, rows = sheet.desk.texts, sheet.desk.formats, set(), []
    fitted = {found.cell["vraag_id"] for found, _ in effects if found.is_fitted}
    for found, place in effects:
        cell = found.cell
        reason = cell["reden_code"] or "beschermd"
        if found.is_shown or (cell["reden_code"] and cell["vraag_id"] in fitted) or (cell["vraag_id"], reason) in seen:
            continue
        seen.add((cell["vraag_id"], reason))
        rows.append(row(f"{place}, {cell['wet']}", [f.day(cell["datum"]), t(f"ontwerpreden.{reason}")]))
    made = table(sheet, "geweigerd_ontwerp", "plaats", ["~dag", "~waarom"], rows)
    return TableBlock("geweigerd-ontwerp", t("fig.geweigerd_ontwerp.titel"), [t("fig.geweigerd_ontwerp.lead")], made) if rows else None


def explained(sheet: Sheet) -> Terms:
    """Return what both designs are and what they assume."""
    t = sheet.desk.texts
    names = ("its", "did", "vooraf", "registratie", "kans")
    return Terms(
        "ontwerpen",
        t("ontwerpuitleg.titel"),
        t("ontwerpuitleg.intro"),
        [(t(f"ontwerpuitleg.{n}.term"), t(f"ontwerpuitleg.{n}.uitleg")) for n in names],
    )
