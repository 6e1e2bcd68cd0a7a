"""Measurements: which trajectory is measured when and by whom, and the deliveries `zrm` in long or wide layout.

Not here: the model of a score (zrm.py) and who is in the trajectories (trajecten.py). A delivery holds the measurements DONE in its period.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from makers.kalender import STAND, inside, plus
from makers.levering import DUTCH, FIRST, Delivery, Dialect, Row
from makers.mensen import BEOORDELAAR
from makers.plan import ZrmPlan
from makers.trajecten import Traject
from makers.zrm import (
    DOMEINEN,
    EDITIE_2013,
    SD_BEOORDELAAR,
    Array,
    draw_moment,
    draw_scores,
    draw_traits,
    expected_mean_score,
    latent_shift,
)

AOW_LEEFTIJD = 67
EINDE_EFFECT = {"19": 0.05, "21": -0.25, "22": -0.2, "23": -0.1}  # latent: who stops early gained less
SELECTIEF = 0.08  # who truly gained is measured a little more often, who lost a little less: missing not at random


@dataclass(slots=True)
class Meting:
    """One measurement of one trajectory; a score is 1..5 or the supplier's text for a missing score."""

    traject: Traject
    moment: str
    datum: date
    informant: str
    beoordelaar: str
    scores: dict[str, int | str]
    editie: str


@dataclass(slots=True)
class Gemeten:
    """All measurements of a contract, and per trajectory number the true change in levels (also of who was never measured)."""

    metingen: list[Meting] = field(default_factory=list)
    waar: dict[str, float] = field(default_factory=dict)


def measure(trajects: Sequence[Traject], zrm: ZrmPlan, rng: np.random.Generator) -> Gemeten:
    """Measure the trajectories of one contract."""
    found = Gemeten()
    traits = draw_traits(rng, len(trajects), zrm.begin)
    changes = _true_changes(trajects, zrm, rng)
    levels = expected_mean_score(traits + changes[:, None]) - expected_mean_score(traits)
    raters = {f"{BEOORDELAAR}-{wijk[-4:]}-{i}": float(rng.normal(0, SD_BEOORDELAAR)) for wijk in trajects[0].plan.wijken for i in range(6)}
    for traject, trait, change, level in zip(trajects, traits, changes, levels, strict=True):
        found.waar[traject.nummer] = float(level)
        found.metingen += _of_one(traject, zrm, trait, float(change), raters, rng)
    return found


def _true_changes(trajects: Sequence[Traject], zrm: ZrmPlan, rng: np.random.Generator) -> Array:
    mean_effect = sum(weight * EINDE_EFFECT.get(reason, 0.0) for reason, weight in trajects[0].plan.redenen.items())
    mean_effect /= sum(trajects[0].plan.redenen.values())
    shifts: dict[float, float] = {}
    changes = np.zeros(len(trajects))
    for i, traject in enumerate(trajects):
        planned = zrm.verandering[min(max(traject.einde.year, min(zrm.verandering)), max(zrm.verandering))]
        planned += zrm.wijk_verschil.get(traject.wijk, 0.0)
        if planned not in shifts:
            shifts[planned] = latent_shift(planned, zrm.spreiding, zrm.begin)
        own = rng.normal(0, 1) * zrm.spreiding
        ending = EINDE_EFFECT.get(traject.reden, 0.0) - mean_effect if zrm.spreiding else 0.0
        changes[i] = shifts[planned] + own + ending
    return changes


def _of_one(
    traject: Traject, zrm: ZrmPlan, trait: Array, change: float, raters: dict[str, float], rng: np.random.Generator
) -> list[Meting]:
    own = [name for name in raters if traject.wijk[-4:] in name]
    first_rater = own[int(rng.integers(len(own)))]
    days = (traject.einde - traject.start).days
    metingen: list[Meting] = []
    for moment, datum, informant in _moments(traject, zrm, change, rng):
        changed_rater = moment != "intake" and rng.random() < 0.08
        rater = own[int(rng.integers(len(own)))] if changed_rater else first_rater
        part = 0.0 if moment == "intake" else 1.0 if moment == "eind" else min((datum - traject.start).days / days, 1.0)
        bias = raters[rater] - (0.3 if informant == "client" else 0.0)
        latent = trait + change * part + draw_moment(rng, intake=moment == "intake") + bias
        heaped = moment == "eind" and rng.random() < zrm.ophoping
        scores = [4] * len(DOMEINEN) if heaped else draw_scores(rng, latent)
        editie = "2017" if datum >= zrm.editie_2017_vanaf else "2013"
        seen = _seen(scores, traject.leeftijd(datum.year), editie, zrm.ontbreekt_als, rng)
        metingen.append(Meting(traject, moment, datum, informant, "" if informant == "client" else rater, seen, editie))
    return metingen


