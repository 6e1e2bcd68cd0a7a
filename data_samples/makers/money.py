"""Money of the samples: contract components and ledger lines, from one stream per taakveld and contract.

Not here: budget versions (begroting.py), prices per client and declarations (declaraties.py), the amounts themselves (each situation).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from makers.kalender import PEILDATUM, inside, month_end, months, plus
from makers.levering import DUTCH, FIRST, Delivery, Dialect, Euro, Row

# Three generations of Iv3 (reference.md §4.1): up to 2022, 2023-2024, from 2025.
TAAKVELD = {
    "samenkracht": ("6.1", "6.1", "6.1"), "toegang": ("6.2", "6.2", "6.21"), "hulpmiddelen": ("6.6", "6.6", "6.60"),
    "huishouden": ("6.71", "6.71a", "6.711"), "begeleiding": ("6.71", "6.71b", "6.712"), "dagbesteding": ("6.71", "6.71c", "6.713"),
    "overig": ("6.71", "6.71d", "6.714"), "toegang_jeugd": ("6.2", "6.2", "6.22"), "jeugd_ambulant": ("6.72", "6.72a", "6.751"),
    "jeugd_verblijf": ("6.72", "6.73c", "6.762"), "pgb_wmo": ("6.71", "6.71b", "6.791"), "beleid": ("6.2", "6.2", "6.91"),
}  # fmt: skip
MARKER = "VERBODEN-TEKST-OMSCHRIJVING"


def taakveld(key: str, year: int) -> str:
    """The Iv3 code of this kind of spending as it was valid in the year."""
    return TAAKVELD[key][0 if year < 2023 else 1 if year < 2025 else 2]


@dataclass(slots=True)
class Stroom:
    """One stream of money: final budget per year, and how it is spent.

    `factor` is spent against budget per year (1 when absent). With `vast` every month is exactly one twelfth (instalments of a lump sum);
    otherwise months vary by about three percent. `maanden` gives the exact spending per (year, month) instead. `extra` splits budget years
    into kinds: {year: {"index": cents, ...}}, part of the budget amount.
    """

    taakveld: str
    budget: Mapping[int, int]
    contract: str = ""
    agb: str = ""
    categorie: str = "3.8"
    soort: str = "lasten"
    factor: Mapping[int, float] = field(default_factory=dict)
    vast: bool = False
    maanden: Mapping[tuple[int, int], int] | None = None
    extra: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


def opbouw(contract: str, start: int, amount: int, years: Mapping[int, Mapping[str, float]]) -> list[Row]:
    """Rows `contractbudget` in euro: structureel is last year's lasting total; percentages of it are indexatie and afbouw (negative).

    `years` gives per year: indexatie and afbouw in percent, taakmutatie and aanloopinvestering in euro.
    """
    rows: list[Row] = []
    lasting = amount
    for year in range(start, max(years) + 1):
        parts = years.get(year, {})
        components = {
            "structureel": lasting,
            "indexatie": round(lasting * parts.get("indexatie", 0) / 100),
            "afbouw": -round(lasting * parts.get("afbouw", 0) / 100),
            "taakmutatie": int(parts.get("taakmutatie", 0)),
        }
        lasting = sum(components.values())
        components["aanloopinvestering"] = int(parts.get("aanloopinvestering", 0))
        rows += [
            {"Contractnummer": contract, "Jaar": year, "Soort": soort, "Bedrag": Euro(100 * euro)}
            for soort, euro in components.items()
            if euro or soort == "structureel"
        ]
    return rows


def totals(rows: Sequence[Row]) -> dict[int, int]:
    """Contract amount per year in cents."""
    total: dict[int, int] = {}
    for row in rows:
        year, amount = row["Jaar"], row["Bedrag"]
        assert isinstance(year, int) and isinstance(amount, Euro)
        total[year] = total.get(year, 0) + amount.cent
    return total


def lump_sum(rows: Sequence[Row], contract: str, agb: str, shares: Mapping[str, float], factor: Mapping[int, float]) -> list[Stroom]:
    """The streams of a lump sum contract over its taakvelden; together they are the contract amount to the cent."""
    streams: list[Stroom] = []
    left = totals(rows)
    for number, (key, share) in enumerate(shares.items()):
        last = number == len(shares) - 1
        part = {year: left[year] if last else round(amount * share) for year, amount in totals(rows).items()}
        left = {year: left[year] - part[year] for year in left}
        extra = _kinds(rows) if number == 0 else {}
        streams.append(Stroom(key, part, contract, agb, vast=True, factor=factor, extra=extra))
    return streams


def _kinds(rows: Sequence[Row]) -> dict[int, dict[str, int]]:
    names = {"indexatie": "index", "taakmutatie": "taakmutatie", "aanloopinvestering": "aanloopinvestering"}
    kinds: dict[int, dict[str, int]] = {}
    for row in rows:
        year, amount, soort = row["Jaar"], row["Bedrag"], str(row["Soort"])
        assert isinstance(year, int) and isinstance(amount, Euro)
        if soort in names:
            kinds.setdefault(year, {})[names[soort]] = amount.cent
    return kinds


def spent(stream: Stroom, year: int, rng: np.random.Generator) -> list[int]:
    """Twelve monthly amounts in cents."""
    if stream.maanden is not None:
        return [stream.maanden.get((year, month), 0) for month in range(1, 13)]
    total = round(stream.budget.get(year, 0) * stream.factor.get(year, 1.0))
    weights = np.ones(12) if stream.vast else 1 + rng.normal(0, 0.03, 12)
    monthly = [int(part) for part in np.floor(total * weights / weights.sum())]
    return [*monthly[:-1], total - sum(monthly[:-1])]


def budget_for(cents: Mapping[tuple[int, int], int], factor: Mapping[int, float]) -> dict[int, int]:
    """The budget that makes a planned over- or underspending true, in whole thousands of euros: spent against budget is `factor`.

    2026 runs to October and is taken to the whole year.
    """
    found: dict[int, int] = {}
    for year, times in factor.items():
        spent_so_far = sum(amount for (y, _), amount in cents.items() if y == year)
        full_year = spent_so_far * (12 / PEILDATUM.month if year == PEILDATUM.year else 1)
        found[year] = max(round(full_year / times / 100_000), 1) * 100_000
    return found


def ledger_rows(streams: Sequence[Stroom], years: Sequence[int], rng: np.random.Generator) -> list[Row]:
    """Ledger lines up to the peildatum; three percent of the variable lines get a small correction with a minus sign."""
    rows: list[Row] = []
    for year in years:
        amounts = [spent(stream, year, rng) for stream in streams]
        for _, month in months(date(year, 1, 1), min(date(year, 12, 31), PEILDATUM)):
            for stream, monthly in zip(streams, amounts, strict=True):
                cents = monthly[month - 1]
                if not cents:
                    continue
                credit = round(cents * 0.02) if stream.maanden is None and not stream.vast and rng.random() < 0.03 else 0
                for amount in (cents + credit, -credit):
                    if amount:
                        rows.append(_ledger_row(stream, year, month, amount, len(rows) + 1))
    return rows


def _ledger_row(stream: Stroom, year: int, month: int, cents: int, number: int) -> Row:
    booked = min(plus(month_end(year, month), -(number % 5)), PEILDATUM)
    return {
        "Boekjaar": year, "Periode": month, "Taakveld": taakveld(stream.taakveld, year), "Economische categorie": stream.categorie,
        "Lasten of baten": stream.soort, "Contractnummer": stream.contract, "AGB-code": stream.agb,
        "Boekstuknummer": f"{'CRED' if cents < 0 else 'INK'}-{year}-{number:05d}", "Boekdatum": booked, "Bedrag": Euro(cents),
        "Omschrijving": f"{MARKER}-{number:05d}",
    }  # fmt: skip


def ledger_deliveries(
    rows: Sequence[Row], situatie: str, gemeente: str, periodes: Sequence[str], dialect: Dialect = DUTCH
) -> list[Delivery]:
    """Ledger lines divided over delivery periods by boekjaar and periode."""
    made = []
    for periode in periodes:
        chosen = [row for row in rows if inside(month_end(_int(row, "Boekjaar"), _int(row, "Periode")), periode)]
        made.append(Delivery(situatie, FIRST, "grootboek", gemeente, periode, chosen, dialect))
    return made


def _int(row: Row, header: str) -> int:
    value = row[header]
    assert isinstance(value, int)
    return value
