"""What all panels share: from drawing and table to a figure with its words, and the words around intervals.

Belongs here: the naming of figures and their sentences. Does not belong here: what one figure shows.
"""

from typing import Any

from dashboards.blocks import Column, Figure, Row, Table, Text
from dashboards.figures.drawing import Drawing
from dashboards.ledger import Number
from dashboards.sheet import Sheet
from dashboards.slugs import card_id

Key = list[tuple[str, str]]
INDICATORS = {
    "doelen": "betrouwbaar_beter", "vooruit": "betrouwbaar_beter", "verdeling": "betrouwbaar_beter", "grenzen": "dekking",
    "halfjaren": "betrouwbaar_beter", "halfjaren_stabiel": "stabiel_of_beter",
    "jaren": "betrouwbaar_beter", "leefgebieden": "beter_leefgebied", "stappen": "beter_leefgebied",
    "verschil": "prognose_jaareinde", "verschil_geld": "prognose_jaareinde", "bedragen": "prognose_jaareinde",
    "hulp": "clienten", "mensen": "clienten", "wachten": "wachttijd", "uitval": "uitval_strikt", "einden": "uitval_strikt",
    "maanden": "prognose_jaareinde", "geldjaren": "prognose_jaareinde", "taakvelden": "uitnutting", "velden": "betrouwbaar_beter",
    "per_1000": "clienten_per_1000", "hulpvormen": "algemeen_aandeel", "stapelen": "stapeling_persoon", "besluit": "besluit_op_tijd",
    "melding_start": "doorlooptijd", "ceo_contact": "ceo_eens", "ceo_kwaliteit": "ceo_eens", "ceo_effect": "ceo_eens",
    "rapportcijfers": "tevredenheid", "na_jeugdhulp": "zonder_hulp_verder",
}  # fmt: skip


def figure(sheet: Sheet, name: str, drawing: Drawing, table: Table, key: Key, *, title: Text = "", **values: Any) -> Figure:
    """Return a figure whose sentences are fig.<name>.* in the catalogue; values fill them in. title: instead of the one there."""
    t = sheet.desk.texts
    reading = [t(f"fig.{name}.lezen{i}", **values) for i in range(1, 5) if t.has(f"fig.{name}.lezen{i}")]
    head = title or t(f"fig.{name}.titel", **values)
    lead, label = t(f"fig.{name}.lead", **values), t(f"fig.{name}.label", **values)
    return Figure(table.id, head, lead, label, key, drawing, table, reading, _definition(sheet, name))


def _definition(sheet: Sheet, name: str) -> str | None:
    """Return the link to the card of the indicator a figure is about, when this release has that card."""
    code = INDICATORS.get(name)
    known = any(cell["indicator_code"] == code for cell in sheet.desk.marts["mart_indicator"])
    return f"begrippen.html#{card_id(code)}" if code and known else None


def table(sheet: Sheet, name: str, first: str, columns: list[str], rows: list[Row], ident: str = "", **values: Any) -> Table:
    """Return a table with headers fig.<name>.kolom.*; a column whose name starts with '~' holds text."""
    t = sheet.desk.texts
    heads = [Column(t(f"kolom.{column.lstrip('~')}", **values), numeric=not column.startswith("~")) for column in columns]
    return Table(ident or name, t(f"fig.{name}.tabel", **values), t(f"kolom.{first}"), heads, rows)


def spoken(sheet: Sheet, name: str, number: Number, what: str = "") -> str:
    """Return one number as a sentence for tooltip and live region: 'Heerlen: 45%, door toeval ook 41 tot 50.' what: what it counts."""
    t, band = sheet.desk.texts, sheet.band(number)
    text = sheet.short(number)
    said = t("punt.band", naam=name, waarde=text, band=band) if band else t("punt.waarde", naam=name, waarde=text)
    return f"{said} {t('punt.wat', wat=what)}" if what else said


def key(sheet: Sheet, *names: str) -> Key:
    """Return the names of marks: ('dot', 'nu') as 'dot:nu'."""
    pairs = [name.split(":") for name in names]
    return [(kind, sheet.desk.texts(f"teken.{text}")) for kind, text in pairs]


def row(name: Text, cells: list[Number | str], lang: str | None = None) -> Row:
    """Return a table row that links to the ledger row of its first number."""
    first = next((cell for cell in cells if isinstance(cell, Number)), None)
    return Row(name, cells, first.href if first else None, lang)
