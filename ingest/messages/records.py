"""What one message says, once it is read: its header, declaration, answer and lines, typed and with pseudonyms instead of numbers.

What belongs here: the shapes the rules and the landing tables are written against. Not here: reading them (declaration.py, answer.py).
Money in integer cents and signed: credit (C) is negative.
"""

from datetime import date
from typing import NamedTuple

from ingest.messages.catalogue import Berichtsoort


class Kop(NamedTuple):
    """The header. `declaratie_identificatie` and `retourcodes` are filled in a 325 only."""

    soort: Berichtsoort
    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date
    declaratie_identificatie: str | None = None
    retourcodes: tuple[str, ...] = ()

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
