"""Wat als? The scenarios that a council asked for, with every assumption beside the outcome. A calculation, no forecast.

Belongs here: this page. Does not belong here: its figures (panels/scenario.py), the arithmetic (dbt_project, int_scenario__pad).
"""

from collections.abc import Iterable

from markupsafe import Markup

from dashboards.blocks import Block, Line, Listing, Page, Pair, Terms
from dashboards.pages.empty import nothing
from dashboards.panels import scenario as panels
from dashboards.panels.scenario import Plan
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet

MOST_DRAWN = 3  # contracts with figures, two each; every contract has its tables
WORDS = ("afbouw", "indexatie", "vraag", "prijs", "nodig", "toegerekend")


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on scenarios."""
    t, plans = sheet.desk.texts, _plans(sheet, contracts)
    blocks: list[Block] = []
    for number, plan in enumerate(plans):
        if number < MOST_DRAWN:
            blocks += [panels.per_head(sheet, plan, real=False), panels.per_head(sheet, plan, real=True)]
        crossing = panels.crossings(sheet, plan)
        blocks += [*([crossing] if crossing else []), panels.assumptions(sheet, plan), panels.outcomes(sheet, plan)]
    refused = _refused(sheet)
    if refused:
        blocks.append(Pair([Listing("geweigerd", t("scenario.geweigerd"), refused)]))
    if plans:
        entries = [(t(f"scenariouitleg.{word}.term"), t(f"scenariouitleg.{word}.uitleg")) for word in WORDS]
        blocks.append(Terms("scenariouitleg", t("scenariouitleg.titel"), t("scenariouitleg.intro"), list(entries)))
    told = [plan for plan in plans if plan.start["ondergrens_eur"] is not None] or plans  # a floor is what a council asks about
    headlines = [line for plan in told[:1] for line in _headlines(sheet, plan)] or [t.html("scenario.leeg")]
    badge = Line("mind", t("badge.scenario"))
    return Page("scenario", "scenario", t("menu.scenario"), t("scenario.vraag"), list(headlines), badge, blocks or [nothing(sheet)])


def _headlines(sheet: Sheet, plan: Plan) -> list[Markup]:
    """Return one sentence per scenario: the month in which it falls under the floor, in prices of the base year."""
    say = sheet.desk.texts.html
    if plan.start["ondergrens_eur"] is None:
        return [say("scenario.zonder_grens", naam=plan.name)]
    parts = []
    for name in plan.drawn[:3]:
        month = next((cell["maand"] for cell in plan.months[name] if cell["reeel_onder"]), None)
        code = "onder" if month else "boven"
        parts.append(say(f"scenario.{code}", scenario=name, maand=sheet.desk.formats.month(month) if month else ""))
    return [say("scenario.kop", naam=plan.name), Markup(" ").join([*parts, say("scenario.prijzen", basis=plan.base)])]


def _plans(sheet: Sheet, contracts: list[Contract]) -> list[Plan]:
    marts, labels = sheet.desk.marts, {contract.number: contract.label for contract in contracts}
    found = []
    for key in dict.fromkeys((c["contractnummer"], c["gemeentecode"]) for c in marts["scenario_jaren"]):
        mine = [c for c in marts["scenario_jaren"] if (c["contractnummer"], c["gemeentecode"]) == key]
        names = list(dict.fromkeys(str(c["scenario"]) for c in mine))
        years = {name: [panels.path_of(sheet, c) for c in mine if c["scenario"] == name] for name in names}
        months = {name: _named(marts["scenario_maanden"], key, name) for name in names}
        start = _named(marts["scenario_start"], key, names[0])[0]
        found.append(Plan(labels.get(str(key[0]), str(key[0])), start, years, months))
    return found


def _named(cells: Iterable[Cell], key: tuple[str, str], name: str) -> list[Cell]:
    return [c for c in cells if (c["contractnummer"], c["gemeentecode"], c["scenario"]) == (*key, name)]


def _refused(sheet: Sheet) -> list[Line]:
    t = sheet.desk.texts
    return [
        Line("open", t("scenario.niet", scenario=c["scenario"], contract=c["contractnummer"], reden=t(f"scenarioreden.{c['reden_code']}")))
        for c in sheet.desk.marts["scenario_geweigerd"]
    ]
