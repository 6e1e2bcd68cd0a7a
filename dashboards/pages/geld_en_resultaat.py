"""Wat krijgen we voor ons geld? Result and euro side by side per goal, both with their doubt; no single ratio.

Belongs here: this page. Does not belong here: the chart itself (panels/together.py).
"""

from dashboards import verdicts
from dashboards.blocks import Block, Page, TableBlock, Terms
from dashboards.pages.empty import nothing
from dashboards.pages.resultaat import jump
from dashboards.panels import effect, indexed, together
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet

FORMS = ("inspanningsgericht", "outputgericht", "taakgericht")


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on money and result."""
    t = sheet.desk.texts
    blocks: list[Block] = [jump(sheet, contracts)] if contracts else []
    if together.placeable(contracts):
        blocks.append(together.scatter(sheet, contracts))
    if any(contract.goals for contract in contracts):
        made = together.goal_table(sheet, contracts)
        blocks.append(TableBlock("doelen", t("fig.doelentabel.titel"), [t("fig.doelentabel.lead"), t("fig.doelentabel.lezen1")], made))
        blocks += [effect.changes(sheet, contracts), effect.improved(sheet, contracts)]
        index = indexed.summary(sheet, contracts)
        blocks += [index] if index else []
        blocks.append(TableBlock("kosten", t("fig.kosten.titel"), [t("fig.kosten.lead")], together.cost_table(sheet, contracts)))
        blocks.append(
            Terms(
                "vormen",
                t("vormen.titel"),
                t("vormen.intro"),
                [(t(f"vorm.{form}").capitalize(), t(f"vormuitleg.{form}")) for form in FORMS],
            )
        )
    else:
        blocks.append(nothing(sheet))
    badge = verdicts.badge(sheet, contracts)
    return Page(
        "geld-en-resultaat",
        "geld-en-resultaat",
        t("menu.geld-en-resultaat"),
        t("samen.vraag"),
        [_headline(sheet, contracts)],
        badge,
        blocks,
    )


def _headline(sheet: Sheet, contracts: list[Contract]) -> str:
    t = sheet.desk.texts
    if not any(contract.goals for contract in contracts):
        return t("samen.leeg")
    placed = [goal for contract in contracts for goal in contract.goals if goal.cell["veld"] not in (None, "nog_niet_te_plaatsen")]
    return t("samen.geplaatst") if placed else t("samen.niet_geplaatst")
