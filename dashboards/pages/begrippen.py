"""Wat betekent dit? The card of every indicator, the words of the pages, and the values koers calculates with.

Belongs here: text from mart_indicator and mart_parameter. Does not belong here: definitions of our own.
"""

from dashboards import disclosure
from dashboards.blocks import Block, Column, Definition, Jump, Page, Row, Table, TableBlock, Terms
from dashboards.pages.empty import nothing
from dashboards.pages.geld_en_resultaat import FORMS
from dashboards.pages.resultaat import caution
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import card_id

CARD = ("definitie", "teller", "noemer", "uitsluitingen", "waarom", "perverse_prikkel", "bewaking")
# A lone "None." reads as a leaked value of the programming language, to people and to our own page checks.
NOTHING = ("Geen.", "None.")
VERDICTS = ("duidelijk_beter", "duidelijk_slechter", "geen_duidelijk_verschil", "nog_niet_te_zeggen", "niet_getoond")


def build(sheet: Sheet) -> Page:
    """Return the page of definitions."""
    t, cards = sheet.desk.texts, [_card(sheet, cell) for cell in sheet.desk.marts["mart_indicator"]]
    blocks: list[Block] = (
        [Jump(t("begrippen.indicatoren"), [("", [(f"#{card.id}", card.title) for card in cards])])] if cards else [nothing(sheet)]
    )
    blocks += [
        _words(sheet),
        Terms("vormen", t("vormen.titel"), t("vormen.intro"), [(t(f"vorm.{f}").capitalize(), t(f"vormuitleg.{f}")) for f in FORMS]),
    ]
    blocks += [*cards, caution(sheet)]
    if sheet.desk.marts["mart_parameter"]:
        blocks.append(_parameters(sheet))
    return Page("begrippen", "begrippen", t("menu.begrippen"), t("begrippen.vraag"), [t("begrippen.kop")], None, blocks)


def _card(sheet: Sheet, cell: Cell) -> Definition:
    t, language = sheet.desk.texts, sheet.desk.language
    texts = {name: cell[f"{name}_{language}"] for name in CARD}
    entries = [(t(f"begrip.{name}"), t("begrip.geen") if text in NOTHING else str(text)) for name, text in texts.items() if text]
    entries += [(t("begrip.richting"), t(f"richting.{cell['richting']}")), (t("begrip.bron"), str(cell["bron"]))]
    entries += [(t("begrip.eigenaar"), t("begrip.versie", eigenaar=cell["eigenaar"], versie=cell["versie"]))]
    return Definition(card_id(str(cell["indicator_code"])), str(cell[f"naam_{language}"]), list(entries))


def _words(sheet: Sheet) -> Terms:
    t = sheet.desk.texts
    entries = [(t(f"oordeelwoord.{code}").capitalize(), t(f"oordeeluitleg.{code}")) for code in VERDICTS]
    return Terms("oordelen", t("begrippen.oordelen"), t("begrippen.oordelen_intro"), list(entries))


def _parameters(sheet: Sheet) -> TableBlock:
    t = sheet.desk.texts
    columns = [Column(t(f"kolom.{name}"), numeric=name == "waarde") for name in ("waarde", "eenheid", "status", "bron_waarde")]
    rows = [_parameter(sheet, cell) for cell in sheet.desk.marts["mart_parameter"]]
    table = Table("parameters", t("begrippen.parameters"), t("kolom.parameter"), columns, rows)
    return TableBlock("parameters", t("begrippen.parameters"), [t("begrippen.parameters_intro")], table)


def _parameter(sheet: Sheet, cell: Cell) -> Row:
    value = sheet.desk.ledger.enter(cell, "waarde", "waarde", disclosure.plain(cell["waarde"]))
    words = [str(cell["eenheid"] or ""), sheet.desk.texts(f"parameterstatus.{cell['status']}"), str(cell["bron"] or "")]
    return Row(str(cell["parameter"]), [value, *words], lang="nl")
