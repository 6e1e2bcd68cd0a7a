"""Ligt deze gemeente op koers? One contract on one page, for the council member of one municipality.

Belongs here: the order of figures and headlines of a contract. Does not belong here: the figures themselves (panels/).
"""

from dataclasses import replace

from dashboards import verdicts
from dashboards.blocks import Block, Figure, Jump, Page, Terms
from dashboards.pages.empty import nothing
from dashboards.pages.overzicht import sentence
from dashboards.pages.resultaat import caution
from dashboards.panels import change, contract_build, contract_money, dropout, forecast, one_contract, progress
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page, money_page, use_page


def build(sheet: Sheet, contract: Contract) -> Page:
    """Return the page of one contract: at most seven figures, results first, then money."""
    t = sheet.desk.texts
    page = Page(
        slug=contract.href.removesuffix(".html"),
        nav="index",
        title=contract.label,
        h1=t("contract.vraag", naam=contract.cell["gemeentenaam"] or contract.label),
        headlines=[
            sentence(verdicts.result_sentences(sheet, contract)),
            sentence([*verdicts.money_sentences(sheet, contract.money), *forecast.cause(sheet, contract, contract.money)]),
        ],
        badge=verdicts.quality_line(sheet, contract),
        blocks=[],
        eyebrow=_eyebrow(sheet, contract),
        doubt=sentence(verdicts.doubt_sentences(sheet, contract)),
    )
    page.blocks = _blocks(sheet, contract)
    return page


def _eyebrow(sheet: Sheet, contract: Contract) -> str:
    t, start = sheet.desk.texts, contract.cell["ingangsdatum"]
    words = [contract.cell["contract_naam"], t(f"vorm.{contract.form}")]
    if start:
        words.append(t("contract.sinds", jaar=start.year))
    if contract.verdict:
        words.append(t("contract.jaar", jaar=contract.verdict["jaar"]))
    return " · ".join(str(word) for word in words)


def _blocks(sheet: Sheet, contract: Contract) -> list[Block]:
    t = sheet.desk.texts
    result, money = _result_figures(sheet, contract), _money_figures(sheet, contract)
    links = [
        ("#resultaat", t("menu.resultaat")),
        ("#geld", t("menu.geld")),
        (money_page(contract.number), t("geldcontract.link")),
        (use_page(contract.number), t("contract.gebruik")),
        (ledger_page(contract.number), t("contract.controle")),
    ]
    blocks: list[Block] = [Jump(t("contract.op_deze_pagina"), [("", links)])]
    intro = t("contract.resultaat" if result else "contract.geen_resultaat")
    if contract.is_stable:
        intro = f"{intro} {t('contract.stabiel')}"
    blocks.append(Terms("resultaat", t("resultaat.vraag"), intro, []))
    blocks += result
    if result:
        tables = (change.change(sheet, contract), change.low_start(sheet, contract), dropout.without_second(sheet, contract))
        blocks += [made for made in tables if made]
    blocks += [made for made in (progress.running(sheet, contract),) if made]
    if result:
        blocks.append(caution(sheet))
    blocks.append(Terms("geld", t("geld.vraag"), t(f"vormuitleg.{contract.form}"), []))
    blocks += money
    build_up = contract_build.build_up(sheet, contract)
    if build_up:
        return [*blocks, build_up]
    return blocks if money else [*blocks, nothing(sheet)]


def _result_figures(sheet: Sheet, contract: Contract) -> list[Figure]:
    figures = []
    if one_contract.has_result(contract.halves):
        figures.append(one_contract.half_years(sheet, contract))
    if one_contract.has_result(contract.years):
        figures.append(one_contract.years(sheet, contract))
    shares = len(figures)  # the figures that say 'clearly' carry the parameters behind that word; those per domain do not say it
    if any(domain.cell["paren_n"] for domain in contract.domains):
        figures += [one_contract.domains(sheet, contract), one_contract.domain_split(sheet, contract)]
    return [_with_parameters(sheet, contract, figure) if place < shares else figure for place, figure in enumerate(figures)]


def _with_parameters(sheet: Sheet, contract: Contract, figure: Figure) -> Figure:
    said = change.parameters(sheet, contract.now) if contract.now else []
    return replace(figure, reading=[*figure.reading, *said])


def _money_figures(sheet: Sheet, contract: Contract) -> list[Figure]:
    if contract.money is None:
        return []
    found = [
        contract_money.months(sheet, contract, contract.money),
        contract_money.years(sheet, contract),
        contract_money.taakvelden(sheet, contract, contract.money),
    ]
    return [figure for figure in found if figure]
