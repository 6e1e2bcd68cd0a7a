"""What stands where in each message type: the classes of a message, their paths below Bericht and their elements.

What belongs here: structure, as tables: the header of all types, the 323 and the 325. Not here: the classes of the messages about care and
their retours (care_shapes.py), the types of single values (values.py) and how it is walked (reader.py). Every type is described completely,
and an unknown element refuses the message. Source: reference.md §5.2.
"""

from functools import cache

from ingest.messages import values as v
from ingest.messages.care_shapes import CLIENT, RETOUR, care_classes, retour_classes
from ingest.messages.catalogue import Berichtsoort
from ingest.messages.values import Klasse, Veld

_HEADER = (
    Veld("BerichtCode", v.BERICHTCODE),
    Veld("BerichtVersie", v.GETAL),
    Veld("BerichtSubversie", v.GETAL),
    Veld("BerichtIdentificatie/Identificatie", v.IDENTIFICATIE),
    Veld("BerichtIdentificatie/Dagtekening", v.DATUM),
    Veld("XsdVersie/BasisschemaXsdVersie", v.VERSIE, verplicht=False),
    Veld("XsdVersie/BerichtXsdVersie", v.VERSIE, verplicht=False),
)
_HEADER_325 = (
    Veld("DeclaratieIdentificatie/Identificatie", v.IDENTIFICATIE),
    Veld("DeclaratieIdentificatie/Dagtekening", v.DATUM),
    Veld("XsltVersie", v.VERSIE, verplicht=False),
    Veld("XsdVersieDeclaratie/BasisschemaXsdVersie", v.VERSIE, verplicht=False),
    Veld("XsdVersieDeclaratie/BerichtXsdVersie", v.VERSIE, verplicht=False),
    RETOUR,
)
_HEADER_RETOUR = (
    Veld("IdentificatieRetour", v.IDENTIFICATIE),
    Veld("DagtekeningRetour", v.DATUM),
    Veld("XsltVersie", v.VERSIE, verplicht=False),
    Veld("XsdVersieRetour/BasisschemaXsdVersie", v.VERSIE, verplicht=False),
    Veld("XsdVersieRetour/BerichtXsdVersie", v.VERSIE, verplicht=False),
    RETOUR,
)
_CLIENT = (Veld("Bsn", v.BSN),)
# In a 323 and a 325 the same; a 325 adds the return codes. The order is that of declaration.Prestatie.
_PRESTATIE = (
    Veld("ProductReferentie/ReferentieNummer", v.REFERENTIE),
    Veld("ProductReferentie/VorigReferentieNummer", v.REFERENTIE, verplicht=False),
    Veld("ToewijzingNummer", v.NUMMER),
    Veld("ProductCategorie", v.CATEGORIE["Wmo"]),
    Veld("ProductCode", v.PRODUCTCODE),
    Veld("ProductPeriode/Begindatum", v.DATUM),
    Veld("ProductPeriode/Einddatum", v.DATUM),
    Veld("GeleverdVolume", v.VOLUME),
    Veld("Eenheid", v.EENHEID),
    Veld("ProductTarief", v.BEDRAG, verplicht=False),
    Veld("IngediendBedrag/Bedrag", v.BEDRAG),
    Veld("IngediendBedrag/DebetCredit", v.DEBETCREDIT),
)
_DECLARATIE = (
    Veld("DeclaratieNummer", v.DECLARATIENUMMER),
    Veld("DeclaratiePeriode/Begindatum", v.DATUM),
    Veld("DeclaratiePeriode/Einddatum", v.DATUM),
    Veld("DeclaratieDagtekening", v.DATUM),
    Veld("TotaalIngediendBedrag/TotaalBedrag", v.TOTAAL),
    Veld("TotaalIngediendBedrag/DebetCredit", v.DEBETCREDIT),
)
_ANTWOORD = (
    Veld("DeclaratieNummer", v.DECLARATIENUMMER),
    Veld("TotaalIngediendBedrag/TotaalBedrag", v.TOTAAL),
    Veld("TotaalIngediendBedrag/DebetCredit", v.DEBETCREDIT),
    Veld("TotaalToegekendBedrag/TotaalBedrag", v.TOTAAL),
    Veld("TotaalToegekendBedrag/DebetCredit", v.DEBETCREDIT),
    RETOUR,
)
PRESTATIE, HEADER, DECLARATIE, ANTWOORD = "Prestatie", "Header", "Declaratie", "DeclaratieAntwoord"


@cache
def klassen(soort: Berichtsoort) -> dict[str, Klasse]:
    """The classes of one message type by name, outermost first."""
    extra = _HEADER_RETOUR if soort.retour_op else _HEADER_325 if soort.berichttype == "325" else ()
    header = {HEADER: Klasse(HEADER, HEADER, (*_parties(soort), *_HEADER, *extra), eenmalig=True)}
    if soort.retour_op:
        return header | retour_classes(soort.retour_op)
    if soort.berichttype == "323":
        return header | _with_lines(soort, Klasse(DECLARATIE, DECLARATIE, _DECLARATIE, eenmalig=True), ())
    if soort.berichttype == "325":
        return header | _with_lines(soort, Klasse(ANTWOORD, ANTWOORD, _ANTWOORD, eenmalig=True), (RETOUR,))
    return header | care_classes(soort.berichttype)


def _with_lines(soort: Berichtsoort, outer: Klasse, extra: tuple[Veld, ...]) -> dict[str, Klasse]:
    client = f"{outer.pad}/Clienten/Client"
    fields = tuple(veld._replace(soort=v.CATEGORIE[soort.wet]) if veld.pad == "ProductCategorie" else veld for veld in _PRESTATIE)
    return {
        outer.naam: outer,
        CLIENT: Klasse(CLIENT, client, (*_CLIENT, *extra)),
        PRESTATIE: Klasse(PRESTATIE, f"{client}/Prestaties/Prestatie", (*fields, *extra)),
    }


def _parties(soort: Berichtsoort) -> tuple[Veld, Veld]:
    if soort.afzender == "gemeente":
        return Veld("Afzender", v.GEMEENTE), Veld("Ontvanger", v.AGB)
    return Veld("Afzender", v.AGB), Veld("Ontvanger", v.GEMEENTE)
