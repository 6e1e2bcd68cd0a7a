"""Writes valid messages of iWmo and iJw 3.2 for the samples, the load tests and the unit tests. See the modules for each kind."""

from .bsn import bsns_of_test_range, elfproef
from .declaratie import Declaratie, Declaratieantwoord, DeclaratieRegel, write_323, write_325
from .kop import Kop, Retour, Wet, beknopt
from .verzoek import Aanvraag, Antwoord, Wens, Wijziging, bericht_315, bericht_317, bericht_319
from .zorg import Client, Omvang, Start, Stop, Toewijzing, bericht_301, bericht_305, bericht_307

__all__ = [
    "Aanvraag",
    "Antwoord",
    "Client",
    "Declaratie",
    "DeclaratieRegel",
    "Declaratieantwoord",
    "Kop",
    "Omvang",
    "Retour",
    "Start",
    "Stop",
    "Toewijzing",
    "Wens",
    "Wet",
    "Wijziging",
    "beknopt",
    "bericht_301",
    "bericht_305",
    "bericht_307",
    "bericht_315",
    "bericht_317",
    "bericht_319",
    "bsns_of_test_range",
    "elfproef",
    "write_323",
    "write_325",
]
