"""What stands where in the messages about care: allocation, start, stop, request and answer (301 to 319), and in the retours on them.

What belongs here: their classes, as tables, and the elements that are passed by unread. Not here: the header, the 323 and the 325
(shapes.py). Both laws have the same structure; lists of codes that differ per law are judged per record (care_rules.py). Data minimisation
starts here: names, addresses, contact, relations, free text, legal status, the name of a referrer and the number of a decision are named as
unread, so the reader never keeps their text. A retour echoes what was sent; only its return codes and BSN are read, because the rest stands
in the message it answers. Source: reference.md §5.2.
"""

from ingest.messages import values as v
from ingest.messages.values import ALLES, Klasse, Veld

CLIENT, VERZOEK, CONTACT, ANTWOORD_OP_VERZOEK = "Client", "Verzoek", "Contact", "Antwoord"
RETOUR = Veld("RetourCodes/RetourCode", v.RETOURCODES, verplicht=False)
RETOUR_ENKEL = Veld("RetourCode", v.RETOURCODES, verplicht=False)  # national examples have the code without RetourCodes around it
_BSN = Veld("Bsn", v.BSN)
_CLIENT = (
    _BSN,
    Veld("Geboortedatum/Datum", v.DATUM),
    Veld("Geboortedatum/DatumGebruik", v.DATUMGEBRUIK, False),
    Veld("Geslacht", v.GESLACHT),
)
_PRODUCT = (Veld("Product/Categorie", v.TWEE_CIJFERS, False), Veld("Product/Code", v.PRODUCTCODE, False))
_SIZE = (
    Veld("Omvang/Volume", v.VOLUME, False),
    Veld("Omvang/Eenheid", v.EENHEID, False),
    Veld("Omvang/Frequentie", v.FREQUENTIE, False),
    Veld("Budget", v.BEDRAG, False),
)
_NUMMER = Veld("ToewijzingNummer", v.NUMMER)
_REFERENTIE = Veld("ReferentieAanbieder", v.AANBIEDERREFERENTIE)
_LEVERING = (
    _NUMMER._replace(verplicht=False),
    *_PRODUCT,
    Veld("ToewijzingIngangsdatum", v.DATUM, False),
    Veld("Begindatum", v.DATUM),
    Veld("StatusAanlevering", v.STATUS),
)
_WENS = (Veld("GewensteIngangsdatum", v.DATUM), Veld("Einddatum", v.DATUM, False), *_SIZE)
_TOEWIJZING = (
    _NUMMER,
    _REFERENTIE._replace(verplicht=False),
    *_PRODUCT,
    Veld("Toewijzingsdatum", v.DATUM),
    Veld("Toewijzingstijd", v.TIJD),
    Veld("Ingangsdatum", v.DATUM),
    Veld("Einddatum", v.DATUM, False),
    Veld("RedenWijziging", v.REDENWIJZIGING, False),
    *_SIZE,
)
_AANVRAAG = (
    _REFERENTIE,
    *_PRODUCT,
    Veld("BeschikkingIngangsdatum", v.DATUM, False),
    Veld("ToewijzingIngangsdatum", v.DATUM),
    Veld("ToewijzingEinddatum", v.DATUM, False),
    *_SIZE,
    Veld("Verwijzer/Type", v.VERWIJZER),
    Veld("Raamcontract", v.EEN_OF_TWEE, False),
)
_ANTWOORD = (
    _REFERENTIE,
    Veld("VerzoekAntwoord", v.EEN_OF_TWEE),
    Veld("RedenAfwijzingVerzoek", v.AFWIJZING, False),
    Veld("Woonplaatsbeginsel/Gemeente", v.GEMEENTE, False),
)
# What is passed by: never kept, never judged.
_OVER_301 = ("Naam", "Communicatie", "JuridischeStatus", "WettelijkeVertegenwoordiging", "Commentaar", "Relaties")
_OVER_315 = ("Naam", "GezagsdragerBekend", "Commentaar")
_LINES = {
    "301": (Klasse("ToegewezenProduct", "Client/ToegewezenProducten/ToegewezenProduct", _TOEWIJZING, ongelezen=("Commentaar",)),),
    "305": (Klasse("StartProduct", "Client/StartProducten/StartProduct", _LEVERING),),
    "307": (
        Klasse(
            "StopProduct",
            "Client/StopProducten/StopProduct",
            (*_LEVERING, Veld("RedenBeeindiging", v.TWEE_CIJFERS), Veld("Einddatum", v.DATUM)),
        ),
    ),
    "315": (
        Klasse(
            "AangevraagdProduct",
            "Client/AangevraagdeProducten/AangevraagdProduct",
            _AANVRAAG,
            ongelezen=("BeschikkingNummer", "Verwijzer/Naam", "Verwijzer/ZorgverlenerCode", "Commentaar"),
        ),
    ),
    "317": (
        Klasse("OngewijzigdProduct", "Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct", (_NUMMER,)),
        Klasse("TeWijzigenProduct", "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct", (_NUMMER, *_WENS)),
        Klasse("NieuwProduct", "Client/Verzoek/NieuweProducten/NieuwProduct", (*_PRODUCT, *_WENS)),
    ),
    "319": (Klasse(ANTWOORD_OP_VERZOEK, ANTWOORD_OP_VERZOEK, _ANTWOORD, eenmalig=True),),
}
_CLIENTS = {
    "301": Klasse(CLIENT, CLIENT, _CLIENT, eenmalig=True, ongelezen=_OVER_301),
    "305": Klasse(CLIENT, CLIENT, _CLIENT, eenmalig=True, ongelezen=("Naam",)),
    "307": Klasse(CLIENT, CLIENT, _CLIENT, eenmalig=True, ongelezen=("Naam",)),
    "315": Klasse(CLIENT, CLIENT, _CLIENT, eenmalig=True, ongelezen=_OVER_315),
    "317": Klasse(CLIENT, CLIENT, (_BSN,), eenmalig=True),
}
# Read for one thing: the postcode of where somebody lives, to look up the wijk. It is dropped at once, and everything beside it is unread.
_CONTACT = Klasse(
    CONTACT,
    "Client/Contactgegevens/Contact",
    (Veld("Soort", v.TEKST, False), Veld("Adres/Postcode", v.TEKST, False)),
    ongelezen=("*", "Adres/*"),
)
_VERZOEK = Klasse(VERZOEK, "Client/Verzoek", (_REFERENTIE, Veld("RedenVerzoek", v.EEN_OF_TWEE)), eenmalig=True)


def care_classes(berichttype: str) -> dict[str, Klasse]:
    """The classes below Header of a 301, 305, 307, 315, 317 or 319, what stands around a line first."""
    outer = [_CLIENTS[berichttype]] if berichttype in _CLIENTS else []
    if berichttype == "317":
        outer.append(_VERZOEK)
    if berichttype == "301":
        outer.append(_CONTACT)
    return {klasse.naam: klasse for klasse in (*outer, *_LINES[berichttype])}


def retour_classes(retour_op: str) -> dict[str, Klasse]:
    """The classes below Header of the retour on such a message: the same ones, with nothing but their return codes (and the BSN)."""
    found = {}
    for naam, klasse in care_classes(retour_op).items():
        if naam == CONTACT:
            continue
        velden = (_BSN, RETOUR, RETOUR_ENKEL) if naam == CLIENT else (RETOUR, RETOUR_ENKEL)
        found[naam] = Klasse(naam, klasse.pad, velden, klasse.eenmalig, ALLES)
    return found
