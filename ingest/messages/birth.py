"""From birth date to birth year, and the two rules of release 3.2 about birth dates.

What belongs here: the only place that ever sees a birth date. Not here: the client around it (care.py). Source: reference.md §5.3 and §5.7.

How serious. Nationally a wrong birth date refuses the message. Here it is a warning: allocation, start and stop are no less true for it.
The birth year of a date that cannot be (TR002, TR134) is left empty, because an age would be made of it; with a day or month that
contradicts DatumGebruik (CS139) the year stays, because only day and month are in doubt.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ingest.messages.rules import years_before

DAG_ONBEKEND, DAG_EN_MAAND_ONBEKEND, ONBEKEND = "1", "2", "3"
NO_DATE = date(1900, 1, 1)
MAX_AGE = 120


class BirthRule(NamedTuple):
    """`check` gets birth date, DatumGebruik and Dagtekening, and gives the sentence when the rule is broken. Always a warning."""

    code: str
    column: str
    check: Callable[[date, str | None, date], str | None]


def birth_year(birth: date, gebruik: str | None, dagtekening: date) -> int | None:
    """The year that lands; None when the sender says it is unknown or when it cannot be."""
    if gebruik == ONBEKEND or tr002(birth, gebruik, dagtekening) or tr134(birth, gebruik, dagtekening):
        return None
    return birth.year


def tr002(birth: date, gebruik: str | None, dagtekening: date) -> str | None:
    """Not more than 120 years before Dagtekening, unless unknown."""
    if gebruik == ONBEKEND or birth >= years_before(dagtekening, MAX_AGE):
        return None
    return (
        f"de geboortedatum ligt meer dan {MAX_AGE} jaar voor de dagtekening ({dagtekening}). Het geboortejaar blijft leeg. "
        "Vraag de afzender om de geboortedatum, of om DatumGebruik 3 als hij onbekend is."
    )


def tr134(birth: date, gebruik: str | None, dagtekening: date) -> str | None:
    """Not after Dagtekening."""
    if birth <= dagtekening:
        return None
    return f"de geboortedatum ligt na de dagtekening ({dagtekening}). Het geboortejaar blijft leeg. Vraag de afzender om de geboortedatum."


def cs139(birth: date, gebruik: str | None, _: date) -> str | None:
    """What DatumGebruik calls unknown is filled with 01, and 1900-01-01 when everything is."""
    expected = {
        None: True,
        DAG_ONBEKEND: birth.day == 1,
        DAG_EN_MAAND_ONBEKEND: (birth.month, birth.day) == (1, 1),
        ONBEKEND: birth == NO_DATE,
    }
    if expected[gebruik]:
        return None
    return f"DatumGebruik {gebruik} en de geboortedatum spreken elkaar tegen. Vraag de afzender welk deel van de datum onbekend is."


BIRTH_RULES = (
    BirthRule("TR002", "Geboortedatum/Datum", tr002),
    BirthRule("TR134", "Geboortedatum/Datum", tr134),
    BirthRule("CS139", "Geboortedatum/DatumGebruik", cs139),
)
