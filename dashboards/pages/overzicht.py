"""Liggen we op koers? The first page: one card per contract, the goals, the money, what asks attention and what is not known.

Belongs here: the overview. Does not belong here: figures (panels/), verdict sentences (verdicts.py).
"""

from typing import Any

from markupsafe import Markup

from dashboards import disclosure, verdicts
from dashboards.blocks import Block, Card, Cards, Line, Listing, Page, Pair, Place
from dashboards.ledger import Number
from dashboards.pages import doelen
from dashboards.pages.empty import nothing
from dashboards.panels import money, results
from dashboards.portfolio import Contract, by_place
from dashboards.sheet import Sheet

MOST_ATTENTION = 3


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the overview."""
    t = sheet.desk.texts
    headlines = [*result_headline(sheet, contracts), *money_headline(sheet, contracts)] if contracts else [t.html("algemeen.leeg_kop")]
    blocks: list[Block] = list(_blocks(sheet, contracts)) if contracts else [nothing(sheet)]
    return Page("index", "index", t("menu.index"), t("overzicht.vraag"), [sentence(headlines)], verdicts.badge(sheet, contracts), blocks)


def sentence(parts: list[Markup]) -> Markup:
    """Return sentences as one paragraph."""
    return Markup(" ").join(parts)


def _blocks(sheet: Sheet, contracts: list[Contract]) -> list[Block]:
    t = sheet.desk.texts
    heads = [t("menu.resultaat"), t("menu.geld"), t("overzicht.meten")]
    places = [
        Place(f"gemeente-{cards[0].cell['gemeentecode']}", name, [_card(sheet, c) for c in cards]) for name, cards in by_place(contracts)
    ]
    blocks: list[Block] = [Cards("gemeenten", t("overzicht.kies"), t("overzicht.kies_uitleg"), heads, places)]
    if results.measurable(contracts):
        blocks.append(results.goals(sheet, contracts))
    named = [(c, c.money) for c in contracts if c.money]
    if named:
        blocks.append(money.difference(sheet, named))
    blocks.append(Pair([_attention(sheet, contracts), _unknown(sheet, contracts)]))
    return blocks


def _card(sheet: Sheet, contract: Contract) -> Card:
    t = sheet.desk.texts
    lines = [verdicts.result_line(sheet, contract), verdicts.money_line(sheet, contract.money), verdicts.quality_line(sheet, contract)]
    return Card(contract.name, contract.href, t(f"vorm.{contract.form}").capitalize(), lines)


def result_headline(sheet: Sheet, contracts: list[Contract]) -> list[Markup]:
    """Return how many contracts do clearly better or worse than a year earlier; the counts are rows of mart_oordeel."""
    say = sheet.desk.texts.html
    year = max((c.verdict["jaar"] for c in contracts if c.verdict), default=None)
    total = _count(sheet, "oordelen_per_jaar", onderwerp="resultaat", jaar=year)
    if total is None:
        return [say("overzicht.geen_resultaat")]
    better, worse = (
        _count(sheet, "oordelen", onderwerp="resultaat", jaar=year, oordeel_code=code) for code in ("duidelijk_beter", "duidelijk_slechter")
    )
    unknown = _count(sheet, "oordelen_onbekend", onderwerp="resultaat", jaar=year, groep="onbekend")
    parts = []
    if better:
        parts.append(say("overzicht.beter", aantal=sheet.k(better), totaal=sheet.k(total)))
    if worse:
        parts.append(say("overzicht.slechter", aantal=sheet.k(worse), totaal=sheet.k(total)))
    if not parts:
        parts.append(say("overzicht.geen_verschil", totaal=sheet.k(total)))
    return [*parts, say("overzicht.onbekend", aantal=sheet.k(unknown))] if unknown else parts


def money_headline(sheet: Sheet, contracts: list[Contract]) -> list[Markup]:
    """Return for how many contracts more spending than budget is expected; the counts are rows of mart_oordeel."""
    say = sheet.desk.texts.html
    year = max((c.money.cell["boekjaar"] for c in contracts if c.money), default=None)
    total = _count(sheet, "oordelen_per_jaar", onderwerp="geld", jaar=year)
    if total is None:
        return [say("geldoordeel.geen")]
    over = _count(sheet, "geldoordelen", onderwerp="geld", jaar=year, geld_oordeel_code="boven_budget")
    return [say("overzicht.boven", aantal=sheet.k(over), totaal=sheet.k(total))] if over else [say("overzicht.binnen")]


def _count(sheet: Sheet, summary: str, **match: Any) -> Number | None:
    """Return a number of contracts, None when no row matches."""
    for cell in sheet.desk.marts[summary]:
        if all(cell[name] == value for name, value in match.items()):
            return sheet.desk.ledger.enter(cell, "contracten_n", "stuks", disclosure.plain(cell["contracten_n"]))
    return None


def _attention(sheet: Sheet, contracts: list[Contract]) -> Listing:
    """At most three: clearly worse, over budget, not to be used. In that order."""
    t, lines = sheet.desk.texts, []
    for contract in contracts:
        if verdicts.result_code(contract) == "duidelijk_slechter":
            lines.append(Line("down", t(verdicts.wording(contract, "aandacht.slechter"), naam=contract.label)))
    for contract in contracts:
        if contract.money and contract.money.cell["geld_oordeel_code"] == "boven_budget":
            lines.append(Line("mind", t("aandacht.boven", naam=contract.label)))
    for contract in contracts:
        if contract.quality and contract.quality["oordeel_code"] == "niet_gebruiken":
            lines.append(Line("stop", t("aandacht.meten", naam=contract.label)))
    due = doelen.due_decisions(sheet)
    if due:  # a decision that comes back has its own place among the three, whatever else asks attention
        link = Markup('<a href="doelen.html">{}</a>').format(t("menu.doelen"))
        lines[MOST_ATTENTION - 1 :] = [Line("mind", Markup(" ").join([t.html("aandacht.terugkijken", aantal=sheet.k(due)), link]))]
    return Listing("aandacht", t("aandacht.titel"), lines[:MOST_ATTENTION] or [Line("good", t("aandacht.niets"))])


def _unknown(sheet: Sheet, contracts: list[Contract]) -> Listing:
    t, lines = sheet.desk.texts, []
    for contract in contracts:
        if verdicts.result_code(contract) == "nog_niet_te_zeggen":
            lines.append(Line("open", t("onbekend.resultaat", naam=contract.label)))
        if contract.money is None or contract.money.cell["geld_oordeel_code"] == "nog_niet_te_zeggen":
            lines.append(Line("open", t("onbekend.geld", naam=contract.label)))
    return Listing("onbekend", t("onbekend.titel"), lines or [Line("good", t("onbekend.niets"))])
