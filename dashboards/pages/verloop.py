"""Wat verandert er in de tijd? Series with their tested words, what happened around each change of contract, and the calendar.

Belongs here: this page. Does not belong here: the control charts of one contract (on its page about coming and going).
"""

from dashboards import passage
from dashboards.blocks import Block, Jump, Line, Page
from dashboards.pages.empty import nothing
from dashboards.panels import designs
from dashboards.panels import passage as panels
from dashboards.portfolio import Contract, by_place
from dashboards.sheet import Sheet

MOST_PLOTS, MOST_MONTHS = 4, 110  # each month is a number, and all stand on one controle page: three series of 45 made it 169 KB


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on change over time."""
    t = sheet.desk.texts
    places = {str(c.cell["gemeentecode"]): c.place for c in contracts}
    effects = _effects(sheet, places)
    tables = [table for place, group in by_place(contracts) if (table := panels.trends(sheet, place, group))]
    if not tables:
        return Page("verloop", "verloop", t("menu.verloop"), t("verloop.vraag"), [t("verloop.leeg")], None, [nothing(sheet)])
    moving = panels.moving(sheet, contracts)
    blocks: list[Block] = [_jump(sheet, contracts), *([moving] if moving else []), *_designs(sheet, effects), *tables]
    calendar = panels.calendar(sheet, places)
    if calendar:
        blocks.append(calendar)
    return Page(
        "verloop", "verloop", t("menu.verloop"), t("verloop.vraag"), [t(f"verloop.{_headline(sheet)}"), t(f"verloop.{_finding(effects)}")],
        Line("good", t("badge.verloop")), blocks,
    )  # fmt: skip


def _jump(sheet: Sheet, contracts: list[Contract]) -> Jump:
    """Return a link per municipality, to its series further down: the designs come first, and a table has a row per contract and series."""
    places = [(f"#{panels.trends_id(group[0])}", place) for place, group in by_place(contracts) if panels.trends(sheet, place, group)]
    return Jump(sheet.desk.texts("algemeen.kies"), [("", places)])


def _headline(sheet: Sheet) -> str:
    """Return whether any series has a tested trend."""
    codes = {cell["trend_code"] for cell in sheet.desk.marts["mart_verloop"]}
    return "trend" if codes & {"stijgt", "daalt"} else "geen_trend"


def _finding(effects: list[tuple[passage.Effect, str]]) -> str:
    codes = {found.cell["oordeel_code"] for found, _ in effects}
    if passage.PASSED_AND_DIFFERENT in codes:
        return "wel_verschil"
    return "geen_verschil" if "geslaagd_geen_verschil" in codes else "geen_ontwerp"


def _effects(sheet: Sheet, places: dict[str, str]) -> list[tuple[passage.Effect, str]]:
    found = []
    for cell in sheet.desk.marts["mart_beleidseffect"]:
        code = str(cell["gemeentecode"])
        place = places.get(code, sheet.desk.texts("algemeen.gemeente", code=code))
        found.append((passage.effect(sheet.desk.ledger, cell, designs.months_of(sheet, cell)), place))
    return found


def _designs(sheet: Sheet, effects: list[tuple[passage.Effect, str]]) -> list[Block]:
    fitted = [(found, place) for found, place in effects if found.is_shown]
    plots = _fitting(sheet, [(found, place) for found, place in fitted if found.cell["ontwerp"] == "its"])
    blocks: list[Block] = [designs.explained(sheet)] if effects else []
    blocks += [designs.around(sheet, found, place, number) for number, (found, place) in enumerate(plots, 1)]
    if others := [(found, place) for found, place in fitted if found.cell["ontwerp"] == "did"]:
        blocks.append(designs.compared(sheet, others))
    table = designs.refused(sheet, effects)
    return [*blocks, table] if table else blocks


def _fitting(sheet: Sheet, found: list[tuple[passage.Effect, str]]) -> list[tuple[passage.Effect, str]]:
    """Return the last designs that fit on a page, those that found a difference first in line for a place; in the order they came in."""
    proved = [one for one in found if one[0].cell["oordeel_code"] == passage.PASSED_AND_DIFFERENT]
    chosen: list[tuple[passage.Effect, str]] = []
    line, months = [*proved[::-1], *(one for one in found[::-1] if one not in proved)], 0
    for one in line[:MOST_PLOTS]:
        months += len(designs.months_of(sheet, one[0].cell))
        if months <= MOST_MONTHS or not chosen:
            chosen.append(one)
    return [one for one in found if one in chosen]
