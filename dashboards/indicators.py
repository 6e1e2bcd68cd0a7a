"""From rows of the long mart with indicators to numbers that may be printed, and the choice of the row that is printed.

Belongs here: which disclosure rule holds for which kind of indicator. Does not belong here: the rules (disclosure.py), sentences.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboards import disclosure
from dashboards.disclosure import MISSING, PROTECTED, Shown
from dashboards.ledger import Kind, Ledger, Number
from dashboards.read import Cell
from dashboards.slugs import REACH_LEDGER, ledger_page

ALL = "alle"
BOUNDS = ("laag", "hoog")
KINDS: dict[str, Kind] = {
    "pct": "pct", "per_1000": "per_duizend", "cijfer": "score", "aantal": "aantal", "dagen": "dagen", "uren": "stuks",
}  # fmt: skip
COMPLETE = ("telling", "boekhouding")  # nothing about these is chance


@dataclass(frozen=True)
class Indicator:
    """One figure: its value with interval, the people it rests on, and the share of those who could have counted.

    n: None for a count and for money; coverage: None where everybody is registered.
    """

    cell: Cell
    value: Number
    n: Number | None
    coverage: Number | None

    @property
    def reason(self) -> str:
        """Return why the figure may not be used, '' when it may."""
        return str(self.cell["reden_code"] or "")


@dataclass(frozen=True)
class LeadTime:
    """Days between two moments: the middle and the ninetieth percentile with their intervals, and the share with both dates."""

    cell: Cell
    n: Number
    middle: Number
    late: Number
    coverage: Number


def pick(cells: Iterable[Cell], **keys: str) -> list[Cell]:
    """Return the rows with these keys, in the order of the mart."""
    return [cell for cell in cells if all(cell[name] == value for name, value in keys.items())]


def latest(cells: Sequence[Cell]) -> Cell | None:
    """Return the newest usable row, else the newest row: a reason is then printed instead of a figure."""
    ordered = sorted(cells, key=lambda cell: str(cell["periode"]))
    usable = [cell for cell in ordered if not cell["reden_code"]]
    return next(reversed(usable or ordered), None)


def indicator(ledger: Ledger, cell: Cell, n: Shown | None = None, shown: Shown | None = None) -> Indicator:
    """Return the numbers of one row. n, shown: decided elsewhere, when rows beside it would give this one away."""
    page = REACH_LEDGER if cell["contractnummer"] == ALL else ledger_page(cell["contractnummer"])
    people = n or disclosure.count(cell["n"])
    decided = shown or value(cell)
    has_n, has_coverage = cell["methode"] not in COMPLETE, bool(cell["in_aanmerking_n"])
    return Indicator(
        cell,
        ledger.enter(cell, "waarde", KINDS[cell["eenheid"]], decided, bounds=BOUNDS, n=people if has_n else MISSING, page=page),
        ledger.enter(cell, "n", "aantal", people, page=page) if has_n else None,
        ledger.enter(cell, "dekking_pct", "pct", _coverage(cell), page=page) if has_coverage else None,
    )


def value(cell: Cell) -> Shown:
    """Decide whether the value of one row may be printed: never when the mart gives a reason against it."""
    if cell["reden_code"] or cell["waarde"] is None:
        return MISSING
    match cell["methode"]:
        case "boekhouding":
            return disclosure.plain(cell["waarde"])
        case "telling":
            return disclosure.count(round(cell["waarde"])) if cell["eenheid"] == "aantal" else disclosure.plain(cell["waarde"])
        case "bhatia_davis":
            return disclosure.mean(cell["waarde"], cell["n"])
        case _:
            return disclosure.share(cell["waarde"], cell["teller"], cell["n"])


def _coverage(cell: Cell) -> Shown:
    known = (cell["n"] or 0) + (cell["buiten_n"] or 0)
    return disclosure.share(cell["dekking_pct"], min(known, cell["in_aanmerking_n"]), cell["in_aanmerking_n"])


def parts(ledger: Ledger, cells: Sequence[Cell], whole: bool = False) -> list[Indicator]:
    """Return rows whose numerators add up to a total that is known elsewhere: hiding one may hide another.

    whole: the values are shares of that total (a distribution); otherwise each has a denominator of its own.
    """
    counts = [cell["teller"] for cell in cells]
    if whole:
        decided = disclosure.shares([cell["waarde"] for cell in cells], counts)
    else:
        shown = disclosure.partition(counts)[1]
        decided = [value(cell) if part.is_shown or value(cell) == MISSING else part for cell, part in zip(cells, shown, strict=True)]
    return [indicator(ledger, cell, shown=one) for cell, one in zip(cells, decided, strict=True)]


def forms_n(both: Cell | None) -> Shown | None:
    """Return what to print for the people in a form of support: nothing when that gives away a small overlap of the forms.

    People in either form, those in general provisions and those with maatwerk together tell how many have both. Without their numbers the
    rounded shares leave an uncertainty of more than ten people.
    """
    return PROTECTED if both is not None and not disclosure.count(both["teller"]).is_shown else None


def lead_time(ledger: Ledger, cell: Cell) -> LeadTime:
    """Return the numbers of one row of mart_doorlooptijd."""
    page, n = ledger_page(cell["contractnummer"]), cell["n"]
    people = disclosure.count(n)
    usable = not cell["reden_code"]
    middle = disclosure.median(cell["mediaan_dagen"], n) if usable else MISSING
    late = disclosure.mean(cell["p90_dagen"], n) if usable else MISSING
    covered = disclosure.share(cell["dekking_pct"], n, cell["in_aanmerking_n"])
    return LeadTime(
        cell,
        ledger.enter(cell, "n", "aantal", people, page=page),
        ledger.enter(cell, "mediaan_dagen", "dagen", middle, bounds=("mediaan_laag_dagen", "mediaan_hoog_dagen"), n=people, page=page),
        ledger.enter(cell, "p90_dagen", "dagen", late, bounds=("p90_laag_dagen", "p90_hoog_dagen"), n=people, page=page),
        ledger.enter(cell, "dekking_pct", "pct", covered, page=page),
    )
