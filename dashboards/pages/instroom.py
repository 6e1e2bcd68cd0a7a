"""Hoeveel mensen komen en gaan? Persons with support, how long they wait, and how support ends; all contracts in fixed order.

Belongs here: this page. Does not belong here: one contract in depth (contract.py).
"""

from datetime import date

from markupsafe import Markup

from dashboards import use
from dashboards.blocks import Block, Line, Page
from dashboards.pages.empty import nothing
from dashboards.pages.resultaat import jump
from dashboards.panels import contract_indicators as indicators
from dashboards.panels import contract_use as one
from dashboards.panels import passage
from dashboards.panels import use as panels
from dashboards.panels.contract_use import ALL, last_month, of
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import use_page
from dashboards.use import Ended, Wait

LEAST_STARTS = 10
INDICATOR_TABLES = (indicators.counted, indicators.answers, indicators.levels, indicators.reported)


def build_contract(sheet: Sheet, contract: Contract) -> Page:
    """Return the page on coming and going in one contract."""
    t = sheet.desk.texts
    made = (one.people, one.endings, one.declarations, one.rejections, *INDICATOR_TABLES)
    blocks: list[Block] = [block for make in made if (block := make(sheet, contract))]
    blocks[1:1] = [block for code in passage.CHARTED if (block := passage.chart(sheet, contract, code))]
    badge = Line("good", t("badge.berichten_goed")) if of(sheet, "declaratiemaanden", contract) else Line("mind", t("badge.berichten_geen"))
    return Page(
        use_page(contract.number).removesuffix(".html"),
        "instroom",
        t("gebruik.titel", naam=contract.label),
        t("gebruik.vraag", naam=contract.cell["gemeentenaam"] or contract.label),
        [t("gebruik.kop") if blocks else t("gebruik.leeg")],
        badge,
        blocks or [nothing(sheet)],
        eyebrow=str(contract.cell["contract_naam"]),
        parent=(contract.href, contract.label),
    )


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on coming and going."""
    t = sheet.desk.texts
    places, month = _places(sheet)
    waits, ends = _waits(sheet, contracts), _ends(sheet, contracts)
    blocks: list[Block] = [jump(sheet, contracts)] if contracts else []
    if places:
        blocks.append(panels.people(sheet, places, month))
    if waits:
        blocks.append(panels.waiting(sheet, waits))
    if ends:
        blocks.append(panels.leaving(sheet, ends))
    headline = _headline(sheet, waits) if places else t("instroom.leeg")
    badge = Line("good", t("badge.berichten_goed")) if waits else Line("mind", t("badge.berichten_geen"))
    return Page("instroom", "instroom", t("menu.instroom"), t("instroom.vraag"), [headline], badge, blocks if places else [nothing(sheet)])


def _headline(sheet: Sheet, waits: list[tuple[Contract, Wait]]) -> Markup:
    """Return whether half of the people begin within the norm at every contract; no contract is singled out."""
    say, shown = sheet.desk.texts.html, [wait for _, wait in waits if wait.middle.value is not None]
    if not shown:
        return say("instroom.geen_wachttijd")
    late = [wait for wait in shown if (wait.middle.value or 0) > (wait.norm.value or 0)]
    word = "binnen" if not late else "later" if len(late) == len(shown) else "deels"
    return say(f"instroom.{word}", norm=sheet.k(shown[0].norm))


def _places(sheet: Sheet) -> tuple[list[panels.Place], str]:
    """Return municipality and law with the last whole month and the same month a year earlier."""
    cells = [c for c in sheet.desk.marts["mart_gebruik"] if c["productcategorie"] == ALL and c["wijkcode"] == ALL]
    last = last_month(sheet)
    if last is None:
        return [], ""
    found = []
    for now in (c for c in cells if c["maand"] == last and c["clienten_n"]):
        code = now["gemeentecode"]
        before = _same(cells, now, date(last.year - 1, last.month, 1))
        name = now["gemeentenaam"] or sheet.desk.texts("algemeen.gemeente", code=code)
        ledger = sheet.desk.ledger
        found.append((name, now["wet"], use.use(ledger, now), use.use(ledger, before) if before else None))
    return sorted(found, key=lambda place: place[:2]), sheet.desk.formats.month(last)


def _same(cells: list[Cell], like: Cell, month: date) -> Cell | None:
    wanted = (like["gemeentecode"], like["wet"], month)
    return next((c for c in cells if (c["gemeentecode"], c["wet"], c["maand"]) == wanted), None)


def _latest_year(cells: list[Cell], column: str, least: int) -> Cell | None:
    """Return the latest calendar year with enough people, else the latest year."""
    years = [c for c in cells if len(c["periode"]) == 4 and c[column]]
    return next((c for c in reversed(years) if c[column] >= least), years[-1] if years else None)


def _all_products(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell["productcategorie"] == ALL]


def _waits(sheet: Sheet, contracts: list[Contract]) -> list[tuple[Contract, Wait]]:
    found = [(c, _latest_year(_all_products(of(sheet, "mart_wachttijd", c)), "starts_n", LEAST_STARTS)) for c in contracts]
    return [(contract, use.wait(sheet.desk.ledger, cell)) for contract, cell in found if cell]


def _ends(sheet: Sheet, contracts: list[Contract]) -> list[tuple[Contract, Ended]]:
    cells = {c.number: [cell for cell in of(sheet, "mart_uitval", c) if cell["agb_code"] == ALL] for c in contracts}
    found = [(c, _latest_year(cells[c.number], "geeindigd_n", 0)) for c in contracts]
    return [(contract, use.ended(sheet.desk.ledger, cell)) for contract, cell in found if cell]
