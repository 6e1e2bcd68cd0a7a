"""Dates and delivery periods of the samples. Only calendar arithmetic; no data and no randomness."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

# The newest ledger month, and the last day on which the person deliveries know whether somebody stopped or was measured.
PEILDATUM = date(2026, 10, 31)
STAND = date(2026, 9, 30)
HALFYEARS = (*(f"{year}H{half}" for year in range(2022, 2026) for half in (1, 2)), "2026H1")
# 2026H2 is not over, so the newest person deliveries are a quarter.
PERSON_PERIODS = (*HALFYEARS, "2026Q3")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """All (year, month) from the month of `first` to the month of `last`, both included."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def bounds(periode: str) -> tuple[date, date]:
    """First and last day of a delivery period: 2025, 2025H1, 2025Q3 or 2025M07."""
    year, kind, number = int(periode[:4]), periode[4:5], periode[5:]
    length = {"": 12, "H": 6, "Q": 3, "M": 1}[kind]
    last_month = length * int(number) if number else 12
    return date(year, last_month - length + 1, 1), month_end(year, last_month)


def inside(day: date, periode: str) -> bool:
    """Whether a day lies in a delivery period."""
    first, last = bounds(periode)
    return first <= day <= last


def plus(day: date, days: float) -> date:
    """A number of days later; fractions are cut off."""
    return day + timedelta(days=int(days))
