"""Klopt dit met de boekhouding? The ledger beside declarations, instalments and personal budgets, and beside CBS; what is left is printed.

Belongs here: tables, because an accountant looks amounts up. Does not belong here: which amount is on which post (dbt), deliveries that
were refused (betrouwbaarheid.py).
"""

from dashboards import disclosure
from dashboards.blocks import Block, Line, Page, Row, TableBlock
from dashboards.columns_books import GROUPS
from dashboards.ledger import Number
from dashboards.pages.empty import nothing
from dashboards.panels.frame import row, table
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import BOOKS_LEDGER, NO_CONTRACT, ledger_page

SLUG = "aansluiting"
MOST_YEARS = 3


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page that answers the controller's first question."""
    t = sheet.desk.texts
    cells = sheet.desk.marts["boeken_per_jaar"]
    year = max((cell["boekjaar"] for cell in cells), default=None)
    latest = next((cell for cell in cells if cell["boekjaar"] == year), None)
    found = (_totals(sheet), _fields(sheet, contracts, year), _cbs(sheet), _findings(sheet)) if latest else (_findings(sheet),)
    blocks: list[Block] = [block for block in found if block]
    headlines = [_headline(sheet, latest), *_untested(sheet, latest)] if latest else [t("boeken.leeg")]
    parent = ("geld.html", t("menu.geld"))
    return Page(
        SLUG, "geld", t("boeken.naam"), t("boeken.vraag"), headlines, _badge(sheet, latest), blocks or [nothing(sheet)], parent=parent
    )


def _euro(sheet: Sheet, cell: Cell, column: str, page: str = BOOKS_LEDGER) -> Number:
    return sheet.desk.ledger.enter(cell, column, "euro", disclosure.plain(cell[column]), page=page)


def _headline(sheet: Sheet, cell: Cell) -> str:
    key = "boeken.open" if cell["onverklaard_los_eur"] else "boeken.sluit"
    spent, rest = (sheet.money(_euro(sheet, cell, column)) for column in ("boeken_eur", "onverklaard_los_eur"))
    return sheet.desk.texts.html(key, jaar=cell["boekjaar"], bedrag=spent, rest=rest)


def _untested(sheet: Sheet, cell: Cell) -> list[str]:
    if not cell["zonder_tegenbron_eur"]:
        return []
    return [sheet.desk.texts.html("boeken.ontoetsbaar", bedrag=sheet.money(_euro(sheet, cell, "zonder_tegenbron_eur")))]


def _badge(sheet: Sheet, cell: Cell | None) -> Line:
    if cell is None:
        return Line("stop", sheet.desk.texts("badge.geld_leeg"))
    name = "open" if cell["onverklaard_los_eur"] else "sluit"
    return Line("mind" if name == "open" else "good", sheet.desk.texts(f"boeken.badge_{name}"))


def _place(sheet: Sheet, code: str) -> str:
    names = {c["gemeentecode"]: c["gemeentenaam"] for c in sheet.desk.marts["mart_contract"]}
    return str(names.get(code) or sheet.desk.texts("algemeen.gemeente", code=code))


def _totals(sheet: Sheet) -> TableBlock:
    """One row per municipality and year, the newest first: the one table that answers the question."""
    t, rows = sheet.desk.texts, []
    cells = sorted(sheet.desk.marts["boeken_per_gemeente"], key=lambda c: (-c["boekjaar"], _place(sheet, c["gemeentecode"])))
    for cell in [c for c in cells if c["boekjaar"] > cells[0]["boekjaar"] - MOST_YEARS]:
        numbers: list[Number | str] = [_euro(sheet, cell, f"{name}_eur") for name in (*GROUPS, "onverklaard_los")]
        rows.append(row(f"{_place(sheet, cell['gemeentecode'])}, {cell['boekjaar']}", numbers))
    made = table(sheet, "boeken", "gemeente", [*(f"boeken_{name}" for name in GROUPS), "boeken_los"], rows)
    intro = [t("fig.boeken.lead"), t("fig.boeken.lezen1"), t("fig.boeken.lezen2")]
    return TableBlock("boeken", t("fig.boeken.titel"), intro, made)


