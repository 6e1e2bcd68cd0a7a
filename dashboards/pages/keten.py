"""Wat kost de keten, en wie betaalt? Costs of a target group over all payers, per person-year at home, beside the base year.

Belongs here: this page. Does not belong here: its figures (panels/chain.py). It describes; it never says why.
"""

from markupsafe import Markup

from dashboards import policy
from dashboards.blocks import Block, Line, Page, Terms
from dashboards.pages.empty import nothing
from dashboards.panels import chain
from dashboards.panels.chain import Group
from dashboards.read import Cell
from dashboards.sheet import Sheet

MOST_DRAWN = 3  # groups with figures; every group has its tables
WORDS = ("patroon", "thuis", "prijs", "zorg", "oorzaak", "verrekening")


def build(sheet: Sheet) -> Page:
    """Return the page on the chain."""
    t, groups = sheet.desk.texts, _groups(sheet)
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        if number < MOST_DRAWN:
            blocks += [chain.balance(sheet, group), chain.then_and_now(sheet, group)]
        blocks.append(chain.years(sheet, group))
    if groups:
        entries = [(t(f"ketenuitleg.{name}.term"), t(f"ketenuitleg.{name}.uitleg")) for name in WORDS]
        blocks.append(Terms("ketenuitleg", t("ketenuitleg.titel"), t("ketenuitleg.intro"), list(entries)))
    headlines = [_headline(sheet, group) for group in groups[:MOST_DRAWN]] or [t.html("keten.leeg")]
    badge = Line("mind", t("badge.keten"))
    return Page("keten", "keten", t("menu.keten"), t("keten.vraag"), list(headlines), badge, blocks or [nothing(sheet)])


def _headline(sheet: Sheet, group: Group) -> Markup:
    say, total = sheet.desk.texts.html, group.total.balance
    if total.value is None:
        return say("keten.verborgen", naam=group.title)
    side = "minder" if total.value > 0 else "meer"
    first = say(f"keten.{side}", naam=group.title, bedrag=sheet.money(total, absolute=True), basis=group.base)
    if total.low is None or total.high is None:
        return first
    low, high = (sheet.desk.formats.euro_short(value) for value in (total.low, total.high))
    band = say("keten.band", laag=sheet.bound(total, "low", low), hoog=sheet.bound(total, "high", high))
    return Markup(" ").join([first, band])


def _groups(sheet: Sheet) -> list[Group]:
    marts, ledger = sheet.desk.marts, sheet.desk.ledger
    found = []
    for total in marts["keten_totaal"]:
        cells, rows = _of(marts["keten_betalers"], total), _of(marts["mart_ketenrendement"], total)
        each, together = policy.payers(ledger, cells, total)
        title, place = sheet.desk.texts("doelgroep." + str(total["doelgroep"])), _place(sheet, total)
        found.append(Group(f"{place}: {title}", title, total, each, together, rows))
    return found


def _place(sheet: Sheet, total: Cell) -> str:
    t, code = sheet.desk.texts, str(total["gemeentecode"])
    places = {str(cell["gemeentecode"]): str(cell["gemeentenaam"]) for cell in sheet.desk.marts["mart_contract"]}
    return places.get(code, t("algemeen.gemeente", code=code))


def _of(cells: list[Cell], total: Cell) -> list[Cell]:
    wanted = (total["gemeentecode"], total["doelgroep"])
    return [cell for cell in cells if (cell["gemeentecode"], cell["doelgroep"]) == wanted]
