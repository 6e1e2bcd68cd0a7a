"""Figures about the result of one contract: half-years, years, domains.

Belongs here: one contract in depth. Does not belong here: comparisons across contracts (results.py), money (money.py).
"""

from dashboards.blocks import Figure
from dashboards.figures.bars import Split, splits
from dashboards.figures.drawing import escape
from dashboards.figures.lines import Moment, trend
from dashboards.figures.rows import Change, dumbbells
from dashboards.ledger import Number
from dashboards.measures import Domain, Result
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.panels.results import split_key, split_row
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet
from dashboards.slugs import slug


def half_years(sheet: Sheet, contract: Contract) -> Figure:
    """The share the headline verdict is about per half-year, with its interval."""
    f, t = sheet.desk.formats, sheet.desk.texts
    figure_name, counted = ("halfjaren_stabiel", "gelijk_of_beter") if contract.is_stable else ("halfjaren", "beter")
    moments, rows = [], []
    for half in contract.halves:
        name = f.half_year(half.cell["halfjaar"])
        label = f"{half.cell['halfjaar'][:4]}<br>{t('as.helft', nummer=half.cell['halfjaar'][-1])}"
        moments.append(Moment(label, sheet.text(half.head), spoken(sheet, name, half.head), half.head.value, half.head.low, half.head.high))
        rows.append(row(name, [half.head, half.pairs]))
    made = table(sheet, figure_name, "halfjaar", [counted, "gemeten"], rows, f"halfjaren-{slug(contract.number)}", naam=contract.label)
    return figure(sheet, figure_name, trend(moments, ""), made, key(sheet, f"dot:{counted}", "band:band"), naam=contract.label)


def years(sheet: Sheet, contract: Contract) -> Figure:
    """Better, no clear change and worse per year."""
    shown = [(str(result.cell["jaar"]), result) for result in contract.years][::-1]
    extra = ["gelijk_of_beter"] if contract.is_stable else []
    rows = []
    for name, result in shown:
        head: list[Number | str] = [result.stable] if contract.is_stable else []
        rows.append(row(name, [*head, result.better, result.same, result.worse, result.pairs, result.coverage]))
    columns = [*extra, "beter", "gelijk", "slechter", "gemeten", "dekking"]
    made = table(sheet, "jaren", "jaar", columns, rows, f"jaren-{slug(contract.number)}", naam=contract.label)
    drawing = splits([split_row(sheet, name, result) for name, result in shown], slim=True)
    return figure(sheet, "jaren", drawing, made, split_key(sheet), naam=contract.label)


def domains(sheet: Sheet, contract: Contract) -> Figure:
    """First and last mean level per domain, in the fixed order of the ZRM."""
    t = sheet.desk.texts
    year = contract.domains[0].cell["jaar"]
    changes = [_change(sheet, domain) for domain in contract.domains]
    rows = [row(domain_name(sheet, d), [d.first, d.last, d.pairs]) for d in contract.domains]
    made = table(
        sheet,
        "leefgebieden",
        "leefgebied",
        ["eerste", "laatste", "gemeten"],
        rows,
        f"leefgebieden-{slug(contract.number)}",
        naam=contract.label,
        jaar=year,
    )
    levels = [f"{level}<br>{t(f'niveau.{level}')}" for level in range(1, 6)]
    drawing = dumbbells(changes, levels)
    return figure(sheet, "leefgebieden", drawing, made, key(sheet, "ring:eerste", "dot:laatste"), naam=contract.label, jaar=year)


def _change(sheet: Sheet, domain: Domain) -> Change:
    name = domain_name(sheet, domain)
    words = sheet.desk.texts("punt.niveau", naam=name, eerste=sheet.text(domain.first), laatste=sheet.text(domain.last))
    return Change(escape(name), words, domain.first.value, domain.last.value, sheet.text(domain.last))


def domain_split(sheet: Sheet, contract: Contract) -> Figure:
    """Higher, equal and lower last score per domain: an indication, because one step is often noise."""
    year = contract.domains[0].cell["jaar"]
    rows = [row(domain_name(sheet, d), [d.better, d.same, d.worse, d.pairs]) for d in contract.domains]
    columns = ["hoger", "zelfde", "lager", "gemeten"]
    made = table(sheet, "stappen", "leefgebied", columns, rows, f"stappen-{slug(contract.number)}", naam=contract.label, jaar=year)
    drawing = splits([_domain_split(sheet, domain) for domain in contract.domains], slim=True)
    names = key(sheet, "better:hoger", "same:zelfde", "worse:lager", "rest:rest")
    return figure(sheet, "stappen", drawing, made, names, naam=contract.label, jaar=year)


def _domain_split(sheet: Sheet, d: Domain) -> Split:
    name = domain_name(sheet, d)
    t = sheet.desk.texts
    words = t("punt.stappen", naam=name, beter=sheet.text(d.better), gelijk=sheet.text(d.same), slechter=sheet.text(d.worse))
    return Split(escape(name), "", words, d.better.value, d.same.value, d.worse.value, t("grafiek.niet_apart"))


def domain_name(sheet: Sheet, domain: Domain) -> str:
    """Return the name of a domain in the language of the page; an unknown one as delivered."""
    key_ = f"leefgebied.{domain.cell['domein_key']}"
    return sheet.desk.texts(key_) if sheet.desk.texts.has(key_) else str(domain.cell["domein_naam"])


def has_result(results: list[Result]) -> bool:
    """True when at least one period has people measured twice: otherwise a chart would be empty."""
    return any(result.cell["paren_n"] for result in results)
