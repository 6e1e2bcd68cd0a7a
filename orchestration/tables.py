"""The tables that exist before dbt starts: columns, types and Dutch descriptions of schemas landing, quarantine and meta.

What belongs here: the shape of those tables, from the contracts where there is one. Not here: the messages about care (care_tables.py),
filling them (load.py), the files the door writes (ingest). Descriptions become DuckDB comments, so an auditor finds them in the release.
"""

from collections.abc import Mapping

from ingest.contract import Contract, ContractField
from orchestration.care_tables import CARE_TABLES
from orchestration.columns import MESSAGE_KEYS, TECHNICAL, WET, Column, Table, parse_columns

SQL_TYPE = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DECIMAL(18,4)",
    "cents": "BIGINT",
    "date": "DATE",
    "month": "DATE",
    "boolean": "BOOLEAN",
}

MESSAGE_TABLES = (
    Table(
        "landing",
        "bericht",
        "Eén rij per ontvangen iWmo- of iJw-bericht.",
        TECHNICAL
        + parse_columns(
            WET
            + """berichttype | VARCHAR | Nummer van het berichttype, zoals 323.
berichtcode | VARCHAR | Code van het bericht in de kop.
afzender | VARCHAR | Code van de afzender.
ontvanger | VARCHAR | Code van de ontvanger.
identificatie | VARCHAR | Identificatie van het bericht bij de afzender.
dagtekening | DATE | Datum van het bericht.
gemeentecode | VARCHAR | Gemeente van het bericht.
agb_code | VARCHAR | AGB-code van de aanbieder.
n_clienten | BIGINT | Aantal cliënten in het bericht.
n_regels | BIGINT | Aantal regels in het bericht.
herkend | BOOLEAN | Of koers het berichttype kent.
verwerkt | BOOLEAN | Of de inhoud in de tabellen staat."""
        ),
        "bericht.parquet",
    ),
    Table(
        "landing",
        "declaratie",
        "Eén rij per declaratie (bericht 323).",
        TECHNICAL
        + parse_columns(
            MESSAGE_KEYS
            + """declaratienummer | VARCHAR | Nummer van de declaratie bij de aanbieder.
periode_begin | DATE | Eerste dag van de declaratieperiode.
periode_eind | DATE | Laatste dag van de declaratieperiode.
dagtekening | DATE | Datum van de declaratie.
totaal_cent | BIGINT | Ingediend totaal volgens de kop, in centen; credit is negatief."""
        ),
        "declaratie.parquet",
    ),
    Table(
        "landing",
        "declaratieregel",
        "Eén rij per prestatie in een declaratie (bericht 323).",
        TECHNICAL
        + parse_columns(
            MESSAGE_KEYS
            + """declaratienummer | VARCHAR | Nummer van de declaratie bij de aanbieder.
bsn_pseudo | VARCHAR | Pseudoniem van de persoon.
referentie_pseudo | VARCHAR | Pseudoniem van het referentienummer van de prestatie.
vorig_referentie_pseudo | VARCHAR | Pseudoniem van het referentienummer dat deze prestatie corrigeert.
toewijzing_pseudo | VARCHAR | Pseudoniem van het toewijzingnummer.
productcategorie | VARCHAR | Productcategorie.
productcode | VARCHAR | Productcode.
productperiode_begin | DATE | Eerste dag van de prestatie.
productperiode_eind | DATE | Laatste dag van de prestatie.
volume | BIGINT | Geleverde hoeveelheid in de eenheid.
eenheid | VARCHAR | Code van de eenheid.
tarief_cent | BIGINT | Tarief per eenheid in centen.
bedrag_cent | BIGINT | Ingediend bedrag in centen; credit is negatief."""
        ),
        "declaratieregel.parquet",
    ),
    Table(
        "landing",
        "declaratieantwoord",
        "Eén rij per antwoord op een declaratie (bericht 325).",
        TECHNICAL
        + parse_columns(
            MESSAGE_KEYS
            + """declaratie_identificatie | VARCHAR | Identificatie van het declaratiebericht waarop dit het antwoord is.
declaratienummer | VARCHAR | Nummer van de declaratie bij de aanbieder.
totaal_ingediend_cent | BIGINT | Ingediend totaal in centen.
totaal_toegekend_cent | BIGINT | Toegekend totaal in centen.
header_retourcodes | VARCHAR | Retourcodes op het bericht, gescheiden door komma's.
antwoord_retourcodes | VARCHAR | Retourcodes op de declaratie, gescheiden door komma's.
n_regels | BIGINT | Aantal afgewezen regels."""
        ),
        "declaratieantwoord.parquet",
    ),
    Table(
        "landing",
        "antwoordregel",
        "Eén rij per afgewezen prestatie in een antwoord (bericht 325).",
        TECHNICAL
        + parse_columns(
            MESSAGE_KEYS
            + """declaratie_identificatie | VARCHAR | Identificatie van het declaratiebericht waarop dit het antwoord is.
declaratienummer | VARCHAR | Nummer van de declaratie bij de aanbieder.
bsn_pseudo | VARCHAR | Pseudoniem van de persoon.
referentie_pseudo | VARCHAR | Pseudoniem van het referentienummer van de prestatie.
bedrag_cent | BIGINT | Ingediend bedrag in centen; credit is negatief.
retourcodes | VARCHAR | Retourcodes op de prestatie, gescheiden door komma's."""
        ),
        "antwoordregel.parquet",
    ),
    *CARE_TABLES,
)

