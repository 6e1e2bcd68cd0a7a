"""Waar komt het verschil vandaan? The money of one contract in depth: causes in euros, every method, earlier forecasts, other laws.

Belongs here: this page. Does not belong here: months, years and taakvelden, which stand on the page of the contract (contract.py).
"""

from dashboards import verdicts
from dashboards.blocks import Block, Page
from dashboards.pages.empty import nothing
from dashboards.pages.geld import money_badge
from dashboards.pages.overzicht import sentence
from dashboards.panels import forecast, indexed, shadow, staying_home
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet
from dashboards.slugs import money_page

WITH_BUDGET = (forecast.steps, forecast.methods, forecast.record, forecast.trials)
WITHOUT_BUDGET = (staying_home.staying_home, forecast.other_law, forecast.left, shadow.shadow)


def build(sheet: Sheet, contract: Contract) -> Page:
    """Return the page on the money of one contract."""
    t, budget = sheet.desk.texts, contract.money
    found = [make(sheet, contract, budget) for make in WITH_BUDGET] if budget else []
    blocks: list[Block] = [block for block in [*found, *(make(sheet, contract) for make in WITHOUT_BUDGET)] if block]
    blocks += indexed.charts(sheet, contract)
    return Page(
        money_page(contract.number).removesuffix(".html"),
        "geld",
        t("geldcontract.titel", naam=contract.label),
        t("geldcontract.vraag", naam=contract.cell["gemeentenaam"] or contract.label),
        [sentence([*verdicts.money_sentences(sheet, budget), *forecast.cause(sheet, contract, budget)])],
        money_badge(sheet, budget is not None),
        blocks or [nothing(sheet)],
        eyebrow=str(contract.cell["contract_naam"]),
        parent=(contract.href, contract.label),
    )
