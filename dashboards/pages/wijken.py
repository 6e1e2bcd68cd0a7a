"""Waar is het anders? Intervals per wijk in alphabetical order, several years together; no map, because a map favours empty land.

Belongs here: this page. Does not belong here: providers (aanbieders.py), disclosure (compare.py).
"""

from dashboards import compare
from dashboards.blocks import Block, Page, Terms
from dashboards.pages.aanbieders import badge, headlines
from dashboards.pages.empty import nothing
from dashboards.panels import compare as panels
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on wijken."""
    t = sheet.desk.texts
    groups = compare.groups(sheet.desk, "wijk", compare.PLACES_PAGE)
    found = [*panels.caterpillars(sheet, groups), panels.others(sheet, groups, "wijken"), note(sheet) if groups else None]
    blocks: list[Block] = [block for block in found if block] or [nothing(sheet)]
    headline = headlines(sheet, groups, "wijken")
    return Page("wijken", "wijken", t("menu.wijken"), t("wijken.vraag"), headline, badge(sheet, contracts, groups), blocks)


def note(sheet: Sheet) -> Terms:
    """Return what to know before two wijken are laid side by side."""
    t = sheet.desk.texts
    entries = [(t(f"wijken.{name}.term"), t.html(f"wijken.{name}.uitleg")) for name in ("jaren", "kaart", "mensen", "team")]
    return Terms("wijken-uitleg", t("wijken.uitleg"), "", list(entries))
