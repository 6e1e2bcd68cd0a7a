"""What one message about care says, once it is read: one shape per type, with pseudonyms instead of numbers and a year of birth only.

What belongs here: the shapes that the rules and the landing tables are written against; the names are the columns of landing. Not here:
reading them (care.py). In all of them `nummer` counts the lines of the message from 1 and `line` is the line in the file. Budget in cents.
"""

from datetime import date
from typing import NamedTuple


class Persoon(NamedTuple):
    """The client of a message. `geboortejaar` is None when the sender does not know it or it cannot be; `geslacht` as in COD046."""

    bsn_pseudo: str
    geboortejaar: int | None = None
    geslacht: str | None = None


class Toewijzing(NamedTuple):
    """One ToegewezenProduct of a 301."""

    nummer: int
    line: int
    bsn_pseudo: str
    geboortejaar: int | None
    geslacht: str | None
    wijkcode: str | None
    toewijzing_pseudo: str
    referentie_aanbieder_pseudo: str | None
    productcategorie: str | None
    productcode: str | None
    toewijzingsdatum: date
    toewijzingstijd: str
    ingangsdatum: date
    einddatum: date | None
    reden_wijziging: str | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget_cent: int | None


class Start(NamedTuple):
    """One StartProduct of a 305. Birth year and sex land here too: under a task contract there is no 301 to take them from."""

    nummer: int
    line: int
    bsn_pseudo: str
    geboortejaar: int | None
    geslacht: str | None
    toewijzing_pseudo: str | None
    productcategorie: str | None
    productcode: str | None
    toewijzing_ingangsdatum: date | None
    begindatum: date
    status_aanlevering: str


class Stop(NamedTuple):
    """One StopProduct of a 307."""

    nummer: int
    line: int
    bsn_pseudo: str
    toewijzing_pseudo: str | None
    productcategorie: str | None
    productcode: str | None
    toewijzing_ingangsdatum: date | None
    begindatum: date
    status_aanlevering: str
    reden_beeindiging_code: str
    einddatum: date


class Verzoek(NamedTuple):
    """One product of a 315 (always `nieuw`) or a 317 (`nieuw`, `gewijzigd` or `ongewijzigd`)."""

    nummer: int
    line: int
    bsn_pseudo: str
    referentie_aanbieder_pseudo: str
    soort: str
    reden_verzoek_code: str | None = None
    toewijzing_pseudo: str | None = None
    productcategorie: str | None = None
    productcode: str | None = None
    ingangsdatum: date | None = None
    einddatum: date | None = None
    volume: int | None = None
    eenheid: str | None = None
    frequentie: str | None = None
    budget_cent: int | None = None
    verwijzer_code: str | None = None


class VerzoekAntwoord(NamedTuple):
    """The answer of a 319: 1 rejected (with a reason), 2 under investigation."""

    nummer: int
    line: int
    referentie_aanbieder_pseudo: str
    antwoord_code: str
    reden_afwijzing_code: str | None
    woonplaats_gemeentecode: str | None


CareLine = Toewijzing | Start | Stop | Verzoek | VerzoekAntwoord
NIEUW, GEWIJZIGD, ONGEWIJZIGD = "nieuw", "gewijzigd", "ongewijzigd"
