"""Tables with every indicator of one contract: what koers counts, what people answered, what the provider reports, levels in counts.

Belongs here: one contract in depth, on its page about coming and going. Does not belong here: several contracts.
"""

from dashboards import indicators
from dashboards.blocks import Row, TableBlock
from dashboards.indicators import ALL, Indicator, latest, pick
from dashboards.ledger import Number
from dashboards.panels.contract_use import of
from dashboards.panels.experience import of_contract
from dashboards.panels.frame import row, table
from dashboards.panels.reach import or_not, period, remark
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import card_id, slug

COUNTED = (
    ("besluit_op_tijd", ALL), ("geen_nieuwe_start", ALL), ("herhaald_beroep", ALL), ("afschaling", ALL), ("lokaal_dichtbij", "wijk"),
    ("lokaal_dichtbij", "gemeente"), ("zonder_hulp_verder", ALL), ("zonder_hulp_blijvend", ALL), ("doelrealisatie", ALL),
    ("tevredenheid", "jeugdige"), ("tevredenheid", "ouder"), ("tevredenheid", ALL), ("tevredenheid_7", "jeugdige"),
    ("tevredenheid_7", "ouder"), ("tevredenheid_7", ALL),
)  # fmt: skip
MOMENTS = ("intake", "eind")


def counted(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """Every indicator of the contract with its newest figure, in fixed order, with the reason when there is none to show."""
    found = [(code, part, of_contract(sheet, contract, code, part)) for code, part in COUNTED]
    rows = [_row(sheet, one, part) for _, part, one in found if one]
    columns = ["~periode", "geteld_over", "uitkomst", "bekend", "~opmerking"]
    return _block(sheet, "indicatoren", "indicator", columns, rows, contract)


def answers(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """The share that agrees, for every question of the newest survey."""
    newest = latest(pick(of(sheet, "mart_indicatorwaarde", contract), indicator_code="ceo_eens", wijkcode=ALL))
    cells = pick(of(sheet, "mart_indicatorwaarde", contract), indicator_code="ceo_eens", wijkcode=ALL)
    wanted = pick(cells, periode=str(newest["periode"])) if newest else []
    found = {str(cell["onderdeel"]): indicators.indicator(sheet.desk.ledger, cell) for cell in wanted}
    order = [question for question in sheet.desk.texts.under("ceovraag") if question in found]
    rows = [
        row(sheet.desk.texts(f"ceovraag.{question}"), [period(sheet, one), or_not(sheet, one.n), one.value, or_not(sheet, one.coverage)])
        for question in order
        for one in (found[question],)
    ]
    return _block(sheet, "antwoorden", "vraag_onderzoek", ["~periode", "antwoorden", "eens", "respons"], rows, contract)


def reported(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """What the provider reports itself, from its newest report."""
    cells = [
        c for c in of(sheet, "mart_indicatorwaarde", contract) if str(c["indicator_code"]).startswith("gemeld_") and c["wijkcode"] == ALL
    ]
    newest = {code: latest(pick(cells, indicator_code=code)) for code in dict.fromkeys(str(c["indicator_code"]) for c in cells)}
    rows = [_row(sheet, indicators.indicator(sheet.desk.ledger, cell), ALL) for cell in newest.values() if cell is not None]
    return _block(sheet, "gemeld", "indicator", ["~periode", "geteld_over", "uitkomst", "bekend", "~opmerking"], rows, contract)


def levels(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """The share on a sufficient level per domain and moment, for who delivers counts: no pairs, so no change."""
    cells = pick(of(sheet, "mart_indicatorwaarde", contract), indicator_code="zrm_voldoende", wijkcode=ALL)
    newest = latest(cells)
    wanted = pick(cells, periode=str(newest["periode"])) if newest else []
    found = {tuple(str(cell["onderdeel"]).split("/")): cell for cell in wanted}
    domains = [key for key in sheet.desk.texts.under("leefgebied") if any(name == key for _, _, name in found)]
    rows: list[Row] = []
    for edition in sorted({edition for _, edition, _ in found}):
        for domain in (name for name in domains if any((moment, edition, name) in found for moment in MOMENTS)):
            shown = [_level(sheet, found.get((moment, edition, domain))) for moment in MOMENTS]
            rows.append(row(sheet.desk.texts(f"leefgebied.{domain}"), [f"ZRM {edition}", *(cell for pair in shown for cell in pair)]))
    columns = ["~editie", *(name for moment in MOMENTS for name in (f"n_{moment}", f"voldoende_{moment}"))]
    return _block(sheet, "niveaus", "leefgebied", columns, rows, contract)


def _level(sheet: Sheet, cell: Cell | None) -> list[Number | str]:
    if cell is None:
        return [sheet.desk.texts("algemeen.nvt")] * 2
    one = indicators.indicator(sheet.desk.ledger, cell)
    return [or_not(sheet, one.n), one.value]


def _row(sheet: Sheet, one: Indicator, part: str) -> Row:
    """Return the row of one indicator, named as on its card."""
    code, language = str(one.cell["indicator_code"]), sheet.desk.language
    names = {c["indicator_code"]: str(c[f"naam_{language}"]) for c in sheet.desk.marts["mart_indicator"]}
    name = names.get(code, code) if part == ALL else f"{names.get(code, code)} ({sheet.desk.texts(f'wie.{part}')})"
    made = row(name, [period(sheet, one), or_not(sheet, one.n), one.value, or_not(sheet, one.coverage), remark(sheet, one)])
    return Row(made.name, made.cells, f"begrippen.html#{card_id(code)}" if code in names else made.href)


def _block(sheet: Sheet, name: str, first: str, columns: list[str], rows: list[Row], contract: Contract) -> TableBlock | None:
    if not rows:
        return None
    t = sheet.desk.texts
    made = table(sheet, name, first, columns, rows, f"{name}-{slug(contract.number)}", naam=contract.label)
    intro = [t(f"fig.{name}.lead"), *(t(f"fig.{name}.lezen{i}") for i in range(1, 3) if t.has(f"fig.{name}.lezen{i}"))]
    return TableBlock(made.id, t(f"fig.{name}.titel"), list(intro), made)
