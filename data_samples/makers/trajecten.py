"""Trajectories: who starts when, how long it takes, how it ends, and the deliveries `trajecten` made from them.

Convention (README): a delivery holds the trajectories that STARTED in its period, with the end dates known on the day it was made; the
same period is delivered again later with the end dates completed. Not here: scores (metingen.py), money.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from makers.kalender import STAND, bounds, inside, months, plus
from makers.levering import DUTCH, FIRST, Delivery, Dialect, Row
from makers.mensen import TRAJECT, Persoon, Register
from makers.plan import ContractPlan, component, pick, stream

INTENSITEIT = {"licht": 0.4, "midden": 0.42, "zwaar": 0.18}
STAPELING = 0.15


@dataclass(slots=True)
class Traject:
    """One trajectory with its true end, which may lie after what the municipality can know (STAND)."""

    nummer: str
    plan: ContractPlan
    persoon: Persoon
    wijk: str
    start: date
    einde: date
    reden: str
    product: str
    vorm: str
    toegang: str
    melding: date
    besluit: date | None
    locatie: str
    intensiteit: str
    doelgroep: str

    @property
    def gemeente(self) -> str:
        return self.wijk[2:6]

    def ended(self, on: date = STAND) -> bool:
        """Whether the end was known on this day."""
        return self.einde <= on

    def leeftijd(self, year: int) -> int:
        return year - self.persoon.geboortejaar


def make_trajects(
    plan: ContractPlan, register: Register, rng: np.random.Generator, code: str, elsewhere: Sequence[Traject] = ()
) -> list[Traject]:
    """All trajectories of a contract, in order of start. `code` makes the numbers unique within the municipality.

    Some persons come from the trajectories `elsewhere` that run at that moment: provisions stack.
    """
    starts = [plan.eerste] * plan.voorraad
    for year, month in months(plan.eerste, plan.laatste):
        expected = plan.instroom * (1 + plan.groei) ** (year + (month - 1) / 12 - plan.eerste.year)
        starts += sorted(date(year, month, int(day)) for day in rng.integers(1, 29, rng.poisson(expected)))
    starts = _thinned(plan, starts)
    made: list[Traject] = []
    for number, start in enumerate(starts, start=1):
        person, wijk = _known(plan, rng, made, elsewhere, start) or _unknown(plan, register, rng, start)
        made.append(_traject(plan, rng, f"{TRAJECT}{code}-{number:05d}", person, wijk, start, stock=number <= plan.voorraad))
    return made


def _thinned(plan: ContractPlan, starts: list[date]) -> list[date]:
    """Who still comes after an event; whoever started before it stays the same to the byte."""
    if plan.minder_instroom is None:
        return starts
    since, share = plan.minder_instroom
    kept = stream(since.toordinal(), plan.contract, "minder_instroom").random(len(starts)) < share
    return [start for start, stays in zip(starts, kept, strict=True) if start < since or stays]


def _known(
    plan: ContractPlan, rng: np.random.Generator, made: list[Traject], elsewhere: Sequence[Traject], start: date
) -> tuple[Persoon, str] | None:
    dice, place = rng.random(), rng.random()
    if made and dice < plan.herhaling:
        earlier = made[int(place * len(made))]
        return (earlier.persoon, earlier.wijk) if plus(earlier.einde, 20) < start else None
    if elsewhere and dice < plan.herhaling + STAPELING:
        beside = elsewhere[int(place * len(elsewhere))]
        return (beside.persoon, beside.wijk) if beside.start <= start <= beside.einde else None
    return None


def _unknown(plan: ContractPlan, register: Register, rng: np.random.Generator, start: date) -> tuple[Persoon, str]:
    youngest, oldest = component(rng, plan.leeftijd)
    return register.new(start.year - int(rng.integers(int(youngest), int(oldest) + 1)), plan.met_bsn), pick(rng, plan.wijken)


def _traject(
    plan: ContractPlan, rng: np.random.Generator, nummer: str, persoon: Persoon, wijk: str, start: date, *, stock: bool
) -> Traject:
    # Somebody found under way is likely on a long one and has part of it behind them.
    days = rng.random() * plan.duur[-1][1] if stock else _duration(plan, rng)
    waited = int(rng.lognormal(np.log(plan.wachttijd), 0.6))
    vorm = "pgb" if plan.pgb else "algemene_voorziening" if rng.random() < plan.algemeen.get(start.year, 0.0) else "zin"
    decided = vorm == "pgb" or (vorm == "zin" and rng.random() < plan.beschikking)
    product = "" if vorm == "algemene_voorziening" else pick(rng, plan.producten)
    return Traject(
        nummer=nummer, plan=plan, persoon=persoon, wijk=wijk, start=start, einde=plus(start, max(days, 21)),
        reden=pick(rng, plan.redenen), product=product, vorm=vorm, toegang=pick(rng, plan.toegang), melding=plus(start, -waited),
        besluit=plus(start, -int(waited * rng.random())) if decided else None, locatie=_location(plan, rng, wijk, product, start),
        intensiteit=pick(rng, INTENSITEIT), doelgroep=pick(rng, plan.doelgroepen),
    )  # fmt: skip


def _duration(plan: ContractPlan, rng: np.random.Generator) -> float:
    mean, sd = component(rng, plan.duur)
    return max(float(rng.normal(mean, sd)), mean / 3)


def _location(plan: ContractPlan, rng: np.random.Generator, wijk: str, product: str, start: date) -> str:
    if product != "07" or not plan.eigen_wijk:
        return ""
    others = {name: weight for name, weight in plan.wijken.items() if name != wijk}
    return wijk if rng.random() < plan.eigen_wijk[start.year] else pick(rng, others)


def traject_row(traject: Traject, known_on: date = STAND) -> Row:
    """The row as the supplier could write it on this day."""
    ended, person = traject.ended(known_on), traject.persoon
    return {
        "Gemeentecode": traject.gemeente, "Clientnummer": person.client, "BSN": person.bsn, "Huishoudnummer": person.huishouden,
        "Trajectnummer": traject.nummer, "Contractnummer": traject.plan.contract, "Wet": traject.plan.wet,
        "Productcategorie": traject.product, "Leveringsvorm": traject.vorm, "Toegang": traject.toegang,
        "Meldingsdatum": traject.melding, "Besluitdatum": traject.besluit, "Beschikking": "ja" if traject.besluit else "nee",
        "Begindatum": traject.start, "Einddatum": traject.einde if ended else None,
        "Reden beëindiging": traject.reden if ended else None, "Wijkcode": traject.wijk, "Locatie wijkcode": traject.locatie,
        "Geboortejaar": person.geboortejaar, "Geslacht": person.geslacht, "Intensiteit": traject.intensiteit,
        "Doelrichting": traject.plan.doelrichting, "Doelgroep": traject.doelgroep,
    }  # fmt: skip


def traject_delivery(
    trajects: list[Traject], situatie: str, leverancier: str, periode: str, dialect: Dialect = DUTCH, *, stap: str = FIRST
) -> Delivery:
    """The trajectories that started in the period; a first delivery that is corrected later knows only ends within its own period."""
    started = sorted((t for t in trajects if inside(t.start, periode)), key=lambda t: (t.start, t.nummer))
    return Delivery(situatie, stap, "trajecten", leverancier, periode, [traject_row(t) for t in started], dialect)


def early_delivery(trajects: list[Traject], situatie: str, leverancier: str, periode: str, dialect: Dialect = DUTCH) -> Delivery:
    """The delivery as it was made right after the period, with the ends of that moment; traject_delivery(stap=CORRECTION) completes it."""
    known_on = bounds(periode)[1]
    started = sorted((t for t in trajects if inside(t.start, periode)), key=lambda t: (t.start, t.nummer))
    return Delivery(situatie, FIRST, "trajecten", leverancier, periode, [traject_row(t, known_on) for t in started], dialect)
