"""The messages about care of Meppel: which contracts have them, which special cases they hold, and what a reader of them must find.

What belongs here: putting the traffic together, and waiting time and uitval for planted.yml. Not here: the ordinary course
(toewijzingen.py), the special cases (bijzonderheden.py), files (berichtenverkeer.py).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from makers import bijzonderheden as cases
from makers.berichtenverkeer import Verkeer
from makers.declaraties import Month, Prestatie
from makers.meppel_plannen import DECLARED, GEMEENTE, MAP
from makers.situatie import Situatie
from makers.toewijzingen import AANSLUITING, Verloop, make_verloop
from makers.trajecten import Traject

HOME, DAY_CARE, YOUTH = "MP-HH-2022", "MP-DB-2022", "MP-JGD-2026"
STRIKT = {"Wmo": ("21", "22"), "Jeugdwet": ("32", "33")}
BREED = {"Wmo": ("21", "22", "23"), "Jeugdwet": ("32", "33", "34")}
NOEMER = {"Wmo": ("19", "21", "22", "23"), "Jeugdwet": ("31", "32", "33", "34")}


def add(
    made: Situatie, trajects: Mapping[str, Sequence[Traject]], support: Mapping[str, Mapping[Month, Sequence[Prestatie]]]
) -> dict[str, list[Verloop]]:
    """Add the messages and their defects to the situation. Gives the course of every trajectory, which declarations follow."""
    verlopen = {}
    for contract in (HOME, DAY_CARE, YOUTH):
        terms, largest = DECLARED[contract], _largest(support[contract])
        verlopen[contract] = make_verloop(trajects[contract], terms.agb, terms.prijs.code, terms.prijs.eenheid, largest)
    verkeer = Verkeer(GEMEENTE, MAP)
    _special(made, verkeer, verlopen)
    for contract in verlopen:
        verkeer.send(verlopen[contract])
        verkeer.accept_some(verlopen[contract])
    made.bestanden += verkeer.bestanden
    return verlopen


def _special(made: Situatie, verkeer: Verkeer, verlopen: Mapping[str, Sequence[Verloop]]) -> None:
    home, day_care, youth = verlopen[HOME], verlopen[DAY_CARE], verlopen[YOUTH]
    cases.change_volumes(verkeer, home, 4)
    cases.undo_allocation(home)
    cases.undo_start(home)
    cases.pause(home, 1)
    cases.pause(day_care, 1)
    cases.end_after_pause(day_care, 2)
    cases.granted_requests(verkeer, youth, 3)
    cases.rejected_requests(verkeer, home, day_care[0])
    made.defects += [
        *cases.orphan_stop(verkeer, home), *cases.wrong_law(verkeer, day_care), *cases.late_and_again(verkeer, day_care)
    ]  # fmt: skip


def _largest(support: Mapping[Month, Sequence[Prestatie]]) -> dict[str, int]:
    """The largest month of each trajectory: that much was allocated, so that no line passes it (TR321)."""
    found: dict[str, int] = {}
    for lines in support.values():
        for one in lines:
            found[one.traject.nummer] = max(one.volume, found.get(one.traject.nummer, 0))
    return found


def truth(verlopen: Sequence[Verloop]) -> dict[str, Any]:
    """What planted.yml says about the messages of one contract; years are those of the start and of the end."""
    wet = verlopen[0].traject.plan.wet
    ended = [v for v in verlopen if v.eindigt]
    reasons = [(v.traject.einde.year, v.gemelde_reden or v.traject.reden) for v in ended]
    years = sorted({year for year, _ in reasons})
    started = sorted({v.traject.start.year for v in verlopen})
    return {
        "aangesloten_op": AANSLUITING.isoformat(),
        "trajecten_n": len(verlopen),
        "lopend_n": len(verlopen) - len(ended),
        "wachttijd": {"alle": _waiting(verlopen)} | {y: _waiting([v for v in verlopen if v.traject.start.year == y]) for y in started},
        "uitval": {y: _uitval(wet, [reason for year, reason in reasons if year == y]) for y in years},
    }


def _waiting(verlopen: Sequence[Verloop]) -> dict[str, float]:
    """Days from the first Toewijzingsdatum, and from Ingangsdatum, to the first Begindatum."""
    decided = sorted((v.traject.start - v.traject.besluit).days for v in verlopen if v.traject.besluit)
    begun = sorted((v.traject.start - v.starts[0][1].ingangsdatum).days for v in verlopen if v.starts[0][1].ingangsdatum)
    return {
        "n": len(decided), "mediaan": _quantile(decided, 0.5), "p90": _quantile(decided, 0.9),
        "mediaan_vanaf_ingangsdatum": _quantile(begun, 0.5), "p90_vanaf_ingangsdatum": _quantile(begun, 0.9),
    }  # fmt: skip


def _quantile(ordered: Sequence[int], share: float) -> float:
    """Linear between the two nearest values, as quantile_cont."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return round(ordered[low] + (ordered[high] - ordered[low]) * (place - low), 2)


def _uitval(wet: str, reasons: Sequence[str]) -> dict[str, int]:
    count = Counter(reasons)
    return {name: sum(count[r] for r in codes[wet]) for name, codes in (("noemer_n", NOEMER), ("strikt_n", STRIKT), ("breed_n", BREED))}