def _fields(sheet: Sheet, contracts: list[Contract], year: int | None) -> TableBlock:
    """The newest year per contract and taakveld."""
    t, labels = sheet.desk.texts, {contract.number: contract.label for contract in contracts}
    cells = [c for c in sheet.desk.marts["boeken_per_taakveld"] if c["boekjaar"] == year]
    rows = []
    for cell in sorted(cells, key=lambda c: (_place(sheet, c["gemeentecode"]), c["contractnummer"] in NO_CONTRACT, c["contractnummer"])):
        number = cell["contractnummer"]
        page = ledger_page(number) if number in labels else BOOKS_LEDGER
        numbers: list[Number | str] = [_euro(sheet, cell, f"{name}_eur", page) for name in GROUPS]
        what = t("boeken.zonder") if number in NO_CONTRACT else number
        label = labels.get(number) or t("boeken.rij", plaats=_place(sheet, cell["gemeentecode"]), contract=what)
        rows.append(row(label, [f"{cell['taakveld_code']} {cell['taakveld_naam']}", *numbers]))
    made = table(sheet, "posten", "contract", ["~taakveld", *(f"boeken_{name}" for name in GROUPS)], rows, jaar=year)
    return TableBlock("posten", t("fig.posten.titel"), [t("fig.posten.lead", jaar=year)], made)


def _cbs(sheet: Sheet) -> TableBlock | None:
    """Own books beside the open file of CBS: a row per municipality, report and side, and a row for every taakveld that does not close."""
    cells = [*sheet.desk.marts["boeken_en_cbs"], *(c for c in sheet.desk.marts["boeken_en_cbs_per_taakveld"] if c["onverklaard_eur"])]
    if not cells:
        return None
    t, rows = sheet.desk.texts, []
    columns = ("boeken_eur", "tegenbron_eur", "afronding_eur", "onverklaard_eur")
    for cell in sorted(cells, key=lambda c: (-c["boekjaar"], c["gemeentecode"], c["vergelijking"], c["lasten_baten"])):
        what = t(f"boeken.{cell['vergelijking']}", plaats=_place(sheet, cell["gemeentecode"]), jaar=cell["boekjaar"])
        code = cell.values.get("taakveld_code")
        field = f"{code} {cell['taakveld_naam']}" if code else t("boeken.alle_taakvelden")
        numbers: list[Number | str] = [_euro(sheet, cell, column) for column in columns]
        rows.append(row(what, [field, t(f"boeken.{cell['lasten_baten']}"), *numbers]))
    heads = ["~taakveld", "~kant", "eigen_boeken", "volgens_cbs", "afronding", "boeken_onverklaard"]
    made = table(sheet, "cbs", "verslag", heads, rows)
    return TableBlock("cbs", t("fig.cbs.titel"), [t("fig.cbs.lead"), t("fig.cbs.lezen1")], made)


def _findings(sheet: Sheet) -> TableBlock | None:
    cells = sheet.desk.marts["mart_geldbevinding"]
    if not cells:
        return None
    t, rows = sheet.desk.texts, []
    for cell in cells:
        place = f"{_place(sheet, cell['gemeentecode'])}, {cell['boekjaar']}"
        text = [str(cell["onderwerp"]), t(f"ernst.{cell['ernst']}"), str(cell["zin"])]
        rows.append(Row(place, [*text, _euro(sheet, cell, "bedrag_eur")], lang="nl"))
    made = table(sheet, "geldbevindingen", "gemeente", ["~onderwerp", "~ernst", "~regel", "bedrag"], rows)
    return TableBlock("geldbevindingen", t("fig.geldbevindingen.titel"), [t("fig.geldbevindingen.lead")], made)
