"""The landing tables of the messages about care: allocation, start, stop, request, answer and the retours on them.

What belongs here: columns, types and Dutch descriptions of those tables. Not here: the other message tables and everything else that exists
before dbt starts (tables.py), the columns the door writes (ingest/messages/columns.py; a test keeps the two equal).
"""

from orchestration.columns import MESSAGE_KEYS, TECHNICAL, Table, parse_columns


def _table(name: str, comment: str, columns: str) -> Table:
    return Table("landing", name, comment, TECHNICAL + parse_columns(MESSAGE_KEYS + columns.strip()), f"{name}.parquet")


CARE_TABLES = (
    _table(
        "toewijzing",
        "Eén rij per toegewezen product (bericht 301). Een toewijzing kan vaker voorkomen; de laatste toewijzingsdatum en -tijd geldt.",
        """
bsn_pseudo | VARCHAR | Pseudoniem van de persoon.
geboortejaar | BIGINT | Geboortejaar; leeg als het onbekend is of niet kan.
geslacht | VARCHAR | 0 onbekend, 1 man, 2 vrouw.
wijkcode | VARCHAR | Wijk van het woonadres; alleen met een lijst van postcodes en wijken. De postcode zelf landt nooit.
toewijzing_pseudo | VARCHAR | Pseudoniem van het toewijzingnummer.
referentie_aanbieder_pseudo | VARCHAR | Pseudoniem van het verzoek van de aanbieder waarop dit volgt.
productcategorie | VARCHAR | Productcategorie.
productcode | VARCHAR | Productcode.
toewijzingsdatum | DATE | Dag waarop de gemeente deze versie van de toewijzing maakte.
toewijzingstijd | VARCHAR | Tijd daarbij, als uu:mm:ss.
ingangsdatum | DATE | Eerste dag van de toewijzing.
einddatum | DATE | Laatste dag van de toewijzing; leeg als die open is.
reden_wijziging | VARCHAR | Code van de reden van wijziging; 13 is verwijderd.
volume | BIGINT | Toegewezen hoeveelheid in de eenheid, per frequentie.
eenheid | VARCHAR | Code van de eenheid.
frequentie | VARCHAR | 1 per dag, 2 per week, 4 per maand, 6 totaal.
budget_cent | BIGINT | Toegewezen budget in centen.
""",
    ),
    _table(
        "levering_start",
        "Eén rij per gemelde start van de hulp (bericht 305).",
        """
bsn_pseudo | VARCHAR | Pseudoniem van de persoon.
geboortejaar | BIGINT | Geboortejaar; leeg als het onbekend is of niet kan.
geslacht | VARCHAR | 0 onbekend, 1 man, 2 vrouw.
toewijzing_pseudo | VARCHAR | Pseudoniem van het toewijzingnummer; leeg bij taakgerichte hulp zonder toewijzing.
productcategorie | VARCHAR | Productcategorie.
productcode | VARCHAR | Productcode.
toewijzing_ingangsdatum | DATE | Eerste dag van de toewijzing volgens de aanbieder.
begindatum | DATE | Eerste dag waarop hulp is geleverd.
status_aanlevering | VARCHAR | 1 aanleveren, 3 een eerdere melding verwijderen.
""",
    ),
    _table(
        "levering_stop",
        "Eén rij per gemelde stop van de hulp (bericht 307).",
        """
bsn_pseudo | VARCHAR | Pseudoniem van de persoon.
toewijzing_pseudo | VARCHAR | Pseudoniem van het toewijzingnummer; leeg bij taakgerichte hulp zonder toewijzing.
productcategorie | VARCHAR | Productcategorie.
productcode | VARCHAR | Productcode.
toewijzing_ingangsdatum | DATE | Eerste dag van de toewijzing volgens de aanbieder.
begindatum | DATE | Eerste dag waarop hulp is geleverd.
status_aanlevering | VARCHAR | 1 aanleveren, 3 een eerdere melding verwijderen.
reden_beeindiging_code | VARCHAR | Code van de reden van beëindiging; de lijst verschilt per wet.
einddatum | DATE | Laatste dag waarop hulp is geleverd.
""",
    ),
    _table(
        "verzoek",
        "Eén rij per gevraagd product in een verzoek om toewijzing (315) of wijziging (317).",
        """
berichttype | VARCHAR | 315 of 317.
bsn_pseudo | VARCHAR | Pseudoniem van de persoon.
referentie_aanbieder_pseudo | VARCHAR | Pseudoniem van het kenmerk dat de aanbieder aan het verzoek gaf.
soort | VARCHAR | nieuw, gewijzigd of ongewijzigd.
reden_verzoek_code | VARCHAR | Reden van een verzoek om wijziging: 1 situatie van de cliënt, 2 plan.
toewijzing_pseudo | VARCHAR | Pseudoniem van het toewijzingnummer, bij gewijzigd en ongewijzigd.
productcategorie | VARCHAR | Productcategorie.
productcode | VARCHAR | Productcode.
ingangsdatum | DATE | Gewenste eerste dag.
einddatum | DATE | Gewenste laatste dag; leeg als die open is.
volume | BIGINT | Gevraagde hoeveelheid in de eenheid, per frequentie.
eenheid | VARCHAR | Code van de eenheid.
frequentie | VARCHAR | 1 per dag, 2 per week, 4 per maand, 6 totaal.
budget_cent | BIGINT | Gevraagd budget in centen.
verwijzer_code | VARCHAR | Soort verwijzer (alleen 315).
""",
    ),
    _table(
        "verzoekantwoord",
        "Eén rij per antwoord van de gemeente op een verzoek (bericht 319).",
        """
referentie_aanbieder_pseudo | VARCHAR | Pseudoniem van het kenmerk dat de aanbieder aan het verzoek gaf.
antwoord_code | VARCHAR | 1 afgewezen, 2 in onderzoek.
reden_afwijzing_code | VARCHAR | Code van de reden van afwijzing.
woonplaats_gemeentecode | VARCHAR | Gemeente die volgens het woonplaatsbeginsel verantwoordelijk is.
""",
    ),
    _table(
        "retour",
        "Eén rij per retourbericht (302, 306, 308, 316, 318 en 320).",
        """
berichttype | VARCHAR | Nummer van het retourbericht.
beantwoord_berichttype | VARCHAR | Nummer van het berichttype waarop dit het antwoord is.
beantwoord_identificatie | VARCHAR | Identificatie van het bericht waarop dit het antwoord is.
retour_identificatie | VARCHAR | Identificatie van het retourbericht zelf.
retour_dagtekening | DATE | Datum van het retourbericht zelf.
header_retourcodes | VARCHAR | Retourcodes op het bericht, gescheiden door komma's.
n_regels | BIGINT | Aantal regels dat terugkwam.
n_afgewezen | BIGINT | Aantal regels met een retourcode die afkeurt, ook als die op de cliënt of het verzoek staat.
""",
    ),
)
