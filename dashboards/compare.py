"""From mart rows about the fair comparison to numbers that may be printed: units, their group, how well the model fits.

Belongs here: which disclosure rule holds for which column, as in measures.py for results and money. Does not belong here: the rules.
"""

from dataclasses import dataclass

from dashboards import disclosure
from dashboards.disclosure import Shown
from dashboards.ledger import Ledger, Number
from dashboards.read import Cell
from dashboards.sheet import Desk

KEY = ("gemeentecode", "wet", "doelrichting", "jaar")
UNITS_PAGE, PLACES_PAGE, MODELS_PAGE = "controle-aanbieders.html", "controle-wijken.html", "controle-ijking.html"
PAGES = (UNITS_PAGE, PLACES_PAGE, MODELS_PAGE)
ASK = "vraag_om_gesprek"


@dataclass(frozen=True)
class Unit:
    """One contract, provider or wijk in its group. expected: what its people let expect; adjusted: with people like all."""

    cell: Cell
    name: str
    pairs: Number
    coverage: Number
    reached: Number
    expected: Number
    adjusted: Number

    @property
    def verdict(self) -> str:
        """Return the verdict code of the mart; 'niet_getoond' as well when the figure it is about may not be shown."""
        return str(self.cell["oordeel_code"]) if self.adjusted.shown.is_shown else "niet_getoond"


@dataclass(frozen=True)
class Group:
    """Everybody of one municipality, law and kind of goal over one window of years; units by name, never by value."""

    model: Cell
    pairs: Number
    share: Number
    units: list[Unit]

    @property
    def compared(self) -> list[Unit]:
        """Return the units that carry an adjusted figure; one alone is no comparison."""
        found = [unit for unit in self.units if unit.adjusted.shown.is_shown]
        return found if len(found) > 1 else []

    @property
    def is_uneven(self) -> bool:
        """True when so many lie outside the limits that the groups are probably not alike: then no unit is pointed at."""
        return any(bool(unit.cell["is_verschillen_groter_dan_toeval"]) for unit in self.units)

    @property
    def key(self) -> str:
        """Return what makes the group unique in an id: '0484-wmo-verbeteren'."""
        return "-".join(str(self.model[name]) for name in KEY[:3]).lower()


def groups(desk: Desk, kind: str, page: str) -> list[Group]:
    """Return per comparison group its latest window, with its units of one kind ('contract', 'aanbieder', 'wijk')."""
    cells = [cell for cell in desk.marts["mart_vergelijking"] if cell["eenheidsoort"] == kind]
    found = [_group(desk, model, [cell for cell in cells if _key(cell) == _key(model)], page) for model in models(desk)]
    return [group for group in found if group.units]


def models(desk: Desk) -> list[Cell]:
    """Return the row of mart_vergelijking_model of the latest window of each comparison group."""
    latest: dict[tuple, Cell] = {}
    for cell in desk.marts["mart_vergelijking_model"]:
        latest[_key(cell)[:3]] = cell  # in the order of the mart: the latest year comes last
    return list(latest.values())


def calibration(desk: Desk, model: Cell) -> list[tuple[Number, Number, Number]]:
    """Return per tenth part of the people: how many, what was expected of them, how many reached it."""
    cells = [cell for cell in desk.marts["mart_vergelijking_ijking"] if _key(cell) == _key(model)]
    people = disclosure.partition([cell["paren_n"] or 0 for cell in cells])[1]
    reached = disclosure.partition([cell["doel_gehaald_n"] or 0 for cell in cells])[1]
    return [_tenth(desk.ledger, *row) for row in zip(cells, people, reached, strict=True)]


