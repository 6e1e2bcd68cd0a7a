"""What is planted about living at home longer: who of the clients of help at home is old, has many hours and has had them for long.

Counted from the trajectories and the support themselves, before credits and rejections; planted.yml has the counts. Not here: the support.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from makers.declaraties import Month, Prestatie
from makers.kalender import month_end
from makers.trajecten import Traject

AGE, HOURS, YEARS = 80, 2.0, 2  # as seeds/parameter.csv: langer_thuis_leeftijd, langer_thuis_uren_week, langer_thuis_jaren
GAP = timedelta(days=3)  # spell_marge
NEAR = 0.1  # hours a week: a credit or a line that comes again moves somebody over the limit
AT_HOME = ("01", "02", "03")


def staying_home(support: Mapping[Month, Sequence[Prestatie]], everybody: Sequence[Traject]) -> dict[str, dict[str, int]]:
    """Per year: clients, those of the group, and those old and long enough whose hours lie within NEAR of the limit."""
    return {str(year): _year(year, support, everybody) for year in (2025, 2026)}


def _year(year: int, support: Mapping[Month, Sequence[Prestatie]], everybody: Sequence[Traject]) -> dict[str, int]:
    last = 12 if year == 2025 else 9
    mine: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for month in range(1, last + 1):
        for one in support[year, month]:
            mine[one.traject.persoon.bsn][month] += one.volume
    spans = defaultdict(list)
    for traject in everybody:
        if traject.product in AT_HOME and traject.vorm != "pgb":
            spans[traject.persoon.bsn].append(traject)
    counts = {"clienten_n": len(mine), "groep_n": 0, "op_de_grens_n": 0}
    for bsn, volumes in mine.items():
        seen = month_end(year, max(volumes))
        if year - spans[bsn][0].persoon.geboortejaar - 1 >= AGE and _long(spans[bsn], seen):
            hours = sum(volumes.values()) / len(volumes) / (365.25 / 12 / 7)
            counts["groep_n"] += hours >= HOURS
            counts["op_de_grens_n"] += abs(hours - HOURS) < NEAR
    return counts


def _long(trajects: Sequence[Traject], seen: date) -> bool:
    """Whether unbroken support that runs on the first of this month had lasted more than YEARS on its last day in it."""
    current = [t for t in trajects if t.start <= seen and t.einde >= seen.replace(day=1)]
    start, end = min(t.start for t in current), max(t.einde for t in current)
    while earlier := [t.start for t in trajects if t.start < start <= t.einde + GAP]:
        start = min(earlier)
    return start.replace(year=start.year + YEARS, day=min(start.day, 28)) < min(end, seen)
