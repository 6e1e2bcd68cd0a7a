"""What the municipalities tell, do and decide about their goals, and the scenarios of MVS. Only fixed texts: no draws, nothing shifts.

Planted: three decisions of which the day to look back has come before the peildatum, one that comes later; an action that is late; a
target of MVS that was changed twice. No text is about a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from makers.levering import FIRST, Delivery, Dialect, Row
from makers.situatie import Bestand

PERIODE = "2026Q3"
VERHALEN = {
    "0484": [
        ("AR-1.1", "2025", "De wijkteams werken sinds dit jaar met één plan per huishouden. De aanloop bij het loket bleef gelijk."),
        ("AR-1.1", "2026H1", "Alle vijf wijkteams meten nu bij de start en bij het einde. Het inloopspreekuur is verdubbeld."),
        ("AR-3.1", "2026H1", "De keten opende een tweede ontmoetingscentrum. Mantelzorgers vragen om ruimere openingstijden."),
    ],
    "0622": [
        ("MVS-1.1", "2025", "Er zijn drie inlooppunten geopend, één in elke stad. De vraag groeide sneller dan afgesproken."),
        ("MVS-1.1", "2026H1", "Bij twee partners ontbrak personeel. Nieuwe inwoners kregen vaker groepsaanbod."),
        ("MVS-1.2", "2026H1", "De buurtnetwerken draaien in zes van de tien wijken."),
    ],
    "0119": [("MP-1.1", "2026H1", "Het loket bespreekt nu bij elke aanvraag eerst het eigen netwerk.")],
}
ACTIES = {
    "0484": [
        ("AR-A-01", "AR-1.1", "Elke aanbieder meet ook bij wie zelf stopt", "contractmanager", date(2026, 12, 31), "loopt"),
        ("AR-A-02", "AR-3.1", "Openingstijden van het ontmoetingscentrum verruimen", "beleidsadviseur", date(2027, 4, 1), "gepland"),
    ],
    "0622": [
        (
            "MVS-A-01",
            "MVS-1.1",
            "Met de vijf partners een plan maken voor de terugval in 2026",
            "contractmanager",
            date(2026, 9, 1),
            "loopt",
        ),
        ("MVS-A-02", "MVS-1.1", "Meer tweede metingen bij het einde van de hulp", "kwaliteitsadviseur", date(2026, 12, 31), "loopt"),
        ("MVS-A-03", "MVS-1.2", "Buurtnetwerken in de laatste vier wijken", "projectleider", date(2027, 7, 1), "gepland"),
    ],
    "0119": [
        ("MP-A-01", "MP-1.3", "Indicaties voor hulp bij het huishouden opnieuw bekijken", "afdelingshoofd", date(2026, 12, 1), "loopt")
    ],
}
# The cell_id of the result of MP-BG-2023 in 2025, as it stands on the controle page; it is the same in every release.
CIJFER_MEPPEL = "83af1d87f0be4d21"
# (nummer, doel, besluit, datum, orgaan, kenmerk, waarde toen, terugkijkdatum); none of their releases exists any more.
BESLUITEN = {
    "0484": [
        ("AR-B-2025-02", "AR-1.1", "De opdracht aan het consortium loopt twee jaar langer door", date(2025, 10, 15), "raad",
         "resultaat-AR-WMO-2015-2025", "15.1", None),
        ("AR-B-2026-01", "AR-3.1", "Het ontmoetingscentrum krijgt een tweede locatie", date(2026, 3, 3), "college",
         "resultaat-stabiel_of_beter-AR-DEM-2022-2025", "74.0", None),
    ],
    "0119": [
        ("MP-B-2025-01", "MP-1.1", "De korte begeleiding blijft zoals zij is", date(2025, 10, 7), "raad", CIJFER_MEPPEL, "19.0", None),
    ],
    "0622": [
        ("MVS-B-2025-01", "MVS-1.1", "De afbouw van het budget gaat door met twee procent", date(2025, 9, 30), "bestuur_samenwerking",
         "resultaat-MVS-WMO-2020-2025", "20.4", None),
        ("MVS-B-2025-02", "MVS-1.1", "Er komt geen extra geld voor groei van de vraag", date(2025, 11, 20), "raad",
         "geld-MVS-WMO-2020-2025", "12200983", date(2026, 10, 1)),
    ],
}  # fmt: skip
EIGEN_RELEASE = "2025-10-01T020003Z-0a1b2c"
SCENARIO = """# Wat {wie} willen doorrekenen. Procenten per jaar; bedragen in euro van 2025.
{blokken}"""
BLOK = """- scenario: {naam}
  contractnummer: {contract}
{grens}  vraag: {vraag}
  volume: 0
  jaren:
{jaren}"""
NU = "{afbouw: 2, indexatie: 4.2, prijs: 4.2}"


@dataclass(frozen=True, slots=True)
class Wens:
    """What one municipality wants to have calculated: paths of demand, the years, and what happens in each of them."""

    wie: str
    contract: str
    paden: Mapping[str, str]
    jaren: Mapping[int, str]
    ondergrens: str = ""


SCENARIOS = {
    "0622": Wens("de raden van Maassluis, Vlaardingen en Schiedam", "MVS-WMO-2020",
                 {"vraag gelijk": "0", "vraag zoals nu": "3.5", "vraag hoog": "6"},
                 {2026: NU} | dict.fromkeys(range(2027, 2030), "{afbouw: 3, indexatie: 4, prijs: 4}"), "500.00"),
    # Three years more under the same lump sum: what if fewer people come, as many, or more?
    "0917": Wens("burgemeester en wethouders van Heerlen", "HL-WMO-2017", {"vraag daalt": "-3", "vraag gelijk": "0", "vraag groeit": "3"},
                 dict.fromkeys(range(2026, 2029), "{afbouw: 0, indexatie: 4, prijs: 4}")),
    # From 300,000 people with dementia to 550,000 in 20, 25 or 40 years: 3.1, 2.5 or 1.5 percent a year.
    "0484": Wens("de partners van de keten dementie", "AR-DEM-2022",
                 {"vergrijzing laag": "1.5", "vergrijzing midden": "2.5", "vergrijzing hoog": "3.1"},
                 dict.fromkeys(range(2026, 2041), "{afbouw: 0, indexatie: 4, prijs: 4}")),
}  # fmt: skip


def policy_deliveries(situatie: str, gemeente: str, dialect: Dialect) -> list[Delivery]:
    """The story, the actions and the decisions of one municipality, as far as it has them."""
    stories: list[Row] = [{"Doelcode": code, "Periode": period, "Verhaal": text} for code, period, text in VERHALEN.get(gemeente, [])]
    actions: list[Row] = [
        {"Actienummer": number, "Doelcode": code, "Actie": text, "Eigenaar": owner, "Einddatum": end, "Status": status}
        for number, code, text, owner, end, status in ACTIES.get(gemeente, [])
    ]
    decisions: list[Row] = [
        {"Besluitnummer": number, "Doelcode": code, "Besluit": text, "Besluitdatum": day, "Besloten door": body.replace("_", " "),
         "Kenmerk cijfer": mark, "Uitgave": EIGEN_RELEASE, "Waarde toen": Decimal(then), "Terugkijkdatum": back}
        for number, code, text, day, body, mark, then, back in BESLUITEN.get(gemeente, [])
    ]  # fmt: skip
    made = {"verhaal": stories, "acties": actions, "besluiten": decisions}
    return [Delivery(situatie, FIRST, bron, gemeente, PERIODE, rows, dialect) for bron, rows in made.items() if rows]


def scenario_file(situatie: str, gemeente: str) -> Bestand:
    """The scenarios of one municipality as the small YAML file that it edits."""
    asked = SCENARIOS[gemeente]
    years = "".join(f"    {year}: {levers}\n" for year, levers in asked.jaren.items())
    floor = f"  ondergrens: {asked.ondergrens}\n" if asked.ondergrens else ""
    blocks = "".join(
        BLOK.format(naam=name, contract=asked.contract, grens=floor, vraag=growth, jaren=years) for name, growth in asked.paden.items()
    )
    path = Path(situatie, FIRST, f"scenario_{gemeente}_{PERIODE}.yml")
    return Bestand(path, SCENARIO.format(wie=asked.wie, blokken=blocks).encode("utf-8"))