QUARANTINE_ROW = Table(
    "quarantine",
    "rij",
    "Rijen die apart zijn gezet omdat ze niet aan het contract voldoen.",
    TECHNICAL
    + parse_columns("""
bron | VARCHAR | Soort levering.
waarden | VARCHAR | De toonbare aangeleverde waarden als JSON; persoonlijke kolommen zijn afgedekt.
bedrag_cent | BIGINT | Bedrag van de rij in centen, voor zover leesbaar.
"""),
    "quarantine.parquet",
)
FINDING = Table(
    "quarantine",
    "bevinding",
    "Wat er mis of opvallend was aan een levering, met regel, kolom en wat te doen.",
    parse_columns("""
_delivery_id | VARCHAR | De levering waar het over gaat.
_source_row | BIGINT | Regelnummer in het bestand; leeg als het over het hele bestand gaat.
_source_part | VARCHAR | Deel van de regel bij brede leveringen, anders leeg.
bron | VARCHAR | Soort levering.
regel | VARCHAR | Naam van de regel die niet klopte.
kolom | VARCHAR | Kolom waar het over gaat.
waarde | VARCHAR | De aangeleverde waarde, voor zover die getoond mag worden.
zin | VARCHAR | Wat er mis is en wat te doen, in gewone taal.
ernst | VARCHAR | fout (rij apart gezet of levering geweigerd) of waarschuwing.
aantal | BIGINT | Hoeveel rijen dit betreft.
"""),
    "findings.parquet",
)
DELIVERY = Table(
    "meta",
    "delivery",
    "Elke ontvangen levering en wat ermee gebeurde.",
    parse_columns("""
delivery_id | VARCHAR | Naam van de levering: bron, periode en de eerste tekens van de sha256.
bron | VARCHAR | Soort levering.
leverancier | VARCHAR | Gemeentecode of AGB-code van de leverancier.
periode | VARCHAR | Periode volgens de bestandsnaam; bij berichten de maand van dagtekening.
bestandsnaam | VARCHAR | Naam van het bestand.
sha256 | VARCHAR | Vingerafdruk van het bestand.
bytes | BIGINT | Grootte van het bestand.
volgnummer | BIGINT | Volgorde van ontvangst.
ontvangen_op | TIMESTAMP | Moment van ontvangst (UTC).
status | VARCHAR | geaccepteerd, geweigerd of vervangen.
vervangen_door | VARCHAR | De latere levering die deze vervangt.
reden | VARCHAR | Waarom de levering is geweigerd.
rijen_geleverd | BIGINT | Aantal aangeleverde rijen.
rijen_geaccepteerd | BIGINT | Aantal rijen dat door de deur kwam.
rijen_quarantaine | BIGINT | Aantal rijen dat apart is gezet.
bedrag_geleverd_cent | BIGINT | Som van de aangeleverde bedragen in centen.
bedrag_geaccepteerd_cent | BIGINT | Som van de bedragen die door de deur kwamen, in centen.
bedrag_quarantaine_cent | BIGINT | Som van de bedragen in quarantaine, in centen.
geaccepteerd_door | VARCHAR | Wie een geweigerde levering toch doorliet.
geaccepteerd_reden | VARCHAR | Waarom een geweigerde levering toch is doorgelaten.
sleutel_id | VARCHAR | Kenmerk van de sleutel waarmee is gepseudonimiseerd.
gx_expectations | BIGINT | Aantal gecontroleerde verwachtingen.
gx_failed | BIGINT | Aantal verwachtingen dat niet uitkwam.
"""),
)
RUN = Table(
    "meta",
    "run",
    "De run die deze uitgave maakte (één rij).",
    parse_columns("""
run_id | VARCHAR | Naam van de run en van de uitgave.
gestart_op | TIMESTAMP | Start van de run (UTC).
koers_versie | VARCHAR | Versie van koers.
git_commit | VARCHAR | Commit van de broncode, als die bekend is.
contracten_sha256 | VARCHAR | Vingerafdruk van alle contracten.
seeds_sha256 | VARCHAR | Vingerafdruk van alle codelijsten en parameters.
sleutel_id | VARCHAR | Kenmerk van de sleutel waarmee is gepseudonimiseerd.
is_demo | BOOLEAN | Of dit synthetische voorbeelddata of de demonstratiesleutel betreft.
peildatum | DATE | Laatste dag waarover de cijfers gaan.
"""),
)
FORECAST = Table(
    "meta",
    "prognose_eerder",
    "Prognoses van eerdere nachten, meegenomen uit de uitgave die lezers toen zagen: één per peildatum, de laatste.",
    parse_columns("""
contractnummer | VARCHAR | Nummer van het contract; 'geen' als de regel bij geen contract hoort.
gemeentecode | VARCHAR | CBS-code van de gemeente.
boekjaar | INTEGER | Boekjaar.
methode | VARCHAR | Methode van de prognose.
is_hoofdmethode | BOOLEAN | Of deze methode het cijfer op de pagina leverde.
maanden_n | INTEGER | Aantal afgesloten maanden toen de prognose werd gemaakt.
waarnemingen_n | INTEGER | Aantal eerdere jaren of perioden achter de band.
prognose_cent | BIGINT | Verwachte uitgaven aan het einde van het jaar, in centen.
prognose_laag80_cent | BIGINT | Ondergrens van de band van 80 procent, in centen.
prognose_hoog80_cent | BIGINT | Bovengrens van de band van 80 procent, in centen.
prognose_laag_cent | BIGINT | Ondergrens van de band van 95 procent, in centen.
prognose_hoog_cent | BIGINT | Bovengrens van de band van 95 procent, in centen.
peildatum | DATE | Peildatum van de nacht die de prognose maakte.
uit_release | VARCHAR | Uitgave die de prognose maakte.
"""),
)

