"""Hoe is dit cijfer gemaakt? The ledger of printed numbers: value, n, interval, mart row, and the query that gives it again.

Belongs here: controle.html, one ledger page per contract and one of the books, and the list of sources. Not here: numbers of its own.
Built last, when every other page has entered its numbers.
"""

from dashboards import compare
from dashboards.blocks import Block, Column, Jump, LedgerBlock, LedgerGroup, Page, Row, Table, TableBlock, Terms
from dashboards.pages.betrouwbaarheid import source_name
from dashboards.portfolio import Contract, by_place
from dashboards.sheet import Sheet
from dashboards.slugs import BOOKS_LEDGER, PARAMETER_LEDGER, POLICY_LEDGER, REACH_LEDGER, TIME_LEDGER, ledger_page, use_ledger

SOURCES = "controle-bronnen"
BOOKS = BOOKS_LEDGER.removesuffix(".html")
TIME = TIME_LEDGER.removesuffix(".html")
MOST_SOURCES = 400
MESSAGES = "berichten"


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return controle.html: how to check a number, and the numbers that belong to no single contract."""
    t = sheet.desk.texts
    links = [(place, [(ledger_page(c.number), c.name) for c in group]) for place, group in by_place(contracts)]
    further = [
        (REACH_LEDGER, t("controle.bereik")),
        (TIME_LEDGER, t("verloop.controle")),
        (f"{BOOKS}.html", t("boeken.controle")),
        (POLICY_LEDGER, t("doelenpagina.controle")),
        (PARAMETER_LEDGER, t("controle.waarden")),
        (f"{SOURCES}.html", t("controle.bronnen")),
    ]
    links.append((t("controle.verder"), [*further, *_comparisons(sheet)]))
    steps = [(t(f"controle.stap{i}.term"), t(f"controle.stap{i}.uitleg")) for i in range(1, 5)]
    blocks: list[Block] = [
        Jump(t("controle.andere"), links),
        Terms("zo", t("controle.zo"), "", list(steps)),
        ledger(sheet, "controle.html"),
    ]
    return Page("controle", "controle", t("menu.controle"), t("controle.vraag"), [t("controle.kop")], None, blocks)


def build_contract(sheet: Sheet, contract: Contract) -> Page:
    """Return the ledger of the results of one contract, with the way to that of its use and money."""
    return _of_contract(sheet, contract, ledger_page(contract.number), use_ledger(ledger_page(contract.number)))


def build_contract_use(sheet: Sheet, contract: Contract) -> Page:
    """Return the ledger of the use and money of one contract."""
    return _of_contract(sheet, contract, use_ledger(ledger_page(contract.number)), ledger_page(contract.number))


def _of_contract(sheet: Sheet, contract: Contract, href: str, other: str) -> Page:
    t, parent = sheet.desk.texts, ("controle.html", sheet.desk.texts("menu.controle"))
    parts = {ledger_page(contract.number): t("controle.van", naam=contract.label)}
    parts[use_ledger(ledger_page(contract.number))] = t("controle.gebruik_van", naam=contract.label)
    blocks: list[Block] = [Jump(t("controle.ander_deel"), [("", [(other, parts[other])])]), ledger(sheet, href)]
    eyebrow = f"{contract.label} · {contract.cell['contract_naam']}"
    name, kop = href.removesuffix(".html"), t("controle.kop")
    return Page(name, "controle", parts[href], t("controle.vraag"), [kop], None, blocks, eyebrow, parent=parent)


def build_parameters(sheet: Sheet) -> Page:
    """Return the ledger of the parameters."""
    t, parent = sheet.desk.texts, ("controle.html", sheet.desk.texts("menu.controle"))
    blocks: list[Block] = [ledger(sheet, PARAMETER_LEDGER)]
    name = PARAMETER_LEDGER.removesuffix(".html")
    return Page(name, "controle", t("controle.waarden"), t("controle.vraag"), [t("controle.kop")], None, blocks, parent=parent)


def build_books(sheet: Sheet) -> Page:
    """Return the ledger of the numbers that lay the books beside something else and belong to no single contract."""
    t, parent = sheet.desk.texts, ("controle.html", sheet.desk.texts("menu.controle"))
    blocks: list[Block] = [ledger(sheet, BOOKS_LEDGER)]
    return Page(BOOKS, "controle", t("boeken.controle"), t("controle.vraag"), [t("controle.kop")], None, blocks, parent=parent)


def build_policy(sheet: Sheet) -> Page:
    """Return the ledger of the numbers on goals, scenarios and the chain."""
    t, parent = sheet.desk.texts, ("controle.html", sheet.desk.texts("menu.controle"))
    blocks: list[Block] = [ledger(sheet, POLICY_LEDGER)]
    name = POLICY_LEDGER.removesuffix(".html")
    return Page(name, "controle", t("doelenpagina.controle"), t("controle.vraag"), [t("controle.kop")], None, blocks, parent=parent)


def build_time(sheet: Sheet) -> Page:
    """Return the ledger of series and designs."""
    t, parent = sheet.desk.texts, ("controle.html", sheet.desk.texts("menu.controle"))
    blocks: list[Block] = [ledger(sheet, TIME_LEDGER)]
    return Page(TIME, "controle", t("verloop.controle"), t("controle.vraag"), [t("controle.kop")], None, blocks, parent=parent)


def build_comparison(sheet: Sheet, href: str) -> Page:
    """Return the ledger of one part of the fair comparison."""
    t, name = sheet.desk.texts, href.removesuffix(".html")
    parent = ("controle.html", t("menu.controle"))
    return Page(
        name, "controle", t(f"vergelijking.{name}"), t("controle.vraag"), [t("controle.kop")], None, [ledger(sheet, href)], parent=parent
    )


def build_reach(sheet: Sheet) -> Page:
    """Return the ledger of the numbers about municipalities as a whole."""
    t = sheet.desk.texts
    parent, slug = ("controle.html", t("menu.controle")), REACH_LEDGER.removesuffix(".html")
    blocks: list[Block] = [ledger(sheet, REACH_LEDGER)]
    return Page(slug, "controle", t("controle.bereik"), t("controle.vraag"), [t("controle.kop")], None, blocks, parent=parent)


def build_sources(sheet: Sheet) -> Page:
    """Return the list of deliveries with their fingerprints."""
    t = sheet.desk.texts
    parent = ("controle.html", t("menu.controle"))
    return Page(
        SOURCES,
        "controle",
        t("controle.bronnen"),
        t("controle.bronnen_vraag"),
        [t("controle.bronnen_kop")],
        None,
        [_sources(sheet)],
        parent=parent,
    )


def ledger(sheet: Sheet, href: str) -> LedgerBlock:
    """Return the numbers of one controle page, grouped by mart row."""
    t = sheet.desk.texts
    groups = [
        LedgerGroup(
            f"marts.{cell.mart}", cell.cell_id, cell.sql(name for number in numbers for name in (number.column, *number.bounds)), numbers
        )
        for cell, numbers in sheet.desk.ledger.groups(href)
    ]
    intro = [t("controle.intro1"), t("controle.intro2")] if groups else [t("controle.leeg")]
    return LedgerBlock("grootboek-van-cijfers", t("controle.grootboek"), list(intro), groups)


def _comparisons(sheet: Sheet) -> list[tuple[str, str]]:
    return [(href, sheet.desk.texts(f"vergelijking.{href.removesuffix('.html')}")) for href in compare.PAGES]


def _sources(sheet: Sheet) -> TableBlock:
    t, f = sheet.desk.texts, sheet.desk.formats
    cells = [cell for cell in sheet.desk.marts["mart_bron"] if cell["bron"] != MESSAGES]
    rows = [
        Row(
            str(c["bestandsnaam"]),
            [source_name(sheet, c["bron"]), f.day(c["ontvangen_op"].date()), t(f"levering.{c['status']}"), str(c["sha256"])[:16]],
        )
        for c in cells[-MOST_SOURCES:]
    ]
    columns = [Column(t(f"kolom.{name}"), numeric=False) for name in ("bron", "ontvangen", "status", "vingerafdruk")]
    messages = len(sheet.desk.marts["mart_bron"]) - len(cells)
    intro = [t("controle.bronnen_intro")] + ([t("controle.bronnen_berichten")] if messages else [])
    return TableBlock(
        "bronnen", t("controle.bronnen"), list(intro), Table("bronnen", t("controle.bronnen"), t("kolom.bestand"), columns, rows)
    )