def _tenth(ledger: Ledger, cell: Cell, people: Shown, reached: Shown) -> tuple[Number, Number, Number]:
    found = _first_hidden(disclosure.share(cell["doel_gehaald_pct"], cell["doel_gehaald_n"], cell["paren_n"]), reached, people)
    bounds = ("doel_gehaald_laag_pct", "doel_gehaald_hoog_pct")
    expected = _first_hidden(disclosure.plain(cell["verwacht_pct"]), people)
    return (
        ledger.enter(cell, "paren_n", "aantal", people, page=MODELS_PAGE),
        ledger.enter(cell, "verwacht_pct", "pct", expected, n=people, page=MODELS_PAGE),
        ledger.enter(cell, "doel_gehaald_pct", "pct", found, bounds=bounds, n=people, page=MODELS_PAGE),
    )


def _key(cell: Cell) -> tuple:
    return tuple(cell[name] for name in KEY)


def _group(desk: Desk, model: Cell, cells: list[Cell], page: str) -> Group:
    """Decide over all units of a group together: their counts add up to its total, so hiding one may hide another."""
    people = _parts(model, cells, "paren_n")
    reached = _parts(model, cells, "doel_gehaald_n")
    units = [_unit(desk, cell, n, k, page) for cell, n, k in zip(cells, people[1], reached[1], strict=False)]
    # The group stands on both pages with the same numbers, so its own decision may not depend on how it is split.
    whole = disclosure.count(model["paren_n"])
    share = disclosure.share(model["groep_pct"], model["doel_gehaald_n"], model["paren_n"])
    return Group(
        model,
        desk.ledger.enter(model, "paren_n", "aantal", whole, page=MODELS_PAGE),
        desk.ledger.enter(model, "groep_pct", "pct", share, n=whole, page=MODELS_PAGE),
        sorted(units, key=lambda unit: (unit.name.casefold(), unit.cell["eenheid"])),
    )


def _parts(model: Cell, cells: list[Cell], column: str) -> tuple[Shown, list[Shown]]:
    counts = [cell[column] or 0 for cell in cells]
    return disclosure.partition([*counts, max((model[column] or 0) - sum(counts), 0)])


def _unit(desk: Desk, cell: Cell, people: Shown, reached: Shown, page: str) -> Unit:
    ledger, n = desk.ledger, cell["paren_n"]
    covered = disclosure.coverage(cell["dekking_pct"], n, cell["in_aanmerking_n"])[3]
    share = _first_hidden(disclosure.share(cell["doel_gehaald_pct"], cell["doel_gehaald_n"], n), people, reached)
    bounds = ("doel_gehaald_laag_pct", "doel_gehaald_hoog_pct")
    # The verdict of the mart says whether an adjusted figure exists; it is shown only beside the figure it adjusts.
    is_adjusted = cell["reden_code"] is None and share.is_shown
    expected, adjusted = (
        disclosure.plain(cell[name]) if is_adjusted else _first_hidden(disclosure.MISSING, people, share)
        for name in ("verwacht_pct", "gecorrigeerd_pct")
    )
    return Unit(
        cell,
        name_of(desk, cell),
        ledger.enter(cell, "paren_n", "aantal", people, page=page),
        ledger.enter(cell, "dekking_pct", "pct", _first_hidden(covered, people), n=people, page=page),
        ledger.enter(cell, "doel_gehaald_pct", "pct", share, bounds=bounds, n=people, page=page),
        ledger.enter(cell, "verwacht_pct", "pct", expected, n=people, page=page),
        ledger.enter(cell, "gecorrigeerd_pct", "pct", adjusted, n=people, page=page),
    )


def name_of(desk: Desk, cell: Cell) -> str:
    """Return what a unit is called: the name of the contract or provider, the code of a wijk."""
    if cell["eenheidsoort"] == "wijk":
        return desk.texts("vergelijking.wijk", code=cell["eenheid"])
    return str(cell["eenheid_naam"] or cell["eenheid"])


def _first_hidden(value: Shown, *decisions: Shown) -> Shown:
    """Return a number only when everything it rests on may be shown; else the decision that hides it."""
    return next((decision for decision in decisions if not decision.is_shown), value)
