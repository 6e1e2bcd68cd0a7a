"""Which deliveries are missing from a supplier's series, by the rhythm of its contract and by what came.

What belongs here: periods that should have been delivered. Not here: how often a source comes (contract YAML), what the audit makes of it.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ingest.period import period_days, period_end

PARTS = {"": [""], "H": ["H1", "H2"], "Q": ["Q1", "Q2", "Q3", "Q4"], "M": [f"M{month:02d}" for month in range(1, 13)]}
KINDS = {"yearly": "", "half_yearly": "H", "quarterly": "Q", "monthly": "M"}
_SMALLER = {"": "H", "H": "Q", "Q": "M"}


def missing(rhythm: str, came: set[str], until: date) -> list[str]:
    """Periods that had to be there by `until` and are not, in order; of a period that came in part what is left of it.

    One delivery is no series yet. `once` never misses anything. Without an agreement (`any`) a series is regular from its first two
    successive periods of one kind (years, halves, quarters, months), and a delivery of another kind stands for the days it covers.
    """
    if rhythm == "once" or len(came) < 2:
        return []
    if rhythm == "any":
        return [periode for kind in PARTS for periode in _regular(kind, came, until)]
    first, last = min(_days(p)[0] for p in came), max(_days(p)[1] for p in came)
    due = (p for p in _every(KINDS[rhythm], first.year, max(until, last).year) if _days(p)[1] <= last or _days(p)[1] < until)
    return [gap for period in due for gap in _gaps(period, came) if _days(gap)[0] > first]


def _gaps(periode: str, came: set[str]) -> list[str]:
    """What of a period nobody delivered: the period itself, or of one that came in part the smaller periods that did not."""
    begin, end = _days(periode)
    if any(_days(p)[0] <= begin and end <= _days(p)[1] for p in came):
        return []
    if not any(_overlap(periode, p) for p in came):
        return [periode]
    inside = (p for p in _every(_SMALLER[periode[4:5]], begin.year, begin.year) if begin <= _days(p)[0] <= end)
    return [gap for smaller in inside for gap in _gaps(smaller, came)]


def _regular(kind: str, came: set[str], until: date) -> list[str]:
    of_kind = {periode for periode in came if periode[4:5] == kind}
    if not of_kind:
        return []
    every = list(_every(kind, int(min(of_kind)[:4]), max(until.year, int(max(of_kind)[:4]))))
    successive = [second for first, second in pairwise(every) if first in of_kind and second in of_kind]
    if not successive:
        return []
    due = (p for p in every if p > successive[0] and (p < max(of_kind) or (period_end(p) or until) < until))
    return [p for p in due if not any(_overlap(p, other) for other in came)]


def _every(kind: str, first_year: int, last_year: int) -> Iterator[str]:
    return (f"{year}{part}" for year in range(first_year, last_year + 1) for part in PARTS[kind])


def _overlap(left: str, right: str) -> bool:
    (begin, end), (other_begin, other_end) = _days(left), _days(right)
    return begin <= other_end and other_begin <= end


def _days(periode: str) -> tuple[date, date]:
    days = period_days(periode)
    assert days, periode
    return days
