"""The table about trajectories that still run in one contract: how many, why not measured, and how it goes with who was.

Belongs here: this one table. Does not belong here: results of ended trajectories (one_contract.py), which it leaves as they are.
"""

from markupsafe import Markup

from dashboards import disclosure
from dashboards.blocks import Row, TableBlock, Text
from dashboards.panels.frame import row, table
from dashboards.panels.scoring import cells_of
from dashboards.portfolio import Contract
from dashboards.progress import PARTS, Progress, progress
from dashboards.sheet import Sheet
from dashboards.slugs import slug


def running(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """Running trajectories with their latest progress; None when nobody has support now."""
    cells = [cell for cell in cells_of(sheet, "mart_voortgang", contract) if cell["lopend_n"]]
    if not cells:
        return None
    t, found = sheet.desk.texts, progress(sheet.desk.ledger, cells[0])
    ident = f"voortgang-{slug(contract.number)}"
    made = table(sheet, "voortgang", "lopend", ["inwoners_nu", "deel_nu"], _rows(sheet, found), ident, naam=contract.label)
    intro: list[Text] = [t("fig.voortgang.lead"), t("fig.voortgang.lezen1"), *_days(sheet), *_bounds(sheet, found)]
    return TableBlock(ident, t("fig.voortgang.titel"), intro, made)


def _rows(sheet: Sheet, found: Progress) -> list[Row]:
    t = sheet.desk.texts
    none = t("algemeen.nvt")
    rows = [row(t("lopend.alle"), [found.running, none])]
    for name in PARTS[1:]:
        rows.append(row(t(f"lopend.{name}"), [found.parts[name], none]))
    rows.append(row(t("lopend.paren"), [found.parts["paren"], found.coverage]))
    return [*rows, *(row(t(f"lopend.{name}"), [none, share]) for name, share in found.shares.items())]


def _days(sheet: Sheet) -> list[Markup]:
    """Return the sentence with the number of days after which progress counts, from the parameter itself."""
    for cell in sheet.desk.marts["mart_parameter"]:
        if cell["parameter"] == "voortgang_dagen":
            number = sheet.desk.ledger.enter(cell, "waarde", "waarde", disclosure.plain(cell["waarde"]))
            return [sheet.desk.texts.html("fig.voortgang.dagen", dagen=sheet.k(number))]
    return []


def _bounds(sheet: Sheet, found: Progress) -> list[Markup]:
    """Return the bounds in words where too few were measured for a share."""
    low, high = found.bounds
    if not found.cell["is_onder_ondergrens"]:
        return []
    if not (low.shown.is_shown and high.shown.is_shown):
        return [sheet.desk.texts.html("fig.voortgang.te_weinig")]
    return [sheet.desk.texts.html("fig.voortgang.vloer", laag=sheet.whole(low), hoog=sheet.whole(high))]