def _moments(traject: Traject, zrm: ZrmPlan, change: float, rng: np.random.Generator) -> list[tuple[str, date, str]]:
    found = []
    if rng.random() < 0.96:
        late = rng.random() < 0.03  # outside the window: may not count as a first measurement
        found.append(("intake", plus(traject.start, int(rng.integers(60, 85) if late else rng.integers(-10, 28))), "professional"))
    day = plus(traject.start, int(rng.integers(160, 200)))
    while day < plus(traject.einde, -50) and day <= STAND:
        if rng.random() < zrm.voortgang:
            found.append(("voortgang", day, "professional"))
        day = plus(day, int(rng.integers(160, 200)))
    chance = zrm.gemeten.get(traject.reden, 0.0) * (1 + SELECTIEF * np.sign(change))
    if traject.ended() and rng.random() < chance:
        day = min(plus(traject.einde, int(rng.integers(-24, 14))), STAND)
        if day > max([plus(traject.start, 14)] + [datum for _, datum, _ in found]):
            found.append(("eind", day, "client" if rng.random() < 0.02 else "professional"))
    return [(moment, datum, who) for moment, datum, who in found if zrm.vanaf <= datum <= STAND]


def _seen(scores: list[int], age: int, editie: str, absent: tuple[str, ...], rng: np.random.Generator) -> dict[str, int | str]:
    by_domain: dict[str, int | str] = dict(zip(DOMEINEN, scores, strict=True))
    missing = rng.random(len(DOMEINEN)) < (0.45 if rng.random() < 0.015 else 0.03)
    for domain, is_missing in zip(DOMEINEN, missing, strict=True):
        if is_missing:
            by_domain[domain] = absent[int(rng.integers(len(absent)))]
    if age >= AOW_LEEFTIJD and rng.random() < 0.8:
        by_domain["Werk & Opleiding"] = absent[-1]  # past pension age this domain says nothing (reference.md §1.5)
    if editie == "2013":
        return {old: by_domain[new] for old, new in EDITIE_2013.items()}
    return by_domain


def _head(meting: Meting) -> Row:
    traject, zrm = meting.traject, meting.traject.plan.zrm
    return {
        "Gemeentecode": traject.gemeente, "Clientnummer": traject.persoon.client,
        "BSN": traject.persoon.bsn if zrm and zrm.noemt_bsn else None, "Trajectnummer": traject.nummer, "ZRM-versie": meting.editie,
        "Meetmoment": meting.moment, "Meetdatum": meting.datum, "Informant": meting.informant, "Beoordelaar": meting.beoordelaar,
    }  # fmt: skip


def zrm_delivery(
    metingen: Sequence[Meting], situatie: str, leverancier: str, periode: str, dialect: Dialect = DUTCH, *, wide: bool, stap: str = FIRST
) -> Delivery:
    """The measurements of a period. A wide delivery holds one edition; it takes the headers of its first row."""
    chosen = sorted((m for m in metingen if inside(m.datum, periode)), key=lambda m: (m.datum, m.traject.nummer, m.moment))
    if wide:
        rows: list[Row] = [{**_head(m), **m.scores} for m in chosen]
        headers = [*_head(chosen[0]), *chosen[0].scores] if chosen else []
        return Delivery(situatie, stap, "zrm", leverancier, periode, rows, dialect, headers)
    rows = [{**_head(m), "Domein": domain, "Score": score} for m in chosen for domain, score in m.scores.items()]
    return Delivery(situatie, stap, "zrm", leverancier, periode, rows, dialect)
