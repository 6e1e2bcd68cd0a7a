"""The period in the name of a delivery: its days, and whether a delivery about it can exist yet.

What belongs here: days of a period. Not here: reading names (filename.py), which periods are expected (orchestration/expected.py).
"""

import calendar
import re
from datetime import date

from ingest.contract import Contract
from ingest.refusal import Refusal


def period_days(periode: str | None) -> tuple[date, date] | None:
    """First and last day of `2025`, `2025H1`, `2025Q1` or `2025M03`; None for anything else."""
    match = re.fullmatch(r"(\d{4})(?:([HQM])(\d{1,2}))?", periode or "")
    if not match:
        return None
    year, number = int(match[1]), int(match[3] or 1)
    months = {None: 12, "H": 6, "Q": 3, "M": 1}[match[2]]
    last = months * number
    return (date(year, last - months + 1, 1), date(year, last, calendar.monthrange(year, last)[1])) if 1 <= last <= 12 else None


def period_end(periode: str | None) -> date | None:
    """Last day of a period; None when it is none."""
    days = period_days(periode)
    return days[1] if days else None


def is_too_early(contract: Contract, periode: str, today: date) -> bool:
    """True when a delivery that comes every period (`rhythm`) is about one that has not begun. Lists and plans may look ahead.

    Such a name is a slip of the pen with consequences: 2036H1 for 2026H1 moved the peildatum to today and won from every later correction.
    """
    days = period_days(periode)
    return contract.rhythm not in ("once", "any") and days is not None and days[0] > today


def check_period(contract: Contract, periode: str, today: date) -> None:
    """Errors: Refusal when the period has not begun; from its first day on the same file is taken in."""
    if is_too_early(contract, periode, today):
        raise Refusal(
            f"De periode {periode} is nog niet begonnen. Verbeter de periode in de bestandsnaam en lever opnieuw.", "periode_te_vroeg"
        )
