"""The messages about care between Meppel and its framework providers: numbering, writing and filing them.

What belongs here: files. Not here: what is sent (toewijzingen.py, bijzonderheden.py), declarations (declaraties.py).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from bericht import (
    Aanvraag,
    Antwoord,
    Kop,
    Retour,
    Start,
    Stop,
    Toewijzing,
    Wijziging,
    bericht_301,
    bericht_305,
    bericht_307,
    bericht_315,
    bericht_317,
    bericht_319,
)
from bericht.kop import PREFIX, RETOUR_OP, VAN_GEMEENTE, Wet

from makers.levering import FIRST
from makers.situatie import Bestand
from makers.toewijzingen import AANSLUITING, Verloop

LETTERS = {"301": "TW", "305": "ST", "307": "SP", "315": "VA", "317": "VW", "319": "AN"}
Lines = Sequence[Any]


@dataclass(slots=True)
class Verkeer:
    """All messages of one municipality. Every method writes one file and gives its path below the inbox."""

    gemeente: str
    situatie: str
    bestanden: list[Bestand] = field(default_factory=list)
    _numbers: Counter[tuple[str, str]] = field(default_factory=Counter)

    def allocate(self, on: date, verloop: Verloop, versions: Sequence[Toewijzing], step: str = FIRST) -> str:
        kop = self._kop("301", on, verloop)
        return self._file("301", kop, step, bericht_301(kop, verloop.client, versions))

    def start(self, on: date, verloop: Verloop, *starts: Any) -> str:
        lines, step = _lines_and_step(starts)
        kop = self._kop("305", on, verloop)
        return self._file("305", kop, step, bericht_305(kop, verloop.client, lines))

    def stop(self, on: date, verloop: Verloop, *stops: Any) -> str:
        lines, step = _lines_and_step(stops)
        kop = self._kop("307", on, verloop)
        return self._file("307", kop, step, bericht_307(kop, verloop.client, lines))

    def apply(self, on: date, verloop: Verloop, asked: Aanvraag) -> str:
        kop = self._kop("315", on, verloop)
        self._accept("315", kop, bericht_315(kop, verloop.client, [asked], _retour(kop)))
        return self._file("315", kop, FIRST, bericht_315(kop, verloop.client, [asked]))

    def request(self, on: date, verloop: Verloop, asked: Wijziging) -> str:
        kop = self._kop("317", on, verloop)
        self._accept("317", kop, bericht_317(kop, verloop.client.bsn, asked, _retour(kop)))
        return self._file("317", kop, FIRST, bericht_317(kop, verloop.client.bsn, asked))

    def answer(self, on: date, verloop: Verloop, answer: Antwoord) -> str:
        kop = self._kop("319", on, verloop)
        self._accept("319", kop, bericht_319(kop, answer, _retour(kop)))
        return self._file("319", kop, FIRST, bericht_319(kop, answer))

    def reject_stop(self, on: date, verloop: Verloop, stop: Stop) -> str:
        """The 308 on the last 307 of a provider, which brings the line back with its code."""
        number = self._numbers["307", verloop.agb]
        kop = Kop(_wet(verloop), self.gemeente, verloop.agb, _identification("307", verloop.agb, number), on)
        answer = Retour(f"RS{verloop.agb[-2:]}{number:04d}", on, met_inhoud=True)
        return self._file("308", kop, FIRST, bericht_307(kop, verloop.client, [stop], answer))

    def send(self, verlopen: Iterable[Verloop]) -> None:
        """All that is left to send: allocations (a 301 holds every current one, OP087), starts and stops, grouped by day."""
        for verloop in verlopen:
            for day, versions in _by_day(verloop.toewijzingen):
                self.allocate(day, verloop, _current(verloop, day, versions))
            for day, starts in _by_day(verloop.starts):
                self.start(day, verloop, *starts)
            for day, stops in _by_day(verloop.stops):
                self.stop(day, verloop, *stops)

    def accept_some(self, verlopen: Sequence[Verloop]) -> None:
        """The retours 302 and 306 on the first messages of a provider: a header and nothing else, so everything was accepted."""
        verloop = verlopen[0]
        for kind, write in (("301", bericht_301), ("305", bericht_305)):
            sender = self.gemeente if kind in VAN_GEMEENTE else verloop.agb
            kop = Kop(_wet(verloop), self.gemeente, verloop.agb, _identification(kind, sender, 1), AANSLUITING)
            self._accept(kind, kop, write(kop, verloop.client, [], _retour(kop)))

    def _kop(self, kind: str, on: date, verloop: Verloop) -> Kop:
        sender = self.gemeente if kind in VAN_GEMEENTE else verloop.agb
        self._numbers[kind, sender] += 1
        return Kop(_wet(verloop), self.gemeente, verloop.agb, _identification(kind, sender, self._numbers[kind, sender]), on)

    def _accept(self, kind: str, kop: Kop, text: str) -> None:
        # One retour in three, to show them without a file per message.
        if int(kop.identificatie[-1]) % 3 == 1:
            self._file(RETOUR_OP[kind], kop, FIRST, text)

    def _file(self, kind: str, kop: Kop, step: str, text: str) -> str:
        stem = PREFIX[kop.wet][1]
        name = f"{stem}{kind}_{kop.agb}_{kop.dagtekening:%Y}M{kop.dagtekening:%m}_{kop.identificatie}.xml"
        self.bestanden.append(Bestand(Path(self.situatie, step, "berichten", name), text.encode()))
        return self.bestanden[-1].path.as_posix()


def _current(verloop: Verloop, day: date, versions: Sequence[Toewijzing]) -> list[Toewijzing]:
    changed = {one.nummer for one in versions}
    known = [one for on, one in verloop.toewijzingen if on < day and one.nummer not in changed]
    latest = {one.nummer: one for one in known if one.reden != "13"}
    return [*latest.values(), *versions]


def _by_day(sent: Lines) -> list[tuple[date, list[Any]]]:
    return [(day, [one for _, one in group]) for day, group in groupby(sorted(sent, key=itemgetter(0)), key=itemgetter(0))]


def _lines_and_step(found: Sequence[Any]) -> tuple[list[Any], str]:
    return [one for one in found if isinstance(one, Start | Stop)], next((one for one in found if isinstance(one, str)), FIRST)


def _retour(kop: Kop) -> Retour:
    return Retour(f"R{kop.identificatie}", kop.dagtekening)


def _identification(kind: str, sender: str, number: int) -> str:
    return f"{LETTERS[kind]}{sender[-2:]}{number:04d}"


def _wet(verloop: Verloop) -> Wet:
    return "Jeugdwet" if verloop.traject.plan.wet == "Jeugdwet" else "Wmo"
