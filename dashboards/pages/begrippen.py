"""Wat betekent dit? The card of every indicator, the words of the pages, and the values koers calculates with.

Belongs here: text from mart_indicator and mart_parameter. Does not belong here: definitions of our own.
"""

from dashboards.blocks import Block, Column, Definition, Jump, Page, Row, Table, TableBlock, Terms
from dashboards.pages.empty import nothing
from dashboards.pages.geld_en_resultaat import FORMS
from dashboards.pages.resultaat import caution
from dashboards.read import Cell
from dashboards.sheet import Sheet

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
    return Definition(f"i-{cell['indicator_code'].replace('_', '-')}", str(cell[f"naam_{language}"]), list(entries))


def _words(sheet: Sheet) -> Terms:
    t = sheet.desk.texts
    entries = [(t(f"oordeelwoord.{code}").capitalize(), t(f"oordeeluitleg.{code}")) for code in VERDICTS]
    return Terms("oordelen", t("begrippen.oordelen"), t("begrippen.oordelen_intro"), list(entries))


def _parameters(sheet: Sheet) -> TableBlock:
    t, f = sheet.desk.texts, sheet.desk.formats
    columns = [Column(t(f"kolom.{name}"), numeric=name == "waarde") for name in ("waarde", "eenheid", "status", "bron_waarde")]
    rows = [
        Row(
            str(c["parameter"]),
            [f.file(float(c["waarde"])), str(c["eenheid"] or ""), t(f"parameterstatus.{c['status']}"), str(c["bron"] or "")],
            lang="nl",
        )
        for c in sheet.desk.marts["mart_parameter"]
    ]
    table = Table("parameters", t("begrippen.parameters"), t("kolom.parameter"), columns, rows)
    return TableBlock("parameters", t("begrippen.parameters"), [t("begrippen.parameters_intro")], table)
