"""How numbers, money and dates look, per language; and the machine-readable form that goes into attributes and files.

Belongs here: rounding for the eye and separators. Does not belong here: whether a number may be shown (disclosure.py).
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

MONTHS = {
    "nl": ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
}
SPACE = "\u00a0"
MINUS = "\u2212"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NINE_DIGITS = 100_000_000


def machine(value: float | int) -> str:
    """Return a number as plain text for attributes and files: point as decimal sign, no separators.

    Never a run of exactly nine digits: such a run can pass the test of a citizen service number (one in eleven does).
    """
    if abs(value) >= NINE_DIGITS:
        return f"{value:.10e}"
    if isinstance(value, int):
        return str(value)
    return f"{value:.6f}".rstrip("0").rstrip(".") if value else "0"


@dataclass(frozen=True)
class Formats:
    """Numbers and dates in one language ('nl' or 'en')."""

    language: str

    def number(self, value: float | int, decimals: int = 0) -> str:
        """Return 1234.5 as '1.235' (nl) or '1,235' (en); minus as a real minus sign."""
        step = Decimal(1).scaleb(-decimals)
        rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
        text = f"{abs(rounded):,.{decimals}f}"
        if self.language == "nl":
            text = text.translate(str.maketrans(",.", ".,"))
        return (MINUS if rounded < 0 else "") + text

    def percent(self, value: float, decimals: int = 0) -> str:
        """Return 45.2 as '45%'."""
        return f"{self.number(value, decimals)}%"

    def points(self, value: float) -> str:
        """Return a difference between two percentages with its sign: '+9' or '−3'."""
        return self.signed(value, 0)

    def signed(self, value: float, decimals: int) -> str:
        """Return a difference with its sign: '+0,14' or '−0,31'."""
        text = self.number(value, decimals)
        return text if text.startswith(MINUS) or not text.strip("0,.") else f"+{text}"

    def euro(self, value: float) -> str:
        """Return whole euros: '€ 1.234.567' (nl) or '€1,234,567' (en)."""
        return self._sign(value) + self._euro(self.number(abs(value)))

    def euro_short(self, value: float) -> str:
        """Return an amount as people say it, with two or three digits that count: '€ 2,1 miljoen', '€ 340.000', '€ 1.200'."""
        size = abs(value)
        if round(size, -3) >= 1_000_000:
            million = "miljoen" if self.language == "nl" else "million"
            return self._sign(value) + self._euro(f"{self.number(size / 1_000_000, 1)}{SPACE}{million}")
        step = -3 if size >= 10_000 else -2 if size >= 1_000 else -1
        return self._sign(value) + self._euro(self.number(round(size, step) if size >= 100 else size))

    def _sign(self, value: float) -> str:
        return MINUS if value < 0 else ""

    def _euro(self, text: str) -> str:
        return f"€{SPACE}{text}" if self.language == "nl" else f"€{text}"

    def day(self, value: date) -> str:
        """Return '31 oktober 2026' / '31 October 2026'."""
        return f"{value.day} {self.month_name(value)} {value.year}"

    def month_name(self, value: date) -> str:
        """Return the name of the month of a date."""
        return MONTHS[self.language][value.month - 1]

    def month_short(self, value: date) -> str:
        """Return the first three letters of the month, as used on an axis."""
        return {"maart": "mrt"}.get(self.month_name(value), self.month_name(value)[:3])

    def month(self, value: date) -> str:
        """Return 'oktober 2026' / 'October 2026'."""
        return f"{self.month_name(value)} {value.year}"

    def moment(self, value: datetime) -> str:
        """Return date and time in the Netherlands: '21 november 2026, 02:14'. A moment without zone is taken as it stands."""
        local = value.astimezone(AMSTERDAM) if value.tzinfo else value
        return f"{self.day(local)}, {local:%H:%M}"

    def half_year(self, value: str) -> str:
        """Return '2025H1' as 'eerste helft 2025' / 'first half of 2025'."""
        year, half = value.split("H")
        first = half == "1"
        return (
            f"{'eerste' if first else 'tweede'} helft {year}"
            if self.language == "nl"
            else f"{'first' if first else 'second'} half of {year}"
        )

    def file(self, value: float | int | None) -> str:
        """Return a number for a CSV file in this language: decimal comma (nl) or point (en), '' for nothing."""
        text = "" if value is None else machine(value)
        return text.replace(".", ",") if self.language == "nl" else text
