"""Blijven we binnen het budget? Expectation against budget for all contracts, and the money outside contracts.

Belongs here: this page. Does not belong here: months and taakvelden of one contract (contract.py).
"""

from dashboards import measures
from dashboards.blocks import Block, Jump, Line, Page, TableBlock
from dashboards.measures import Budget
from dashboards.pages.empty import nothing
from dashboards.pages.overzicht import money_headline, sentence
from dashboards.pages.resultaat import jump
from dashboards.panels import forecast, money
from dashboards.panels.frame import row, table
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet
from dashboards.slugs import NO_CONTRACT

MONEY_SOURCES = ("grootboek", "begroting", "contractbudget", "berichten")


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on money."""
    t = sheet.desk.texts
    named = [(c, c.money) for c in contracts if c.money]
    blocks: list[Block] = [jump(sheet, contracts)] if contracts else []
    if named:
        blocks += [money.difference(sheet, named, "verschil_geld"), money.totals(sheet, named)]
        blocks += [made for made in [forecast.last_year(sheet, named)] if made]
    if sheet.desk.marts["boeken_per_jaar"]:
        blocks.append(Jump(t("boeken.vraag"), [("", [("aansluiting.html", t("boeken.link"))])]))
    outside = _outside(sheet)
    if outside:
        blocks.append(_outside_table(sheet, outside))
    headline = sentence(money_headline(sheet, contracts)) if named else t("geldoordeel.geen")
    return Page(
        "geld",
        "geld",
        t("menu.geld"),
        t("geld.vraag"),
        [headline],
        money_badge(sheet, bool(named)),
        blocks if named or outside else [nothing(sheet)],
    )


def money_badge(sheet: Sheet, has_money: bool) -> Line:
    """Return how far the money can be trusted: whether a delivery with money was refused."""
    t = sheet.desk.texts
    if not has_money:
        return Line("stop", t("badge.geld_leeg"))
    refused = [c for c in sheet.desk.marts["leveringen_per_status"] if c["bron"] in MONEY_SOURCES and c["status"] == "geweigerd"]
    return Line("mind", t("badge.geld_let_op")) if refused else Line("good", t("badge.geld_goed"))


def _outside(sheet: Sheet) -> list[Budget]:
    """Return the latest year of money that belongs to no contract, per municipality."""
    cells = [c for c in sheet.desk.marts["mart_budget_jaar"] if c["contractnummer"] in NO_CONTRACT]
    latest = max((c["boekjaar"] for c in cells), default=None)
    return [measures.budget(sheet.desk.ledger, c) for c in cells if c["boekjaar"] == latest]


def _outside_table(sheet: Sheet, budgets: list[Budget]) -> TableBlock:
    t = sheet.desk.texts
    names = {c["gemeentecode"]: c["gemeentenaam"] for c in sheet.desk.marts["mart_contract"]}
    codes = [b.cell["gemeentecode"] for b in budgets]
    called = {code: names.get(code) or t("algemeen.gemeente", code=code) for code in codes}
    ordered = sorted(budgets, key=lambda b: called[b.cell["gemeentecode"]])
    rows = [row(called[b.cell["gemeentecode"]], [b.budget, b.spent, b.expected, b.difference]) for b in ordered]
    made = table(sheet, "buiten", "gemeente", ["begroot", "uitgegeven", "verwacht", "verschil"], rows, jaar=budgets[0].cell["boekjaar"])
    return TableBlock("buiten", t("fig.buiten.titel"), [t("fig.buiten.lead")], made)
