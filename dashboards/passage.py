"""From mart rows about time to numbers that may be printed: points and limits of a series, estimates at a change of contract.

Belongs here: which disclosure rule holds for which column, as in measures.py for results and money; and which effects may be spoken of as a
cause. Does not belong here: the rules of hiding (disclosure.py), sentences.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboards import disclosure
from dashboards.ledger import Kind, Ledger, Number
from dashboards.read import Cell
from dashboards.slugs import TIME_LEDGER, ledger_page
from dashboards.texts import Proof

DAYS = ("wachttijd", "melding_start")
SIGNS = ("is_buiten", "is_serie", "is_op_rij", "is_twee_van_drie")
PASSED_AND_DIFFERENT = "geslaagd_verschil"


@dataclass(frozen=True)
class Point:
    """One period of a series: its value and its phase's middle and limits (not shown when a count of the phase is hidden)."""

    cell: Cell
    value: Number
    middle: Number
    low: Number
    high: Number

    @property
    def signs(self) -> list[str]:
        """Return the rules of the chart this point touches."""
        return [name for name in SIGNS if self.cell[name]]


@dataclass(frozen=True)
class Effect:
    """What one design found at one change: the effect with its interval, and its own tests."""

    cell: Cell
    effect: Number
    early: Number
    together: Number
    before: Number
    after: Number

    @property
    def is_fitted(self) -> bool:
        """True when there is an estimate."""
        return self.cell["reden_code"] is None

    @property
    def is_shown(self) -> bool:
        """True when there is an estimate that may be printed."""
        return self.effect.value is not None


def points(ledger: Ledger, cells: Sequence[Cell], use: Mapping[date, Cell] | None = None) -> list[Point]:
    """Return the periods of one series in order. With a hidden count in a phase its mean is hidden too: all but one give that one away.

    use: rows of mart_gebruik_contract by month; their count of a month is the same number, so it keeps its one place in the ledger.
    """
    hidden = {cell["fase_start"] for cell in cells if not _shown(cell).is_shown}
    first = {cell["fase_start"]: cell for cell in reversed(cells)}
    return [_point(ledger, cell, first[cell["fase_start"]], cell["fase_start"] in hidden, use or {}) for cell in cells]


def _shown(cell: Cell) -> disclosure.Shown:
    value, n = cell["waarde"], cell["n"]
    match cell["reeks_code"]:
        case "resultaat":
            return disclosure.share(value, cell["teller"], n)
        case code if code in DAYS:
            return disclosure.mean(value, n)
        case _:
            return disclosure.count(n)


def _point(ledger: Ledger, cell: Cell, phase: Cell, is_hidden: bool, use: Mapping[date, Cell]) -> Point:
    kind = _kind(cell["reeks_code"])

    def bound(name: str) -> Number:
        shown = disclosure.PROTECTED if is_hidden and phase[name] is not None else disclosure.plain(phase[name])
        return ledger.enter(phase, name, "waarde", shown, page=_page(cell, kind))

    value = _value(ledger, cell, kind, use.get(cell["periode_start"]))
    return Point(cell, value, bound("midden"), bound("grens_laag"), bound("grens_hoog"))


def _kind(code: str) -> Kind:
    return "pct" if code == "resultaat" else "dagen" if code in DAYS else "aantal"


def _value(ledger: Ledger, cell: Cell, kind: Kind, same: Cell | None) -> Number:
    name = f"{cell['reeks_code']}_n"
    if same is not None and name in same.columns and same[name] == cell["n"]:
        return ledger.enter(same, name, kind, _shown(cell), page=ledger_page(cell["contractnummer"]))
    return ledger.enter(cell, "waarde", kind, _shown(cell), page=_page(cell, kind))


def _page(cell: Cell, kind: Kind) -> str:
    """Days are drawn for every contract, and all of them on one page were too much for it (157 KB)."""
    return ledger_page(cell["contractnummer"]) if kind == "dagen" else TIME_LEDGER


def counts(ledger: Ledger, cells: Sequence[Cell]) -> list[Number]:
    """Return the values of the periods of one group of a design."""
    return [ledger.enter(cell, "waarde", _kind(cell["reeks_code"]), _shown(cell), page=TIME_LEDGER) for cell in cells]


def effect(ledger: Ledger, cell: Cell, months: Sequence[Cell]) -> Effect:
    """Return the numbers of one design; months: the periods of the touched contracts. A line through all months gives the one away that is
    hidden, so with a hidden month the numbers of a time series are hidden too; a comparison only holds sums over many months."""
    is_hidden = cell["ontwerp"] == "its" and any(not _shown(month).is_shown for month in months)

    def enter(name: str, kind: Kind = "waarde", bounds: tuple[str, str] | None = None) -> Number:
        shown = disclosure.PROTECTED if is_hidden and cell[name] is not None else disclosure.plain(cell[name])
        return ledger.enter(cell, name, kind, shown, bounds=bounds, page=TIME_LEDGER)

    size = enter("effect", bounds=("effect_laag", "effect_hoog"))
    return Effect(cell, size, enter("vooraf_p"), enter("samenhang"), enter("voor_n", "stuks"), enter("na_n", "stuks"))


def proof(found: Effect) -> Proof:
    """Return the leave to speak of a cause. Errors: TextError when the design did not pass its own tests or found no difference."""
    cell = found.cell
    return Proof.of(cell.cell_id, bool(cell["is_geslaagd"]) and cell["oordeel_code"] == PASSED_AND_DIFFERENT)
