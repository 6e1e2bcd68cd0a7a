"""The planted truths, next to what the measurements themselves show before any deliberate mistake is made in them.

Written to data_samples/planted.yml so that tests can ask whether koers finds them. The pair rule here is that of reference.md §2.1 (closed
trajectories, first in the intake window, last in the end window, same edition and informant, 80 % of the domains), written down a second
time on purpose: nothing of koers is imported.
"""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean
from typing import Any

from makers.metingen import AOW_LEEFTIJD, Gemeten, Meting
from makers.plan import NIET_IN_AANMERKING, ContractPlan
from makers.trajecten import Traject

# Jacobson-Truax with the published alpha .85 and the assumed SD .60: koers uses the SD of its own intakes when there are enough.
DREMPEL = 1.96 * 2**0.5 * 0.60 * (1 - 0.85) ** 0.5


def pair_change(traject: Traject, metingen: Sequence[Meting]) -> float | None:
    """The change of the mean over the domains scored both times, in levels; None when there is no usable pair."""
    intakes = [m for m in metingen if m.moment == "intake" and -30 <= (m.datum - traject.start).days <= 42]
    ends = [m for m in metingen if m.moment != "intake" and -42 <= (m.datum - traject.einde).days <= 30]
    if not intakes or not ends:
        return None
    first, last = min(intakes, key=lambda m: m.datum), max(ends, key=lambda m: m.datum)
    if (first.editie, first.informant) != (last.editie, last.informant) or last.datum <= first.datum:
        return None
    skipped = {"Werk & Opleiding", "Dagbesteding"} if traject.leeftijd(last.datum.year) >= AOW_LEEFTIJD else set()
    core = [domain for domain in first.scores if domain not in skipped]
    steps = [b - a for a, b in ((first.scores[d], last.scores[d]) for d in core) if isinstance(a, int) and isinstance(b, int)]
    return fmean(steps) if len(steps) >= 0.8 * len(core) else None


def by_year(trajects: Sequence[Traject], gemeten: Gemeten) -> dict[int, dict[str, float | int | None]]:
    """Per year of ending: who counts, pairs, coverage, true and observed mean change, shares beyond the threshold."""
    of_traject: dict[str, list[Meting]] = defaultdict(list)
    for meting in gemeten.metingen:
        of_traject[meting.traject.nummer].append(meting)
    years: dict[int, list[Traject]] = defaultdict(list)
    for traject in trajects:
        if traject.ended() and traject.reden not in NIET_IN_AANMERKING[traject.plan.wet]:
            years[traject.einde.year].append(traject)
    return {year: _summary(years[year], gemeten, of_traject) for year in sorted(years)}


def _summary(trajects: list[Traject], gemeten: Gemeten, of_traject: dict[str, list[Meting]]) -> dict[str, float | int | None]:
    changes = {t.nummer: pair_change(t, of_traject[t.nummer]) for t in trajects}
    seen = {nummer: change for nummer, change in changes.items() if change is not None}
    n = len(seen)
    return {
        "in_aanmerking_n": len(trajects),
        "paren_n": n,
        "dekking_pct": round(100 * n / len(trajects), 1),
        "ware_verandering_alle": round(fmean(gemeten.waar[t.nummer] for t in trajects), 3),
        "ware_verandering_gemeten": round(fmean(gemeten.waar[nummer] for nummer in seen), 3) if n else None,
        "gezien_gemiddeld": round(fmean(seen.values()), 3) if n else None,
        "betrouwbaar_beter_pct": round(100 * sum(c > DREMPEL for c in seen.values()) / n, 1) if n else None,
        "betrouwbaar_slechter_pct": round(100 * sum(c < -DREMPEL for c in seen.values()) / n, 1) if n else None,
    }


def contract_truth(plan: ContractPlan, trajects: Sequence[Traject], gemeten: Gemeten | None, expected: dict[str, Any]) -> dict[str, Any]:
    """What planted.yml says about one contract; `expected` comes from the situation's module."""
    truth: dict[str, Any] = {"wet": plan.wet, "doelrichting": plan.doelrichting, "trajecten_n": len(trajects)}
    if plan.zrm is not None and gemeten is not None:
        truth["geplante_verandering"] = {year: float(change) for year, change in plan.zrm.verandering.items()}
        if plan.zrm.wijk_verschil:
            truth["geplant_wijkverschil"] = dict(plan.zrm.wijk_verschil)
        truth["niemand_verandert_echt"] = plan.zrm.spreiding == 0
        truth["ophoping_op_4"] = plan.zrm.ophoping
        truth["per_jaar"] = by_year(trajects, gemeten)
    return truth | expected
