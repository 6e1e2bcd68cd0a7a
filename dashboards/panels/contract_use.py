"""Figures about coming and going in one contract: persons per month, why support stopped, declarations and what was rejected.

Belongs here: one contract in depth. Does not belong here: several contracts (use.py).
"""

from datetime import date

from dashboards import disclosure, use
from dashboards.blocks import Figure, TableBlock
from dashboards.figures.bars import Spent, Unit, bullets
from dashboards.figures.drawing import escape
from dashboards.figures.lines import Moment, trend
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.panels.money import million, unit
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page, slug

MONTHS_SHOWN = 13
ALL = "alle"


def of(sheet: Sheet, mart: str, contract: Contract) -> list[Cell]:
    """Return the rows of a mart about one contract, in the order of the mart."""
    return sheet.desk.rows(mart, contractnummer=contract.number, gemeentecode=contract.cell["gemeentecode"])


def last_month(sheet: Sheet) -> date | None:
    """Return the last month in which anybody came in: after it, lists of persons have not been delivered yet and use would seem to fall."""
    return max((c["maand"] for c in sheet.desk.marts["mart_gebruik"] if c["instroom_n"]), default=None)


def people(sheet: Sheet, contract: Contract) -> Figure | None:
    """Persons with support per month, over the last thirteen; None when there were never ten."""
    f, t = sheet.desk.formats, sheet.desk.texts
    last = last_month(sheet)
    cells = [cell for cell in of(sheet, "mart_gebruik_contract", contract) if last and cell["maand"] <= last]
    months = [use.use(sheet.desk.ledger, cell) for cell in cells[-MONTHS_SHOWN:]]
    if not any(month.people.value for month in months):
        return None
    moments = [
        Moment(f"{f.month_short(m.cell['maand'])}<br>{m.cell['maand'].year}", sheet.text(m.people),
               spoken(sheet, f.month(m.cell["maand"]), m.people), m.people.value, None, None)
        for m in months
    ]  # fmt: skip
    rows = [row(f.month(m.cell["maand"]), [m.people, m.came, m.went]) for m in months]
    made = table(sheet, "mensen", "maand", ["hulp", "kwamen", "gingen"], rows, f"mensen-{slug(contract.number)}", naam=contract.label)
    drawing = trend(moments, "", Unit(lambda value: f.number(value), t("as.inwoners")))
    return figure(sheet, "mensen", drawing, made, key(sheet, "dot:met_hulp"), naam=contract.label)


def endings(sheet: Sheet, contract: Contract) -> Figure | TableBlock | None:
    """Why support stopped, in the last year with endings; a table when no reason has ten people; None when nobody stopped."""
    t = sheet.desk.texts
    cells = [c for c in of(sheet, "mart_uitval", contract) if c["agb_code"] == ALL and len(c["periode"]) == 4 and c["geeindigd_n"]]
    if not cells:
        return None
    ended = use.ended(sheet.desk.ledger, cells[-1])
    year, lines, rows = str(ended.cell["periode"]), [], []
    for name, number in ended.classes.items():
        label = t(f"einde.{name}")
        lines.append(Spent(escape(label), "", t("punt.waarde", naam=label, waarde=sheet.text(number)), sheet.text(number),
                           number.value or 0, None))  # fmt: skip
        rows.append(row(label, [number]))
    made = table(sheet, "einden", "einde", ["gestopt"], rows, f"einden-{slug(contract.number)}", naam=contract.label, jaar=year)
    if not any(line.spent for line in lines):
        return TableBlock(made.id, t("fig.einden.titel", naam=contract.label, jaar=year), [t("fig.einden.lead", jaar=year)], made)
    drawing = bullets(lines, Unit(lambda value: sheet.desk.formats.number(value), t("as.gestopt")))
    return figure(sheet, "einden", drawing, made, key(sheet, "better:gestopt"), naam=contract.label, jaar=year)


def declarations(sheet: Sheet, contract: Contract) -> Figure | None:
    """Accepted declarations per month of delivery, with what is expected in the end as a line; None without declarations."""
    f = sheet.desk.formats
    cells = [cell for cell in of(sheet, "declaratiemaanden", contract) if cell["regels_n"]]
    months = [use.declared(sheet.desk.ledger, cell) for cell in cells[-MONTHS_SHOWN:]]
    lines, rows = [], []
    for m in months:
        name = f.month(m.cell["maand"])
        text = sheet.short(m.accepted)
        words = sheet.desk.texts("punt.waarde", naam=name, waarde=text)
        lines.append(Spent(name, "", words, text, million(m.accepted.value) or 0, million(m.expected.value)))
        rows.append(row(name, [m.sent, m.accepted, m.rejected, m.still_open, m.expected]))
    if not rows:
        return None
    columns = ["ingediend", "geaccepteerd", "afgewezen", "open", "uiteindelijk"]
    made = table(sheet, "declaraties", "maand", columns, rows, f"declaraties-{slug(contract.number)}", naam=contract.label)
    drawing = bullets(lines, unit(sheet, [value for line in lines for value in (line.spent, line.budget)]))
    return figure(sheet, "declaraties", drawing, made, key(sheet, "better:geaccepteerd", "tick:uiteindelijk"), naam=contract.label)


def rejections(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """Rejected declaration lines per code, in the latest year that has any."""
    t, ledger, page = sheet.desk.texts, sheet.desk.ledger, ledger_page(contract.number)
    cells = of(sheet, "afwijzingen", contract)
    year = max((cell["jaar"] for cell in cells), default=None)
    cells = sorted((c for c in cells if c["jaar"] == year), key=lambda c: (c["retourcode"] == ALL, c["retourcode"]))
    # A line can have more codes, so the total is no sum; yet with one code hidden it would often give that code away.
    few = any(not disclosure.count(cell["afgewezen_n"]).is_shown for cell in cells if cell["retourcode"] != ALL)
    rows = []
    for cell in cells:
        lines, amount = disclosure.count(cell["afgewezen_n"]), disclosure.money(cell["afgewezen_eur"], cell["afgewezen_n"])
        if cell["retourcode"] == ALL and few and lines.is_shown:
            lines = amount = disclosure.PROTECTED
        numbers = [
            ledger.enter(cell, "afgewezen_n", "aantal", lines, page=page),
            ledger.enter(cell, "afgewezen_eur", "euro", amount, page=page),
        ]
        name = t("algemeen.alle_codes") if cell["retourcode"] == ALL else f"{cell['retourcode']}: {cell['omschrijving_nl']}"
        rows.append(row(name, list(numbers), lang="nl"))
    if not rows:
        return None
    made = table(
        sheet, "afwijzingen", "code", ["regels", "bedrag"], rows, f"afwijzingen-{slug(contract.number)}", naam=contract.label, jaar=year
    )
    return TableBlock(made.id, t("fig.afwijzingen.titel"), [t("fig.afwijzingen.lead", jaar=year)], made)
