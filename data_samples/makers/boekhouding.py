"""What lets a controller lay the ledger beside something else: the Iv3 file of CBS, agreed instalments, and entries a person explains.

Everything is counted from rows that exist already; nothing is drawn, so no other delivery changes. Not here: the ledger (money.py).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from makers.kalender import month_end
from makers.levering import Euro, Row
from makers.money import Stroom, spent, taakveld

NO_FIGURE = -99998  # CBS writes this where there is no figure
# Cells of other taakvelden and of the balance sheet, as the real file has them: (code, category, thousands). The last one is a real amount
# below the mark for no figure.
ELSEWHERE = (("0.1", "L1.1", 914), ("2.1", "L3.8", 2_310), ("A111", "Ultimo", 5_220), ("P29", "Ultimo", -446_327))
Cell = tuple[str, str]


def ledger_cells(rows: Iterable[Row], year: int) -> Counter[Cell]:
    """Cents per taakveld and category (with L or B in front) of the ledger lines of one year."""
    cells: Counter[Cell] = Counter()
    for row in rows:
        amount = row["Bedrag"]
        assert isinstance(amount, Euro)
        if row["Boekjaar"] == year:
            cells[str(row["Taakveld"]), _category(row, str(row["Economische categorie"]))] += amount.cent
    return cells


def budget_cells(rows: Iterable[Row], version: str) -> Counter[Cell]:
    """Cents per taakveld of one version of a budget; a budget line has no category, so each side has one."""
    cells: Counter[Cell] = Counter()
    for row in rows:
        amount = row["Bedrag"]
        assert isinstance(amount, Euro)
        if row["Versie"] == version:
            cells[str(row["Taakveld"]), _category(row, "3.8" if row["Lasten of baten"] == "lasten" else "3.7")] += amount.cent
    return cells


def _category(row: Row, code: str) -> str:
    return ("L" if row["Lasten of baten"] == "lasten" else "B") + code


def iv3_rows(cells: Counter[Cell], gemeente: str, report: str, revised: Cell | None = None) -> list[Row]:
    """The rows CBS would publish: whole thousands, codes filled up with blanks, cells without a figure, other taakvelden.

    `revised`: a cell that CBS first placed seven thousand too high and corrected in its second placing.
    """
    thousands = {cell: round(cents / 100_000) for cell, cents in cells.items()}
    empty = sorted({(code, "L7.1") for code, _ in thousands} - set(thousands))
    found = [*sorted(thousands.items()), *((cell, NO_FIGURE) for cell in empty), *(((code, kind), n) for code, kind, n in ELSEWHERE)]
    return [
        {"ID": number, "TaakveldBalanspost": f"{cell[0]:<6}", "Categorie": f"{cell[1]:<8}", "Gemeenten": f"GM{gemeente:<7}",
         "Verslagsoort": report, "k_1ePlaatsing_1": amount + 7 * (cell == revised),
         "k_2ePlaatsing_2": amount if cell == revised else NO_FIGURE}
        for number, (cell, amount) in enumerate(found)
    ]  # fmt: skip


def instalment_rows(streams: Iterable[Stroom], years: Sequence[int]) -> list[Row]:
    """Twelve instalments a year of each fixed amount, on the last day of the month; what is agreed, not what was paid."""
    rows: list[Row] = []
    for stream in streams:
        agreed = Stroom(stream.taakveld, stream.budget, stream.contract, vast=True)
        for year in years:
            for month, cents in enumerate(spent(agreed, year, np.random.default_rng(0)), start=1):
                rows.append(
                    {"Contractnummer": stream.contract, "Jaar": year, "Termijn": month, "Vervaldatum": month_end(year, month),
                     "Taakveld": taakveld(stream.taakveld, year), "Bedrag": Euro(cents)}
                )  # fmt: skip
    return sorted(rows, key=lambda row: (str(row["Contractnummer"]), _day(row), str(row["Taakveld"])))


def _day(row: Row) -> date:
    day = row["Vervaldatum"]
    assert isinstance(day, date)
    return day


def explained(rows: Iterable[Row], contract: str, year: int, month: int, cents: int, soort: str) -> Row:
    """A treasurer says what a part of one ledger entry is: the entry of this contract and month."""
    entry = next(row for row in rows if (row["Contractnummer"], row["Boekjaar"], row["Periode"]) == (contract, year, month))
    return {
        "Boekjaar": year, "Periode": month, "Taakveld": entry["Taakveld"], "Contractnummer": contract, "Soort": soort,
        "Boekstuknummer": entry["Boekstuknummer"], "Bedrag": Euro(cents), "Toelichting": "VERBODEN-TEKST-TOELICHTING-BOEKSTUK",
    }  # fmt: skip
