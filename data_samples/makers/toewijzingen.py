"""Allocations, starts and stops behind the trajectories of a framework contract, as the municipality and the provider would send them.

What belongs here: what is sent, and on which day. Not here: the special cases (bijzonderheden.py), numbering and writing messages
(berichtenverkeer.py), declarations (declaraties.py). The message traffic began on AANSLUITING: everything that ran then was sent that day,
and a trajectory that had ended is not in the messages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from zlib import crc32

from bericht import Client, Omvang, Start, Stop, Toewijzing

from makers.kalender import STAND, month_end, plus
from makers.trajecten import Traject

AANSLUITING = date(2025, 11, 1)
VERLENGING, DOOR_AANBIEDER = "04", "12"  # RedenWijziging
GEWONE_TERMIJN = {"01": (None, 730), "07": (365,), "45": (365,)}  # days an allocation is given for, None is open, per category
EEN_DAG = timedelta(days=1)


@dataclass(slots=True)
class Verloop:
    """What is sent about one trajectory: per day the versions of its allocations, its starts and its stops, in order."""

    traject: Traject
    agb: str
    code: str
    eenheid: str
    volume: int
    toewijzingen: list[tuple[date, Toewijzing]] = field(default_factory=list)
    starts: list[tuple[date, Start]] = field(default_factory=list)
    stops: list[tuple[date, Stop]] = field(default_factory=list)
    is_bijzonder: bool = False
    gemelde_reden: str = ""  # the stop reason that was sent, when it is not that of the trajectory

    @property
    def client(self) -> Client:
        """The client. Of some only the year of birth is known, of a few nothing."""
        person, dice = self.traject.persoon, self.dice("geboren")
        assert person.bsn is not None
        if dice % 61 == 0:
            return Client(person.bsn, date(1900, 1, 1), person.geslacht, "3")
        if dice % 23 == 0:
            return Client(person.bsn, date(person.geboortejaar, 1, 1), person.geslacht, "2")
        return Client(person.bsn, date(person.geboortejaar, 1 + dice % 12, 1 + dice % 28), person.geslacht)

    @property
    def eindigt(self) -> bool:
        """Whether the end was known at STAND."""
        return self.traject.ended()

    def dice(self, purpose: str) -> int:
        """A number that only depends on the trajectory and the purpose."""
        return crc32(f"{self.traject.nummer}|{purpose}".encode())

    def nummer(self, series: int = 1) -> str:
        """An allocation number: seven digits, so that nobody can take it for a BSN. A new series is a new allocation."""
        return f"{series}{self.agb[-1]}{self.traject.nummer[-5:]}"

    def actueel(self, nummer: str | None = None) -> Toewijzing:
        """The last version of an allocation, of the newest one when no number is given."""
        wanted = nummer or self.toewijzingen[-1][1].nummer
        return [version for _, version in self.toewijzingen if version.nummer == wanted][-1]

    def looptijd(self, begin: date, eind: date) -> tuple[str, date, date]:
        """Allocation number and period to declare for support between two days of one month: the whole month within the allocation.

        TR387 and TR388 ask for that. An allocation that was replaced ends on the last day of a month.
        """
        numbers = {version.nummer for _, version in self.toewijzingen}
        found = next(v for v in map(self.actueel, sorted(numbers, reverse=True)) if v.ingangsdatum <= begin and v.reden != "13")
        first, last = begin.replace(day=1), month_end(eind.year, eind.month)
        return found.nummer, max(first, found.ingangsdatum), min(last, found.einddatum or last)


def make_verloop(trajects: Sequence[Traject], agb: str, code: str, eenheid: str, volumes: Mapping[str, int]) -> list[Verloop]:
    """The ordinary course of every trajectory that ran on or after AANSLUITING. `volumes`: the largest month of each."""
    chosen = [t for t in trajects if t.einde >= AANSLUITING and t.start <= STAND]
    return [_ordinary(Verloop(t, agb, code, eenheid, max(1, volumes.get(t.nummer, 1)))) for t in chosen]


def _ordinary(verloop: Verloop) -> Verloop:
    traject = verloop.traject
    decided = traject.besluit or traject.start
    begin = max(plus(decided, (traject.start - decided).days * 0.6), traject.plan.eerste)
    terms = GEWONE_TERMIJN[traject.product]
    term = terms[verloop.dice("termijn") % len(terms)]
    end = None if term is None else plus(begin, term) - EEN_DAG
    while term and end and end < AANSLUITING:  # extended before the messages began
        end = plus(end, term)
    size = Omvang(verloop.volume, verloop.eenheid, "4")
    first = Toewijzing(verloop.nummer(), traject.product, verloop.code, decided, _clock(verloop), begin, end, None, size)
    verloop.toewijzingen.append((max(AANSLUITING, decided), first))
    while term and end and end < min(traject.einde, STAND):
        extend(verloop, plus(end, -20), plus(end, term))
        end = plus(end, term)
    start = Start(first.nummer, traject.product, verloop.code, begin, traject.start)
    verloop.starts.append((max(plus(AANSLUITING, 2), plus(traject.start, 1 + verloop.dice("start") % 9)), start))
    if verloop.eindigt:
        told = max(plus(AANSLUITING, 2), plus(traject.einde, 1 + verloop.dice("stop") % 8))
        verloop.stops.append((told, Stop(start, traject.reden, traject.einde)))
    return verloop


def extend(verloop: Verloop, on: date, until: date) -> None:
    """Stretch the current allocation: same number, later end (OP380)."""
    now = verloop.actueel()
    verloop.toewijzingen.append((on, version(now, on, einddatum=until, reden=VERLENGING)))


def version(now: Toewijzing, on: date, **changes: object) -> Toewijzing:
    """A later version of an allocation, made on a day."""
    kept = {name: getattr(now, name) for name in Toewijzing.__slots__} | {"reden": None, "referentie": None}
    return Toewijzing(**(kept | {"toewijzingsdatum": on, "toewijzingstijd": "16:20:00"} | changes))


def _clock(verloop: Verloop) -> str:
    dice = verloop.dice("tijd")
    return f"{9 + dice % 8:02d}:{dice % 60:02d}:00"
