"""Wie bereiken we niet? Use per 1,000 inhabitants, form of support, several kinds at once, and how long people wait.

Belongs here: this page; municipalities and contracts in fixed order, no ranking and no map. Does not belong here: one contract in depth.
"""

from markupsafe import Markup

from dashboards.blocks import Block, Line, Page
from dashboards.pages.empty import nothing
from dashboards.pages.resultaat import jump
from dashboards.panels import lead, passage, reach
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on who is reached."""
    t = sheet.desk.texts
    decided, begun = lead.waits(sheet, contracts, "melding_besluit"), lead.waits(sheet, contracts, "melding_start")
    use = reach.per_thousand(sheet)
    found = [use, reach.forms(sheet), reach.budget_euros(sheet), reach.stacking(sheet), reach.distribution(sheet)]
    found += [
        lead.decision(sheet, decided) if decided else None,
        lead.begin(sheet, begun) if begun else None,
        passage.waiting(sheet, contracts),
    ]
    blocks: list[Block] = [block for block in found if block]
    badge = Line("good", t("badge.bevolking_goed")) if use else Line("mind", t("badge.bevolking_geen"))
    headlines = [t("bereik.kop"), _decisions(sheet, decided)] if blocks else [t("bereik.leeg")]
    page_blocks = [jump(sheet, contracts), *blocks] if blocks and contracts else blocks or [nothing(sheet)]
    return Page("bereik", "bereik", t("menu.bereik"), t("bereik.vraag"), list(headlines), badge, page_blocks)


def _decisions(sheet: Sheet, found: list[lead.Wait]) -> Markup:
    """Return whether half of the people have a decision within the term at every contract; no contract is singled out."""
    say, limit = sheet.desk.texts.html, lead.term(sheet)
    days = [wait.middle.value for _, wait in found if wait.middle.value is not None]
    if not days or limit is None or limit.value is None:
        return say("bereik.geen_besluiten")
    late = [day for day in days if day > limit.value]
    word = "binnen" if not late else "later" if len(late) == len(days) else "deels"
    return say(f"bereik.{word}", norm=sheet.k(limit))
