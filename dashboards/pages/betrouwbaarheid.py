"""Kunnen we deze cijfers vertrouwen? How well is measured and scored, what was delivered or refused, and does everything add up.

Belongs here: tables, no charts: readers look things up here. Does not belong here: the rules behind 'goed' and 'let op' (dbt).
"""

from dashboards import disclosure, verdicts
from dashboards.blocks import Block, Page, Row, TableBlock
from dashboards.ledger import Kind, Number
from dashboards.pages.empty import nothing
from dashboards.panels import messages, scoring
from dashboards.panels.frame import row, table
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page

MOST_REFUSED = 40
POSTS = ("geleverd", "geweigerd", "vervangen", "quarantaine", "uitgesloten", "geteld")


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on reliability."""
    t = sheet.desk.texts
    measured = (_measuring(sheet, contracts), scoring.unmeasured(sheet, contracts), scoring.signals(sheet, contracts))
    delivered = (messages.missing(sheet, contracts), messages.findings(sheet), _deliveries(sheet), _refused(sheet), _adds_up(sheet))
    blocks = [block for block in (*measured, *delivered) if block]
    refused = any(cell["status"] == "geweigerd" for cell in sheet.desk.marts["leveringen_per_status"])
    headline = (
        t("betrouwbaar.geweigerd" if refused else "betrouwbaar.alles") if sheet.desk.marts["mart_datakwaliteit"] else t("betrouwbaar.leeg")
    )
    page_blocks: list[Block] = list(blocks) or [nothing(sheet)]
    badge = verdicts.badge(sheet, contracts)
    return Page("betrouwbaarheid", "betrouwbaarheid", t("menu.betrouwbaarheid"), t("betrouwbaar.vraag"), [headline], badge, page_blocks)


def _measuring(sheet: Sheet, contracts: list[Contract]) -> TableBlock | None:
    t, rows = sheet.desk.texts, []
    for contract in contracts:
        if contract.quality is not None:
            rows.append(_quality_row(sheet, contract, contract.quality))
    if not rows:
        return None
    columns = ["~halfjaar", "dekking", "zelfde_beoordelaar", "ontbreekt", "~laatste_meting", "~oordeel"]
    return TableBlock("meten", t("fig.meten.titel"), [t("fig.meten.lead")], table(sheet, "meten", "contract", columns, rows))


def _quality_row(sheet: Sheet, contract: Contract, cell: Cell) -> Row:
    f, t, ledger, page = sheet.desk.formats, sheet.desk.texts, sheet.desk.ledger, ledger_page(contract.number)
    eligible, covered = disclosure.coverage(cell["dekking_pct"], cell["paren_n"], cell["in_aanmerking_n"])[2:]
    coverage = ledger.enter(cell, "dekking_pct", "pct", covered, n=eligible, page=page)
    pairs = cell["paren_n"]
    rated = disclosure.share(cell["zelfde_beoordelaar_pct"], round((cell["zelfde_beoordelaar_pct"] or 0) * (pairs or 0) / 100), pairs)
    same = ledger.enter(cell, "zelfde_beoordelaar_pct", "pct", rated, n=disclosure.count(pairs), page=page)
    absent = disclosure.share(cell["score_ontbreekt_pct"], cell["scores_ontbreken_n"], cell["scores_n"])
    missing = ledger.enter(cell, "score_ontbreekt_pct", "pct", absent, n=disclosure.count(cell["scores_n"]), page=page)
    last = f.day(cell["laatste_meting_datum"]) if cell["laatste_meting_datum"] else t("status.geen_meting")
    return row(
        contract.label, [f.half_year(cell["halfjaar"]), coverage, same, missing, last, str(verdicts.quality_line(sheet, contract).text)]
    )


def _deliveries(sheet: Sheet) -> TableBlock | None:
    cells = sheet.desk.marts["leveringen_per_bron"]
    if not cells:
        return None
    t = sheet.desk.texts
    rows = [row(source_name(sheet, cell["bron"]), _delivery_cells(sheet, cell)) for cell in cells]
    made = table(sheet, "leveringen", "bron", ["leveringen", "geweigerde", "rijen", "apart", "apart_pct"], rows)
    return TableBlock("leveringen", t("fig.leveringen.titel"), [t("fig.leveringen.lead")], made)


def _delivery_cells(sheet: Sheet, cell: Cell) -> list[Number | str]:
    ledger, delivered, aside = sheet.desk.ledger, cell["rijen_geleverd_n"] or 0, cell["rijen_quarantaine_n"] or 0
    total, (_, hidden) = disclosure.partition([delivered - aside, aside], total_first=True)
    share = disclosure.share(cell["quarantaine_pct"], aside, delivered) if total.is_shown and hidden.is_shown else disclosure.PROTECTED
    return [
        ledger.enter(cell, "leveringen_n", "stuks", disclosure.plain(cell["leveringen_n"])),
        _refused_count(sheet, cell["bron"]),
        ledger.enter(cell, "rijen_geleverd_n", "aantal", total),
        ledger.enter(cell, "rijen_quarantaine_n", "aantal", hidden),
        ledger.enter(cell, "quarantaine_pct", "pct", share if cell["quarantaine_pct"] is not None else disclosure.MISSING),
    ]


def _refused_count(sheet: Sheet, source: str) -> Number | str:
    for cell in sheet.desk.marts["leveringen_per_status"]:
        if (cell["bron"], cell["status"]) == (source, "geweigerd"):
            return sheet.desk.ledger.enter(cell, "leveringen_n", "stuks", disclosure.plain(cell["leveringen_n"]))
    return sheet.desk.texts("algemeen.geen")


def _refused(sheet: Sheet) -> TableBlock | None:
    cells = [c for c in sheet.desk.marts["mart_datakwaliteit"] if c["status"] == "geweigerd"]
    if not cells:
        return None
    t, f = sheet.desk.texts, sheet.desk.formats
    rows = [
        Row(
            source_name(sheet, c["bron"]),
            [
                _supplier(sheet, c["leverancier"]),
                str(c["periode"] or ""),
                f.day(c["ontvangen_op"].date()),
                disclosure.words(str(c["reden"] or "")),
            ],
        )
        for c in cells[-MOST_REFUSED:]
    ]
    made = table(sheet, "geweigerd", "bron", ["~leverancier", "~periode", "~ontvangen", "~reden"], rows)
    return TableBlock("geweigerd", t("fig.geweigerd.titel"), [t("fig.geweigerd.lead")], made)


def _supplier(sheet: Sheet, code: str | None) -> str:
    names = {c["gemeentecode"]: c["gemeentenaam"] for c in sheet.desk.marts["mart_contract"]}
    return str(names.get(code) or code or "")


def _adds_up(sheet: Sheet) -> TableBlock | None:
    sources: dict[str, dict[str, Cell]] = {}
    for cell in sheet.desk.marts["aansluiting_per_post"]:
        sources.setdefault(cell["bron"], {})[cell["post"]] = cell
    if not sources:
        return None
    t = sheet.desk.texts
    rows = [found for source, posts in sources.items() for found in _source_rows(sheet, source, posts)]
    made = table(sheet, "aansluiting", "bron", [f"post_{post}" for post in POSTS], rows)
    return TableBlock("aansluiting", t("fig.aansluiting.titel"), [t("fig.aansluiting.lead"), t("fig.aansluiting.lezen1")], made)


def _source_rows(sheet: Sheet, source: str, posts: dict[str, Cell]) -> list[Row]:
    """Return the row of counts and, when there is money, the row of euros: hidden in the same places."""
    counts = [(posts[post]["rijen_n"] or 0) if post in posts else 0 for post in POSTS[1:]]
    total, parts = disclosure.partition(counts, keep=len(counts) - 1)
    shown = [total, *parts]
    name = source_name(sheet, source)
    rows = [row(name, _post_cells(sheet, posts, "rijen_n", "aantal", shown))]
    if any(cell["bedrag_eur"] is not None for cell in posts.values()):
        rows.append(row(sheet.desk.texts("fig.aansluiting.euro", bron=name), _post_cells(sheet, posts, "bedrag_eur", "euro", shown)))
    return rows


def _post_cells(sheet: Sheet, posts: dict[str, Cell], column: str, kind: Kind, shown: list[disclosure.Shown]) -> list[Number | str]:
    cells: list[Number | str] = []
    for post, decision in zip(POSTS, shown, strict=True):
        if post not in posts:
            cells.append(sheet.desk.texts("algemeen.geen"))
            continue
        value = disclosure.plain(posts[post][column]) if decision.is_shown else decision
        cells.append(sheet.desk.ledger.enter(posts[post], column, kind, value))
    return cells


def source_name(sheet: Sheet, source: str) -> str:
    """Return what a source is called for readers; an unknown one as it is."""
    key = f"bron.{source}"
    return sheet.desk.texts(key) if sheet.desk.texts.has(key) else source
