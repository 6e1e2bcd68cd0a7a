"""Tables about change in one contract: between the first and the last measurement, and of who started low.

Belongs here: change in numbers. Does not belong here: figures about the result (one_contract.py), the headline (verdicts.py).
"""

from markupsafe import Markup

from dashboards import disclosure, trust
from dashboards.blocks import Row, TableBlock, Text
from dashboards.measures import Result
from dashboards.panels.frame import row, table
from dashboards.panels.one_contract import domain_name
from dashboards.panels.scoring import cells_of
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet
from dashboards.slugs import slug

PARAMETERS = ("drempel_betrouwbaarheid", "drempel_sd", "drempel_z", "drempel")


def is_usable(contract: Contract) -> bool:
    """True unless the verdict on the year says that too few people were measured."""
    return contract.verdict is not None and contract.verdict["oordeel_code"] != "niet_getoond"


def change(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """Change in numbers for the year of the headline, with the parameters behind 'clearly'; None when nobody was measured twice."""
    now, t = contract.now, sheet.desk.texts
    cells = [cell for cell in cells_of(sheet, "mart_verandering", contract) if now and cell["jaar"] == now.cell["jaar"]]
    if now is None or not cells:
        return None
    found, ceiling = trust.change(sheet.desk.ledger, cells[0], is_usable(contract))
    rows = [row(t(f"veranderd.{m.name}"), [m.first, m.last, m.difference]) for m in found]
    rows.append(row(t("veranderd.plafond"), [ceiling, t("algemeen.nvt"), t("algemeen.nvt")]))
    ident, year = f"verandering-{slug(contract.number)}", now.cell["jaar"]
    made = table(sheet, "verandering", "maat", ["eerste", "laatste", "verandering_maat"], rows, ident, naam=contract.label, jaar=year)
    intro: list[Text] = [t("fig.verandering.lead", jaar=year), t("fig.verandering.lezen1"), *parameters(sheet, now)]
    return TableBlock(ident, t("fig.verandering.titel"), intro, made)


def parameters(sheet: Sheet, now: Result) -> list[Markup]:
    """Return the sentence with what 'clearly' is computed from: reliability, spread, z and the threshold."""
    if any(now.cell[name] is None for name in PARAMETERS):
        return []
    page, enter = now.better.page, sheet.desk.ledger.enter
    numbers = {name: sheet.k(enter(now.cell, name, "waarde", disclosure.plain(now.cell[name]), page=page)) for name in PARAMETERS}
    return [sheet.desk.texts.html("veranderd.drempel", **numbers)]


def low_start(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """Change of who started low per domain, always beside the rise that chance alone lets expect; None when no group may be shown."""
    t, rows = sheet.desk.texts, []
    for domain in contract.domains:
        found = trust.low_start(sheet.desk.ledger, domain.cell, is_usable(contract) and domain.pairs.shown.is_shown)
        if found:
            rows.append(_low_row(sheet, domain_name(sheet, domain), found))
    if not rows:
        return None
    ident, year = f"laag-begin-{slug(contract.number)}", contract.domains[0].cell["jaar"]
    columns = ["laag_begin", "verandering_maat", "terugkeer", "~terugkeer_bron"]
    made = table(sheet, "laag_begin", "leefgebied", columns, rows, ident, naam=contract.label, jaar=year)
    intro = [t("fig.laag_begin.lead", jaar=year), t("fig.laag_begin.lezen1")]
    return TableBlock(ident, t("fig.laag_begin.titel"), list(intro), made)


def _low_row(sheet: Sheet, name: str, found: trust.LowStart) -> Row:
    source = sheet.desk.texts(f"terugkeerbron.{found.cell['terugkeer_bron']}")
    return row(name, [found.people, found.change, found.expected, source])
