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
# Parts of the numbers that belong to no single contract, each on a page of its own, with the key of its name.
PARTS = {
    REACH_LEDGER: "controle.bereik",
    TIME_LEDGER: "verloop.controle",
    BOOKS_LEDGER: "boeken.controle",
    POLICY_LEDGER: "doelenpagina.controle",
    PARAMETER_LEDGER: "controle.waarden",
    **{href: f"vergelijking.{href.removesuffix('.html')}" for href in compare.PAGES},
}
MOST_SOURCES = 400
MESSAGES = "berichten"


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return controle.html: how to check a number, and the numbers that belong to no single contract."""
    t = sheet.desk.texts
    links = [(place, [(ledger_page(c.number), c.name) for c in group]) for place, group in by_place(contracts)]
    further = [*((href, t(title)) for href, title in PARTS.items()), (f"{SOURCES}.html", t("controle.bronnen"))]
    links.append((t("controle.verder"), further))
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


def build_part(sheet: Sheet, href: str, title: str) -> Page:
    """Return the ledger of one part of the numbers that belong to no single contract. title: key of its name."""
    t, parent = sheet.desk.texts, ("controle.html", sheet.desk.texts("menu.controle"))
    blocks: list[Block] = [ledger(sheet, href)]
    return Page(href.removesuffix(".html"), "controle", t(title), t("controle.vraag"), [t("controle.kop")], None, blocks, parent=parent)


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
