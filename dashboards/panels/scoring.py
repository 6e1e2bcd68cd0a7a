"""Tables about measuring itself: signals about scoring, and who was not measured twice.

Belongs here: tables for the page on reliability. Does not belong here: how a signal is tested (dbt), results (results.py).
"""

from datetime import date

from markupsafe import Markup

from dashboards import disclosure, trust
from dashboards.blocks import Block, Row, TableBlock, Terms, Text
from dashboards.ledger import Number
from dashboards.panels.frame import row, table
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet


def cells_of(sheet: Sheet, mart: str, contract: Contract) -> list[Cell]:
    """Return the rows of a mart about one contract, in the order of the mart."""
    key = (contract.number, contract.cell["gemeentecode"])
    return [cell for cell in sheet.desk.marts[mart] if (cell["contractnummer"], cell["gemeentecode"]) == key]


def alphabetic(contracts: list[Contract]) -> list[Contract]:
    """Return the contracts by name: no order of a table may look like a ranking."""
    return sorted(contracts, key=lambda contract: (contract.label, contract.number))


def signals(sheet: Sheet, contracts: list[Contract]) -> Block | None:
    """Every signal about scoring, by name of the contract; a sentence when all was tested and nothing found; None when nothing was."""
    t, tested, rows = sheet.desk.texts, False, []
    for contract in alphabetic(contracts):
        cells = cells_of(sheet, "mart_scoresignaal", contract)
        tested = tested or any(cell["is_signaal"] is not None for cell in cells)
        rows += [_signal_row(sheet, contract, trust.signal(sheet.desk.ledger, cell)) for cell in cells if cell["is_signaal"]]
    if not rows:
        return Terms("signalen", t("fig.signalen.titel"), t("fig.signalen.geen"), []) if tested else None
    columns = ["~signaal", "~periode", "metingen", "gevonden", "ernaast", "verschil_gevonden", "~vraag"]
    intro = [t("fig.signalen.lead"), t("fig.signalen.lezen1")]
    return TableBlock("signalen", t("fig.signalen.titel"), list(intro), table(sheet, "signalen", "contract", columns, rows))


def _signal_row(sheet: Sheet, contract: Contract, signal: trust.Signal) -> Row:
    t, kind = sheet.desk.texts, signal.cell["signaal"]
    other = signal.other if signal.cell["vergelijking_n"] else t("algemeen.nvt")
    numbers: list[Number | str] = [signal.n, signal.found, other, signal.difference]
    return row(contract.label, [t(f"signaal.{kind}"), _period(sheet, str(signal.cell["periode"])), *numbers, t("signaal.vraag")])


def _period(sheet: Sheet, period: str) -> str:
    """Return a year, a half-year, a day or the whole period in words."""
    if period == "alle":
        return sheet.desk.texts("algemeen.alle_jaren")
    if period[4:5] == "H":
        return sheet.desk.formats.half_year(period)
    return sheet.desk.formats.day(date.fromisoformat(period)) if "-" in period else period


def unmeasured(sheet: Sheet, contracts: list[Contract]) -> TableBlock | None:
    """Did the people who were not measured twice start differently? Per contract the latest year."""
    t, rows = sheet.desk.texts, []
    for contract in alphabetic(contracts):
        cells = [cell for cell in cells_of(sheet, "mart_dekking", contract) if cell["paren_n"]]
        if cells:
            rows.append(_unmeasured_row(sheet, contract, trust.unmeasured(sheet.desk.ledger, cells[-1])))
    if not rows:
        return None
    columns = ["~jaar", "een_keer", "begin_gemeten", "begin_ongemeten", "standaardverschil", "~let_op"]
    intro: list[Text] = [t("fig.ongemeten.lead"), t("fig.ongemeten.lezen1"), *_limit(sheet)]
    return TableBlock("ongemeten", t("fig.ongemeten.titel"), intro, table(sheet, "ongemeten", "contract", columns, rows))


def _limit(sheet: Sheet) -> list[Markup]:
    """Return the sentence with the difference above which a warning is given, from the parameter itself."""
    for cell in sheet.desk.marts["mart_parameter"]:
        if cell["parameter"] == "standaardverschil_max":
            number = sheet.desk.ledger.enter(cell, "waarde", "waarde", disclosure.plain(cell["waarde"]))
            return [sheet.desk.texts.html("fig.ongemeten.grens", grens=sheet.k(number))]
    return []


def _unmeasured_row(sheet: Sheet, contract: Contract, found: trust.Unmeasured) -> Row:
    # The mart warns from ten people in each group, the numbers need thirty: a warning without its number still is one.
    word = {True: "anders", False: "gelijk", None: "onbekend"}[found.cell["is_waarschuwing"]]
    cells = [found.people, found.measured, found.unmeasured, found.difference]
    return row(contract.label, [str(found.cell["jaar"]), *cells, sheet.desk.texts(f"begin.{word}")])
