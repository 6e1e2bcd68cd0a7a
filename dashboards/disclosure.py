"""The one home of small counts: what may be shown, and with which status code.

Belongs here: every decision that hides a number. Does not belong here: how a hidden number looks (numbers.py) or is drawn.
Rules (domain/reference.md §7.4): counts 1-9 are hidden; a share needs a denominator of at least 30 and a numerator and complement that are
0 or at least 10; when the rest of a printed row would give a hidden count away, more is hidden until every value from 1 to 9 is possible.
The full engine (hierarchies, earlier releases) is a later issue and replaces this module.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

LEAST_COUNT = 10
LEAST_DENOMINATOR = 30

Status = Literal["getoond", "te_weinig", "beschermd", "geen_meting"]


@dataclass(frozen=True)
class Shown:
    """A number after disclosure control: value is None unless status is 'getoond'."""

    status: Status
    value: float | int | None = None

    @property
    def is_shown(self) -> bool:
        """True when the value may be printed."""
        return self.status == "getoond"


MISSING = Shown("geen_meting")
TOO_FEW = Shown("te_weinig")
PROTECTED = Shown("beschermd")


def plain(value: float | int | None) -> Shown:
    """Show a number that says nothing about a small group of people (a budget, a threshold, a number of deliveries)."""
    return MISSING if value is None else Shown("getoond", value)


def count(n: int | None) -> Shown:
    """Show a count of people or of rows about people: 0 and 10 or more; 1-9 become 'te_weinig'."""
    if n is None:
        return MISSING
    return TOO_FEW if 0 < n < LEAST_COUNT else Shown("getoond", n)


def mean(value: float | None, n: int | None) -> Shown:
    """Show a mean over n people when n is at least 30."""
    if value is None or not n:
        return MISSING
    return Shown("getoond", value) if n >= LEAST_DENOMINATOR else TOO_FEW


def median(value: float | None, n: int | None) -> Shown:
    """Show the middle of n people when n is at least 10: half of them lie on each side of it."""
    if value is None or not n:
        return MISSING
    return Shown("getoond", value) if n >= LEAST_COUNT else TOO_FEW


def money(value: float | None, people: int | None) -> Shown:
    """Show an amount of money that belongs to a number of people when they are at least 10."""
    if value is None or people is None:
        return MISSING
    return Shown("getoond", value) if people >= LEAST_COUNT else TOO_FEW


def share(value: float | None, numerator: int | None, denominator: int | None) -> Shown:
    """Show a percentage when the denominator is at least 30 and numerator and complement are 0 or at least 10."""
    if value is None or numerator is None or not denominator:
        return MISSING
    fits = all(n == 0 or n >= LEAST_COUNT for n in (numerator, denominator - numerator))
    return Shown("getoond", value) if fits and denominator >= LEAST_DENOMINATOR else TOO_FEW


def shares(values: Sequence[float | None], numerators: Sequence[int | None], keep: int | None = None) -> list[Shown]:
    """Show the percentages of a whole that is split in parts: what partition() hides stays hidden here.

    A part is also hidden when its complement is small, because the row then gives the complement away. keep: as in partition().
    """
    counts = [n for n in numerators if n is not None]
    whole = sum(counts)
    if len(counts) < len(numerators) or not whole:
        return [MISSING for _ in numerators]
    parts = partition(counts, keep=keep)[1]
    alone = [share(value, n, whole) for value, n in zip(values, counts, strict=True)]
    return [own if part.is_shown else part for own, part in zip(alone, parts, strict=True)]


def partition(parts: Sequence[int], total_first: bool = False, keep: int | None = None) -> tuple[Shown, list[Shown]]:
    """Show counts that add up to a total, and the total.

    Returns (total, parts). Hidden are all parts of 1-9, then as many others as it takes: the total when total_first, else the smallest
    part that is left, until no hidden part can be narrowed down by subtraction. keep: the part to hide last, the one a page is about.
    """
    shown = [count(n) for n in parts]
    total = count(sum(parts))
    while total.is_shown and not _is_safe(parts, shown):
        rest = sorted((i == keep, n, i) for i, n in enumerate(parts) if shown[i].is_shown and n)
        if total_first or not rest:
            total = PROTECTED
        else:
            shown[rest[0][2]] = PROTECTED
    return total, shown


def _is_safe(parts: Sequence[int], shown: Sequence[Shown]) -> bool:
    """True when, with the total known, every value from 1 to 9 stays possible for each part of 1-9."""
    hidden = [i for i, part in enumerate(shown) if not part.is_shown]
    known = sum(parts[i] for i in hidden)
    for i in (i for i in hidden if shown[i].status == "te_weinig"):
        others = [shown[j].status for j in hidden if j != i]
        least = sum(LEAST_COUNT if status == "beschermd" else 1 for status in others)
        most = float("inf") if "beschermd" in others else sum(LEAST_COUNT - 1 for _ in others)
        if known - least < LEAST_COUNT - 1 or known - most > 1:
            return False
    return True


def coverage(value: float | None, pairs: int | None, eligible: int | None) -> tuple[Shown, Shown, Shown, Shown]:
    """Show how many of the eligible people were measured twice: (pairs, not measured, eligible, share).

    When few are missing, the eligible total is hidden rather than the number of pairs, which every figure needs.
    """
    if pairs is None or eligible is None:
        return MISSING, MISSING, MISSING, MISSING
    total, (measured, missing) = partition([pairs, eligible - pairs], total_first=True)
    hidden = not (total.is_shown and measured.is_shown and missing.is_shown)
    percent = PROTECTED if hidden and value is not None else share(value, pairs, eligible)
    return measured, missing, total, percent


def words(text: str) -> str:
    """Return a delivered sentence with its small counts hidden: '3 van de 20 rijen' becomes '<10 van de 20 rijen'."""
    return re.sub(r"(?<![\d.,])[1-9](?= (?:van de \d+|rij|rijen|regel|regels|inwoner|inwoners)\b)", f"<{LEAST_COUNT}", text)


def siblings(shown: Sequence[Shown]) -> list[Shown]:
    """Hide a second part when exactly one is hidden and the total of all stands elsewhere on the page (two halves of a year)."""
    hidden = [part for part in shown if part.status in ("te_weinig", "beschermd")]
    rest = [(part.value or 0, i) for i, part in enumerate(shown) if part.is_shown]
    if len(hidden) != 1 or not rest:
        return list(shown)
    smallest = min(rest)[1]
    return [PROTECTED if i == smallest else part for i, part in enumerate(shown)]
