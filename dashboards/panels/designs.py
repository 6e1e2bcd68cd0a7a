"""Figures and tables about a change of contract: what happened around it, what it was compared with, and what may be said of it.

Belongs here: designs and their own tests. Does not belong here: series through time (passage.py), what passes (dbt).
"""

from markupsafe import Markup

from dashboards import passage
from dashboards.blocks import Figure, TableBlock, Terms, Text
from dashboards.figures.bars import Unit
from dashboards.figures.drawing import escape
from dashboards.figures.passage import Event, Tick, change
from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.panels.passage import period
from dashboards.read import Cell
from dashboards.sheet import Sheet


def around(sheet: Sheet, found: passage.Effect, place: str, number: int) -> Figure:
    """The event plot of one time series: months before and after, the line of the model, and that of before drawn on."""
    t, f, cell = sheet.desk.texts, sheet.desk.formats, found.cell
    months = months_of(sheet, cell)
    shown = passage.counts(sheet.desk.ledger, months)
    ticks = [
        Tick(f"{f.month_short(m['periode_start'])}<br>{m['periode_start'].year}", spoken(sheet, period(sheet, m), value), value.value)
        for m, value in zip(months, shown, strict=True)
    ]
    before, rows = sum(not m["is_erna"] for m in months), []
    for m, value in zip(months, shown, strict=True):
        rows.append(row(period(sheet, m), [value, t("verloop.erna" if m["is_erna"] else "verloop.ervoor")]))
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
