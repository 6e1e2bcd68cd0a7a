"""What one message says, once it is read: its header, declaration, answer and lines, typed and with pseudonyms instead of numbers.

What belongs here: the header, and the shapes of a 323 and a 325. Not here: those of the other types (care_records.py), reading them.
Money in integer cents and signed: credit (C) is negative.
"""

from datetime import date
from typing import NamedTuple

from ingest.messages.catalogue import Berichtsoort


class Kop(NamedTuple):
    """The header. `declaratie_identificatie` is filled in a 325, `retourcodes` in a 325 and a retour, the two `retour_` fields in a retour.

    A retour repeats the identification of the message it answers (IV028); its own is in `retour_identificatie`.
    """

    soort: Berichtsoort
    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date
    declaratie_identificatie: str | None = None
    retourcodes: tuple[str, ...] = ()
    retour_identificatie: str | None = None
    retour_dagtekening: date | None = None

    @property
    def gemeentecode(self) -> str:
        return self.afzender if self.soort.afzender == "gemeente" else self.ontvanger

    @property
    def agb_code(self) -> str:
        return self.ontvanger if self.soort.afzender == "gemeente" else self.afzender


class Declaratie(NamedTuple):
    """The declaration around the lines of a 323."""

    declaratienummer: str
    begin: date
    eind: date
    dagtekening: date
    totaal_cent: int
    is_credit: bool


class Antwoord(NamedTuple):
    """The answer around the rejected lines of a 325."""

    declaratienummer: str
    ingediend_cent: int
    toegekend_cent: int
    ingediend_is_credit: bool
    toegekend_is_credit: bool
    retourcodes: tuple[str, ...]


class Prestatie(NamedTuple):
    """One line. `nummer` counts from 1 through the message, `line` is the line in the file. `tarief_cent` is None when absent.

    `retourcodes` is filled in a 325 only.
    """

    nummer: int
    line: int
    bsn_pseudo: str
    referentie_pseudo: str
    vorig_referentie_pseudo: str | None
    toewijzing_pseudo: str
    productcategorie: str
    productcode: str
    begin: date
    eind: date
    volume: int
    eenheid: str
    tarief_cent: int | None
    bedrag_cent: int
    is_credit: bool
    retourcodes: tuple[str, ...] = ()
