"""The contracts with everything the marts say about each, ready for any page; and the year the pages report on.

Belongs here: picking rows that belong together. Does not belong here: sentences and drawing.
"""

from collections import Counter
from dataclasses import dataclass

from dashboards import measures
from dashboards.measures import BETTER, STABLE, Budget, Domain, Goal, Result
from dashboards.read import Cell
from dashboards.sheet import Desk
from dashboards.slugs import contract_page


@dataclass(frozen=True)
class Contract:
    """One contract.

    label: how it is called on a page; verdict: the latest headline verdict on the result, or None; quality: latest row or None;
    years, budgets: oldest first.
    """

    cell: Cell
    label: str
    verdict: Cell | None
    years: list[Result]
    halves: list[Result]
    domains: list[Domain]
    budgets: list[Budget]
    quality: Cell | None
    goals: list[Goal]

    @property
    def number(self) -> str:
        """Return the contract number."""
        return str(self.cell["contractnummer"])

    @property
    def place(self) -> str:
        """Return the name of the municipality, as it stands in charts."""
        return str(self.cell["gemeentenaam"] or self.label)

    @property
    def name(self) -> str:
        """Return the name of the contract."""
        return str(self.cell["contract_naam"] or self.number)

    @property
    def is_stable(self) -> bool:
        """True when staying the same is the goal: the headline verdict is then about who stayed the same or got better."""
        return self.verdict is not None and self.verdict["indicator"] == STABLE

    @property
    def href(self) -> str:
        """Return the page of this contract."""
        return contract_page(self.number)

    @property
    def form(self) -> str:
        """Return the uitvoeringsvariant code."""
        return str(self.cell["uitvoeringsvariant"])

    @property
    def now(self) -> Result | None:
        """Return the result of the year of the verdict, or of the latest year."""
        return self.year(self.verdict["jaar"]) if self.verdict else (self.years[-1] if self.years else None)

    @property
    def before(self) -> Result | None:
        """Return the result the verdict compares with."""
        return self.year(self.verdict["vergelijking_jaar"]) if self.verdict else None

    @property
    def money(self) -> Budget | None:
        """Return the budget year the pages report on: the latest with an expectation, else the latest."""
        with_expectation = [b for b in self.budgets if b.expected.value is not None]
        return next(reversed(with_expectation or self.budgets), None)

    def year(self, year: int | None) -> Result | None:
        """Return the result of one year, None when there is none."""
        return next((r for r in self.years if r.cell["jaar"] == year), None)


def portfolio(desk: Desk) -> list[Contract]:
    """Return the contracts in the order of the mart, without those that ended before the year before the as-of date."""
    cells = [cell for cell in desk.marts["mart_contract"] if _is_recent(desk, cell)]
    names = Counter(cell["gemeentenaam"] for cell in cells)
    return [_contract(desk, cell, names[cell["gemeentenaam"]] > 1) for cell in cells]


def by_place(contracts: list[Contract]) -> list[tuple[str, list[Contract]]]:
    """Return the contracts per municipality, both in the order of the mart."""
    groups: dict[str, list[Contract]] = {}
    for contract in contracts:
        groups.setdefault(contract.place, []).append(contract)
    return list(groups.items())


def _is_recent(desk: Desk, cell: Cell) -> bool:
    ended, as_of = cell["einddatum"], desk.release["peildatum"]
    return ended is None or as_of is None or ended.year >= as_of.year - 1


def _contract(desk: Desk, cell: Cell, shares_name: bool) -> Contract:
    place = cell["gemeentenaam"] or desk.texts("algemeen.gemeente", code=cell["gemeentecode"])
    label = f"{place}: {cell['contract_naam']}" if shares_name else str(place)
    verdicts = _rows(desk, "mart_oordeel", cell)
    latest = max((row for row in verdicts if _is_headline(row)), key=lambda row: row["jaar"], default=None)
    head = str(latest["indicator"]) if latest else BETTER
    hidden = {(row["indicator"], row["jaar"]) for row in verdicts if row["oordeel_code"] == "niet_getoond"}
    years = [
        measures.result(desk.ledger, row, (head, row["jaar"]) not in hidden, indicator=head)
        for row in _rows(desk, "mart_resultaat_jaar", cell)
    ]
    domains = [
        measures.domain(desk.ledger, row, (f"beter_{row['domein_key']}", row["jaar"]) not in hidden)
        for row in _latest(_rows(desk, "mart_resultaat_domein", cell), "jaar")
    ]
    budgets = [measures.budget(desk.ledger, row) for row in _rows(desk, "mart_budget_jaar", cell)]
    quality = _rows(desk, "mart_meetkwaliteit", cell)
    unusable = {row["halfjaar"] for row in quality if row["oordeel_code"] == "niet_gebruiken"}
    halves = measures.halves(desk.ledger, _rows(desk, "mart_resultaat_contract", cell), unusable, head)
    goals = [_goal(desk, row, verdicts, budgets, years) for row in _of_number(desk, "mart_effect_en_budget", cell)]
    return Contract(cell, label, latest, years, halves, domains, budgets, quality[-1] if quality else None, goals)


def _is_headline(verdict: Cell) -> bool:
    return verdict["onderwerp"] == "resultaat" and bool(verdict["is_hoofdoordeel"])


def _of_number(desk: Desk, mart: str, contract: Cell) -> list[Cell]:
    return [row for row in desk.marts[mart] if row["contractnummer"] == contract["contractnummer"]]


def _rows(desk: Desk, mart: str, contract: Cell) -> list[Cell]:
    key = (contract["contractnummer"], contract["gemeentecode"])
    return [row for row in desk.marts[mart] if (row["contractnummer"], row["gemeentecode"]) == key]


def _latest(rows: list[Cell], column: str) -> list[Cell]:
    newest = max((row[column] for row in rows), default=None)
    return [row for row in rows if row[column] == newest]


def _goal(desk: Desk, row: Cell, verdicts: list[Cell], budgets: list[Budget], years: list[Result]) -> Goal:
    people = next((b.cell["clienten_n"] for b in budgets if b.cell["boekjaar"] == row["jaar"]), None)
    verdict = next((v for v in verdicts if (v["indicator"], v["jaar"]) == (row["indicator"], row["jaar"])), None)
    year = next((r for r in years if r.cell["jaar"] == row["jaar"]), None)
    return measures.goal(desk.ledger, row, verdict, people, year)
