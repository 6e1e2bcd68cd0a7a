"""Declared support of the framework contracts: what is delivered per month, and the 323 and 325 messages about it.

What belongs here: volumes, prices, rejections, credits and answers. Not here: writing XML (bericht/), allocations (toewijzingen.py),
contracts and ledger (meppel.py).
Conventions: two percent of the lines carry a wrong tariff, are rejected (0611) and come again a month later; one in 24 accepted
lines is credited a month later, with a new debit of one unit less; what is declared in a month is booked in that month of the ledger.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np
from bericht import Declaratie, Declaratieantwoord, DeclaratieRegel, Wet, beknopt, write_323, write_325

from makers.kalender import STAND, month_end, months, plus
from makers.levering import FIRST
from makers.situatie import Bestand
from makers.toewijzingen import Verloop
from makers.trajecten import Traject

INDEX = {2023: 0.061, 2024: 0.058, 2025: 0.049, 2026: 0.042}
Month = tuple[int, int]
Antwoord = Literal["beantwoord", "afgewezen", "open"]


@dataclass(frozen=True, slots=True)
class Prijs:
    """What is declared: unit, tariff of 2022 in cents, and units per full month per client (0: one unit when the trajectory has ended)."""

    code: str
    eenheid: str
    tarief_2022: int
    per_maand: float

    def tarief(self, year: int) -> int:
        """Tariff in cents after indexation."""
        factor = 1.0
        for indexed, rate in INDEX.items():
            factor *= 1 + rate if indexed <= year else 1.0
        return round(self.tarief_2022 * factor)


@dataclass(frozen=True, slots=True)
class Prestatie:
    """Support of one trajectory in one month."""

    traject: Traject
    begin: date
    eind: date
    volume: int
    tarief: int

    @property
    def cent(self) -> int:
        return self.volume * self.tarief


def delivered(trajects: Sequence[Traject], prijs: Prijs, rng: np.random.Generator) -> dict[Month, list[Prestatie]]:
    """All support per month up to STAND."""
    found: dict[Month, list[Prestatie]] = {month: [] for month in months(date(2022, 1, 1), STAND)}
    habits = rng.lognormal(0, 0.3, len(trajects))
    for traject, habit in zip(trajects, habits, strict=True):
        for year, month in months(traject.start, min(traject.einde, STAND)):
            first, last = date(year, month, 1), month_end(year, month)
            begin, eind = max(first, traject.start), min(last, traject.einde)
            part = ((eind - begin).days + 1) / last.day
            volume = max(1, round(prijs.per_maand * habit * part * (1 + rng.normal(0, 0.08)))) if prijs.per_maand else 1
            if prijs.per_maand or (traject.einde <= min(last, STAND) and traject.reden in ("19", "23")):
                found[year, month].append(Prestatie(traject, begin, eind, volume, prijs.tarief(year)))
    return found


def monthly(support: dict[Month, list[Prestatie]]) -> dict[Month, int]:
    """Amounts per month in cents."""
    return {month: sum(one.cent for one in lines) for month, lines in support.items()}


@dataclass(slots=True)
class Uitwisseling:
    """The exchange of messages with one provider: files, and per declared month what was accepted or is still open, in cents."""

    agb: str
    gemeente: str
    wet: Wet
    prijs: Prijs
    categorie: str
    situatie: str
    verlopen: Mapping[str, Verloop] = field(default_factory=dict)  # by Trajectnummer, where there are messages about allocations
    beknopt: bool = False
    zonder_fouten: bool = False  # a year long closed: every line right at once, so that it is the ledger to the cent
    bestanden: list[Bestand] = field(default_factory=list)
    geaccepteerd: dict[Month, int] = field(default_factory=dict)
    open: dict[Month, int] = field(default_factory=dict)
    regels_n: int = 0
    credit_n: int = 0
    afgewezen_n: int = 0
    ander_tarief_n: int = 0  # lines at another tariff than that of their year, those that come again after a whole rejection included
    _again: list[DeclaratieRegel] = field(default_factory=list)
    _accepted: list[DeclaratieRegel] = field(default_factory=list)
    _numbers: int = 0  # of references; another year begins elsewhere

    def month(self, month: Month, lines: Sequence[Prestatie], outcome: Antwoord, rng: np.random.Generator) -> None:
        """Declare one month and answer it."""
        wrong = np.zeros(len(lines), dtype=bool) if self.zonder_fouten else rng.random(len(lines)) < 0.02
        fresh = [self._line(one, 7 if is_wrong else 0) for one, is_wrong in zip(lines, wrong, strict=True)]
        rejected = [line for line, is_wrong in zip(fresh, wrong, strict=True) if is_wrong]
        credits = [] if self.zonder_fouten else self._credits(rng)
        sent = sorted([*fresh, *self._again, *credits], key=lambda line: (line.bsn, line.begin, not line.credit, line.referentie))
        self.regels_n, self.credit_n = self.regels_n + len(sent), self.credit_n + sum(line.credit for line in sent)
        self.ander_tarief_n += sum(line.tarief_cent != self.prijs.tarief(line.begin.year) for line in sent)
        total = sum(line.signed_cent for line in sent)
        header = self._declare(month, sent)
        self.geaccepteerd[month], self.open[month], self._again, self._accepted = 0, 0, [], []
        if outcome == "open":
            self.open[month] = total
        elif outcome == "afgewezen":
            self._answer(header, total, [], whole=True)
            self.afgewezen_n += len(sent)
            self._again = [self._renumbered(line, 0) for line in sent]
        else:
            self._answer(header, total, rejected, whole=False)
            self.geaccepteerd[month] = total - sum(line.signed_cent for line in rejected)
            self.afgewezen_n += len(rejected)
            self._again = [self._renumbered(line, -7) for line in rejected]
            self._accepted = [line for line, is_wrong in zip(fresh, wrong, strict=True) if not is_wrong]

    def _reference(self) -> str:
        self._numbers += 1
        return f"REFVB{self.agb[-4:]}{self._numbers:06d}"

    def _line(self, one: Prestatie, surcharge: int) -> DeclaratieRegel:
        bsn, tariff = one.traject.persoon.bsn, one.tarief + surcharge
        assert bsn is not None
        verloop = self.verlopen.get(one.traject.nummer) or Verloop(one.traject, self.agb, self.prijs.code, self.prijs.eenheid, one.volume)
        known = verloop.looptijd(one.begin, one.eind) if verloop.toewijzingen else (verloop.nummer(), one.begin, one.eind)
        return DeclaratieRegel(bsn, self._reference(), known[0], self.categorie, self.prijs.code, known[1], known[2], one.volume,
                               self.prijs.eenheid, one.volume * tariff, tariff)  # fmt: skip

    def _renumbered(self, line: DeclaratieRegel, change: int) -> DeclaratieRegel:
        tariff = (line.tarief_cent or 0) + change
        return replace(line, referentie=self._reference(), tarief_cent=tariff, bedrag_cent=line.volume * tariff)

    def _credits(self, rng: np.random.Generator) -> list[DeclaratieRegel]:
        made: list[DeclaratieRegel] = []
        for line in self._accepted:
            if rng.random() < 0.042:
                made.append(replace(line, referentie=self._reference(), credit=True, vorige_referentie=line.referentie))
                if line.volume > 1:
                    less = replace(line, volume=line.volume - 1)
                    made.append(self._renumbered(less, 0))
        return made

    def _declare(self, month: Month, sent: Sequence[DeclaratieRegel]) -> Declaratie:
        year, number = month
        last = month_end(year, number)
        code = f"{self.agb[-4:]}{year % 100}{number:02d}"
        header = Declaratie(self.agb, self.gemeente, f"VB{code}", plus(last, 8), f"DN{code}", date(year, number, 1), last)
        self._file("323", month, lambda path: write_323(path, self.wet, header, sent))
        return header

    def _answer(self, header: Declaratie, total: int, rejected: Sequence[DeclaratieRegel], *, whole: bool) -> None:
        lost = total if whole else sum(line.signed_cent for line in rejected)
        answer = Declaratieantwoord(
            self.agb, self.gemeente, f"AW{header.identificatie[2:]}", plus(header.dagtekening, 7), header.identificatie, header.dagtekening,
            header.declaratienummer, total, total - lost, header_retourcodes=("0001",) if whole else ("0200",),
            antwoord_retourcodes=("0001",) if whole else ("0200",) if rejected else ("8001",),
        )  # fmt: skip
        returned = [replace(line, retourcodes=("0611",)) for line in sorted(rejected, key=lambda line: line.bsn)]
        month = (header.begin.year, header.begin.month)
        self._file("325", month, lambda path: write_325(path, self.wet, answer, returned))

    def _file(self, berichttype: str, month: Month, write: Callable[[Path], Path]) -> None:
        stem = "wmo" if self.wet == "Wmo" else "jw"
        name = Path(self.situatie, FIRST, "berichten", f"{stem}{berichttype}_{self.agb}_{month[0]}M{month[1]:02d}.xml")
        with tempfile.TemporaryDirectory() as folder:
            content = write(Path(folder, "bericht.xml")).read_bytes()
        self.bestanden.append(Bestand(name, beknopt(content, self.wet, berichttype) if self.beknopt else content))
