"""Wat vinden inwoners ervan? The client survey, marks, and the national outcomes of youth care.

Belongs here: this page. Does not belong here: all questions of one contract (its page about coming and going).
"""

from dashboards.blocks import Block, Jump, Line, Page, Terms
from dashboards.pages.empty import nothing
from dashboards.panels import experience
from dashboards.portfolio import Contract, by_place
from dashboards.sheet import Sheet
from dashboards.slugs import use_page

CAUTION = ("respons", "moment", "aanbieder", "jeugd")


def build(sheet: Sheet, contracts: list[Contract]) -> Page:
    """Return the page on what people think of their support."""
    t = sheet.desk.texts
    surveys = [experience.agreement(sheet, contracts, name) for name in experience.LEADING]
    found = [*surveys, experience.marks(sheet, contracts), experience.after(sheet, contracts)]
    figures: list[Block] = [figure for figure in found if figure]
    badge = Line("good", t("badge.onderzoek_goed")) if any(surveys) else Line("mind", t("badge.onderzoek_geen"))
    if not figures:
        blocks: list[Block] = [nothing(sheet)]
    else:
        links = [(place, [(use_page(c.number), c.name) for c in group]) for place, group in by_place(contracts)]
        entries = [(t(f"ervaring.{name}.term"), t(f"ervaring.{name}.uitleg")) for name in CAUTION]
        blocks = [
            Jump(t("ervaring.per_contract"), links),
            *figures,
            Terms("lezen", t("ervaring.titel"), t("ervaring.intro"), list(entries)),
        ]
    headline = t("ervaring.kop") if figures else t("ervaring.leeg")
    return Page("ervaringen", "ervaringen", t("menu.ervaringen"), t("ervaring.vraag"), [headline], badge, blocks)
