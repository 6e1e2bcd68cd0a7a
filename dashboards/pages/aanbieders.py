"""Welke aanbieder wijkt echt af? Funnels of contracts and providers with people like all others; nobody is named inside the limits.

Belongs here: this page. Does not belong here: wijken (wijken.py), disclosure (compare.py).
"""

from markupsafe import Markup

from dashboards import compare, verdicts
from dashboards.blocks import Block, Line, Page
from dashboards.compare import ASK, Group
from dashboards.pages.empty import nothing
from dashboards.panels import compare as panels
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on providers and contracts."""
    t = sheet.desk.texts
    groups = [group for kind in ("aanbieder", "contract") for group in compare.groups(sheet.desk, kind, compare.UNITS_PAGE)]
    found = [*panels.funnels(sheet, groups), panels.others(sheet, groups, "aanbieders"), panels.models(sheet), panels.calibration(sheet)]
    blocks: list[Block] = [block for block in found if block] or [nothing(sheet)]
    headline = headlines(sheet, groups, "aanbieders")
    return Page("aanbieders", "aanbieders", t("menu.aanbieders"), t("aanbieders.vraag"), headline, badge(sheet, contracts, groups), blocks)


def headlines(sheet: Sheet, groups: list[Group], page: str) -> list[str | Markup]:
    """Return whether anybody lies beyond the outer limit, and whether groups differ more than chance allows."""
    t, drawn = sheet.desk.texts, panels.comparable(groups)
    if not drawn:
        return [t(f"{page}.leeg")]
    asked = any(unit.verdict == ASK for group in drawn if not group.is_uneven for unit in group.compared)
    uneven = any(group.is_uneven for group in drawn)
    first = t(f"{page}.gesprek" if asked else f"{page}.niemand")
    return [first, t(f"{page}.ongelijk")] if uneven else [first]


def badge(sheet: Sheet, contracts: list[Contract], groups: list[Group]) -> Line | None:
    """Return how reliable the figures are; without a comparison there is nothing to rely on."""
    return verdicts.badge(sheet, contracts) if panels.comparable(groups) else None
