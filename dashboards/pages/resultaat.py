"""Gaat het beter met inwoners? Results of all contracts side by side, in fixed order: no ranking.

Belongs here: this page. Does not belong here: one contract in depth (contract.py).
"""

from dashboards import verdicts
from dashboards.blocks import Block, Jump, Page, Terms
from dashboards.pages.empty import nothing
from dashboards.pages.overzicht import result_headline, sentence
from dashboards.panels import results
from dashboards.portfolio import Contract, by_place
from dashboards.sheet import Sheet


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on results."""
    t = sheet.desk.texts
    measured = [c for c in contracts if c.now and c.now.cell["paren_n"]]
    blocks: list[Block] = [jump(sheet, contracts)] if contracts else []
    if measured:
        blocks += [results.by_contract(sheet, measured), results.split(sheet, measured), results.bounds(sheet, measured), caution(sheet)]
    else:
        blocks.append(nothing(sheet))
    headline = sentence(result_headline(sheet, contracts)) if measured else t("overzicht.geen_resultaat")
    return Page("resultaat", "resultaat", t("menu.resultaat"), t("resultaat.vraag"), [headline], verdicts.badge(sheet, contracts), blocks)


def jump(sheet: Sheet, contracts: list[Contract]) -> Jump:
    """Return a link per municipality, to its contracts on the overview."""
    places = [(f"index.html#gemeente-{group[0].cell['gemeentecode']}", place) for place, group in by_place(contracts)]
    return Jump(sheet.desk.texts("algemeen.kies"), [("", places)])


def caution(sheet: Sheet) -> Terms:
    """Return what everybody should know who reads a ZRM figure."""
    t = sheet.desk.texts
    entries = [
        (t(f"zrm.{name}.term"), t(f"zrm.{name}.uitleg")) for name in ("schaal", "plafond", "toeval", "beoordelaar", "doelgroep", "oorzaak")
    ]
    return Terms("zrm", t("zrm.titel"), t("zrm.intro"), entries)
