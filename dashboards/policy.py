"""From mart rows about the chain, scenarios and decisions to numbers that may be printed.

Belongs here: which disclosure rule holds for which column, as in measures.py for results and money. Does not belong here: the rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards import disclosure
from dashboards.disclosure import Shown
from dashboards.ledger import Kind, Ledger, Number
from dashboards.measures import BETTER, STABLE, Budget, Result
from dashboards.portfolio import Contract
from dashboards.read import Cell

PAYERS = ("Wmo", "Zvw", "Wlz", "Mantelzorg")


@dataclass(frozen=True)
class Payer:
    """What one payer (or all together, law '') spent more and less than the pattern of the base year, and the balance of the two."""

    law: str
    more: Number
    less: Number
    balance: Number


@dataclass(frozen=True)
class Path:
    """One year of one scenario: its levers and its outcome."""

    cell: Cell
    levers: dict[str, Number]
    people: Number
    budget: Number
    needed: Number
    difference: Number
    nominal: Number
    real: Number


@dataclass(frozen=True)
class Decision:
    """A decision with its figure then and now; None where it rests on no figure."""

    cell: Cell
    then: Number | None
    now: Number | None


def payers(ledger: Ledger, cells: list[Cell], total: Cell) -> tuple[list[Payer], Payer]:
    """Return the payers in fixed order and all together. Costs of fewer than 10 persons are hidden, and with them the total."""
    found = {str(cell["wet"]): cell for cell in cells}
    each = [_payer(ledger, found[law], law, disclosure.money(1, found[law]["personen_min"])) for law in PAYERS if law in found]
    hidden = any(not payer.balance.shown.is_shown for payer in each)
    return each, _payer(ledger, total, "", disclosure.PROTECTED if hidden else disclosure.plain(1))


def _payer(ledger: Ledger, cell: Cell, law: str, allowed: Shown) -> Payer:
    def enter(name: str, bounds: tuple[str, str] | None = None) -> Number:
        shown = disclosure.plain(cell[name]) if allowed.is_shown else allowed
        return ledger.enter(cell, name, "euro", shown, bounds=bounds)

    return Payer(law, enter("meer_eur"), enter("minder_eur"), enter("saldo_eur", ("saldo_laag_eur", "saldo_hoog_eur")))


def per_year(ledger: Ledger, cell: Cell) -> tuple[Number, Number]:
    """Return the cost per person-year at home and the persons of a row of mart_ketenrendement."""
    persons = disclosure.count(cell["personen_n"])
    shown = disclosure.money(cell["per_jaar_thuis_eur"], cell["personen_n"])
    amount = ledger.enter(cell, "per_jaar_thuis_eur", "euro", shown, n=persons)
    return amount, ledger.enter(cell, "personen_n", "aantal", persons)


def path(ledger: Ledger, cell: Cell) -> Path:
    """Return the numbers of one scenario year; mart_scenario refuses a contract with fewer than 10 clients itself."""

    def enter(name: str, kind: Kind) -> Number:
        return ledger.enter(cell, name, kind, disclosure.plain(cell[name]))

    levers = {name: enter(name, "waarde") for name in ("afbouw", "indexatie", "vraag", "volume", "prijs")}
    levers["taakmutatie"] = enter("taakmutatie_eur", "euro")
    people = ledger.enter(cell, "clienten_n", "aantal", disclosure.count(cell["clienten_n"]))
    amounts = ("budget_eur", "nodig_eur", "verschil_eur", "per_clientmaand_eur", "per_clientmaand_reeel_eur")
    return Path(cell, levers, people, *(enter(name, "euro") for name in amounts))


def decision(ledger: Ledger, cell: Cell, contracts: Mapping[tuple[str, str], Contract]) -> Decision:
    """Return a decision. contracts: by number and municipality; what is hidden on the page of a contract is hidden here too."""
    contract = contracts.get((str(cell["cijfer_contractnummer"]), str(cell["cijfer_gemeentecode"])))
    kind: Kind = "euro" if cell["is_geld"] else "pct"
    unit, bounds = ("eur", None) if cell["is_geld"] else ("pct", True)

    def enter(moment: str, allowed: Shown) -> Number | None:
        name = f"{moment}_{unit}"
        if cell[name] is None:
            return None
        shown = disclosure.plain(cell[name]) if allowed.is_shown else allowed
        return ledger.enter(cell, name, kind, shown, bounds=(f"{moment}_laag_pct", f"{moment}_hoog_pct") if bounds else None)

    return Decision(cell, enter("toen", _then(cell, contract)), enter("nu", _now(cell, contract)))


def _then(cell: Cell, contract: Contract | None) -> Shown:
    if cell["is_geld"]:
        return _money(contract, cell["toen_jaar"])
    if cell["toen_oordeel_code"] == "niet_getoond":
        return disclosure.TOO_FEW
    if cell["toen_bron"] == "uitgave":
        n = cell["toen_n"]
        return disclosure.share(cell["toen_pct"], round((n or 0) * cell["toen_pct"] / 100), n)
    alone = disclosure.share(cell["toen_pct"], cell["zelfde_teller"], cell["zelfde_n"]) if cell["zelfde_n"] else disclosure.plain(1)
    return _alike(cell, contract, cell["toen_jaar"], alone)


def _now(cell: Cell, contract: Contract | None) -> Shown:
    if cell["is_geld"]:
        return _money(contract, cell["nu_jaar"])
    if cell["nu_oordeel_code"] == "niet_getoond":
        return disclosure.TOO_FEW
    return _alike(cell, contract, cell["nu_jaar"], disclosure.share(cell["nu_pct"], cell["nu_teller"], cell["nu_n"]))


def _alike(cell: Cell, contract: Contract | None, year: int | None, alone: Shown) -> Shown:
    result: Result | None = contract.year(year) if contract else None
    same = {BETTER: result.better.shown, STABLE: result.stable.shown}.get(str(cell["cijfer_indicator"])) if result else None
    return alone if same is None or same.is_shown or not alone.is_shown else same


def _money(contract: Contract | None, year: int | None) -> Shown:
    budget: Budget | None = next((b for b in contract.budgets if b.cell["boekjaar"] == year), None) if contract else None
    return budget.expected.shown if budget and not budget.expected.shown.is_shown else disclosure.plain(1)