FIGURE_THEN = Table(
    "meta",
    "oordeel_toen",
    "Cijfers waar een besluit op rust, zoals ze in de uitgave van toen stonden; blijft bewaard als die uitgave weg is.",
    parse_columns("""
uitgave_id | VARCHAR | De uitgave die het besluit noemt.
kenmerk | VARCHAR | Het kenmerk van het cijfer dat het besluit noemt.
oordeel_id | VARCHAR | Het oordeel in die uitgave.
waarde | DOUBLE | Waarde in die uitgave: procenten, of centen bij geld.
laag | DOUBLE | Ondergrens in die uitgave.
hoog | DOUBLE | Bovengrens in die uitgave.
n | BIGINT | Waarnemingen achter het cijfer in die uitgave.
oordeel_code | VARCHAR | Oordeel in die uitgave.
"""),
)


def contract_table(contract: Contract) -> Table:
    """The landing table of a tabular delivery: technical columns, then what lands, each with the contract's description."""
    columns = [column for field in contract.landed() for column in _field_columns(field)]
    return Table("landing", contract.name, contract.description, (*TECHNICAL, *columns), "rows.parquet")


def landing_tables(contracts: Mapping[str, Contract]) -> list[Table]:
    """All landing tables: one per contract, then those of the messages. Each exists in every release, empty or not."""
    return [*(contract_table(c) for c in contracts.values()), *MESSAGE_TABLES]


def _field_columns(field: ContractField) -> list[Column]:
    kind = "VARCHAR" if field.pseudonym else SQL_TYPE[field.type]
    columns = [Column(field.name, kind, field.description)]
    if field.missing_reason_to:
        columns.append(Column(field.missing_reason_to, "VARCHAR", f"Waarom {field.title.lower()} ontbreekt."))
    return columns
