"""Wat hebben we afgesproken en besloten? Per goal the result against its target, the story, the actions and the decision log.

Belongs here: this page. Does not belong here: the blocks of one goal (panels/goals.py).
"""

from dashboards import disclosure, verdicts
from dashboards.blocks import Block, Jump, Page
from dashboards.ledger import Number
from dashboards.pages.empty import nothing
from dashboards.panels import goals, results
from dashboards.panels.goals import Told
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on goals."""
    t, told = sheet.desk.texts, _told(sheet, contracts)
    blocks: list[Block] = []
    if any(one.is_told for one in told):
        blocks.append(_jump(sheet, told))
    if results.measurable(contracts):
        blocks.append(results.goals(sheet, contracts, ident="alle-doelen"))
    for one in told:
        if one.is_told:
            blocks += goals.blocks(sheet, one, contracts)
    known = {(one.cell["gemeentecode"], one.code) for one in told}
    loose = [cell for cell in sheet.desk.marts["mart_besluit"] if (cell["gemeentecode"], cell["doelcode"]) not in known]
    if loose:
        blocks.append(goals.decisions(sheet, loose, contracts, t("doelenpagina.los"), "los"))
    if any(cell["norm"] is not None for one in told for cell in one.versions):
        blocks.append(goals.targets(sheet, told))
    due = due_decisions(sheet)
    headline = t.html("doelenpagina.terug", aantal=sheet.k(due)) if due else t.html("doelenpagina.niets_terug")
    if not told:
        headline = t.html("doelenpagina.leeg")
    badge = verdicts.badge(sheet, contracts)
    return Page("doelen", "doelen", t("menu.doelen"), t("doelenpagina.vraag"), [headline], badge, blocks or [nothing(sheet)])


def due_decisions(sheet: Sheet) -> Number | None:
    """Return the number of decisions whose day to look back has come, None when there are none."""
    for cell in sheet.desk.marts["besluiten_terug"]:
        if cell["stand"] == "nu":
            return sheet.desk.ledger.enter(cell, "besluiten_n", "stuks", disclosure.plain(cell["besluiten_n"]))
    return None


def _jump(sheet: Sheet, told: list[Told]) -> Jump:
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in told:
        if one.is_told:
            groups.setdefault(one.place, []).append((f"#{one.id}", one.code))
    return Jump(sheet.desk.texts("doelenpagina.kies"), list(groups.items()))


def _told(sheet: Sheet, contracts: list[Contract]) -> list[Told]:
    """Return the goals in the order of the mart; a goal that only an action or decision names is not shown without its goal."""
    marts, t = sheet.desk.marts, sheet.desk.texts
    places = {str(cell["gemeentecode"]): str(cell["gemeentenaam"]) for cell in marts["mart_contract"]}
    goals_by_key: dict[tuple[str, str], list[Cell]] = {}
    for cell in marts["mart_doel"]:
        goals_by_key.setdefault((cell["gemeentecode"], cell["doelcode"]), []).append(cell)
    found = []
    for key, versions in goals_by_key.items():
        said = [cell for cell in marts["mart_doel_verslag"] if (cell["gemeentecode"], cell["doelcode"]) == key]
        shown = [(c, g) for c in contracts for g in c.goals if (g.cell["gemeentecode"], g.cell["doelcode"]) == key]
        place = places.get(key[0], t("algemeen.gemeente", code=key[0]))
        stories, actions = ([cell for cell in said if cell["soort"] == kind] for kind in ("verhaal", "actie"))
        decided = [cell for cell in marts["mart_besluit"] if (cell["gemeentecode"], cell["doelcode"]) == key]
        found.append(Told(place, versions, shown, stories, actions, decided))
    return found
