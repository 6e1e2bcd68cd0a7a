"""From the typed values of one record to a line of a message about care: one builder per class of record.

What belongs here: which value goes where. Not here: reading and judging (care.py), the shapes themselves (care_records.py).
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from ingest.messages.care_records import GEWIJZIGD, NIEUW, ONGEWIJZIGD, CareLine, Persoon, Start, Stop, Toewijzing, Verzoek, VerzoekAntwoord
from ingest.messages.identities import Identities

Values = dict[str, Any]
SIZE = VOLUME, EENHEID, FREQUENTIE = ("Omvang/Volume", "Omvang/Eenheid", "Omvang/Frequentie")


class Around(NamedTuple):
    """What a line needs besides its own values: its two numbers, the client, the request around it, and the maker of pseudonyms."""

    nummer: int
    line: int
    persoon: Persoon
    verzoek: Values
    identities: Identities
    wijkcode: str | None = None

    def allocation(self, own: Values) -> str | None:
        number = own.get("ToewijzingNummer")
        return None if number is None else self.identities.allocation(number)

    def request(self, own: Values) -> str | None:
        number = own.get("ReferentieAanbieder")
        return None if number is None else self.identities.request(number)


def _toewijzing(around: Around, own: Values) -> Toewijzing:
    return Toewijzing(
        around.nummer,
        around.line,
        *around.persoon,
        around.wijkcode,
        around.identities.allocation(own["ToewijzingNummer"]),
        around.request(own),
        own["Product/Categorie"],
        own["Product/Code"],
        own["Toewijzingsdatum"],
        own["Toewijzingstijd"],
        own["Ingangsdatum"],
        own["Einddatum"],
        own["RedenWijziging"],
        *_size(own),
    )


def _size(own: Values) -> tuple[Any, Any, Any, Any]:
    return own.get(VOLUME), own.get(EENHEID), own.get(FREQUENTIE), own.get("Budget")


def _levering(around: Around, own: Values) -> tuple[Any, ...]:
    product = own["Product/Categorie"], own["Product/Code"]
    return around.allocation(own), *product, own["ToewijzingIngangsdatum"], own["Begindatum"], own["StatusAanlevering"]


def _start(around: Around, own: Values) -> Start:
    return Start(around.nummer, around.line, *around.persoon, *_levering(around, own))


def _stop(around: Around, own: Values) -> Stop:
    found = *_levering(around, own), own["RedenBeeindiging"], own["Einddatum"]
    return Stop(around.nummer, around.line, around.persoon.bsn_pseudo, *found)


def _aanvraag(around: Around, own: Values) -> Verzoek:
    return _verzoek(around, own, NIEUW, own["ToewijzingIngangsdatum"], own["ToewijzingEinddatum"])


def _gevraagd(soort: str) -> Callable[[Around, Values], Verzoek]:
    return lambda around, own: _verzoek(around, own, soort, own.get("GewensteIngangsdatum"), own.get("Einddatum"))


def _verzoek(around: Around, own: Values, soort: str, begin: Any, eind: Any) -> Verzoek:
    return Verzoek(
        around.nummer,
        around.line,
        around.persoon.bsn_pseudo,
        around.request(own) or around.request(around.verzoek) or "",
        soort,
        around.verzoek.get("RedenVerzoek"),
        around.allocation(own),
        own.get("Product/Categorie"),
        own.get("Product/Code"),
        begin,
        eind,
        *_size(own),
        own.get("Verwijzer/Type"),
    )


def _antwoord(around: Around, own: Values) -> VerzoekAntwoord:
    codes = own["VerzoekAntwoord"], own["RedenAfwijzingVerzoek"], own["Woonplaatsbeginsel/Gemeente"]
    return VerzoekAntwoord(around.nummer, around.line, around.identities.request(own["ReferentieAanbieder"]), *codes)


BUILDERS: dict[str, Callable[[Around, Values], CareLine]] = {
    "ToegewezenProduct": _toewijzing,
    "StartProduct": _start,
    "StopProduct": _stop,
    "AangevraagdProduct": _aanvraag,
    "OngewijzigdProduct": _gevraagd(ONGEWIJZIGD),
    "TeWijzigenProduct": _gevraagd(GEWIJZIGD),
    "NieuwProduct": _gevraagd(NIEUW),
    "Antwoord": _antwoord,
}
