"""Figures about the scenarios of one contract: the paths per client-month, the assumptions, the outcome per year.

Belongs here: drawing and tables of one contract. Does not belong here: which contracts there are (pages/scenario.py).
"""

from dataclasses import dataclass

from dashboards import disclosure, policy
from dashboards.blocks import Figure, Row, TableBlock
from dashboards.figures.bars import Unit
from dashboards.figures.paths import LOOKS, Line, paths
from dashboards.ledger import Number
from dashboards.panels.frame import figure, row, table
from dashboards.policy import Path
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import POLICY_LEDGER, slug

MOST_YEARS, STEP = 6, 10  # of a longer path the first year and every tenth: all years of 2026 to 2040 took 250 KB where 150 is the limit
LEVERS = ("afbouw", "indexatie", "vraag", "volume", "prijs", "taakmutatie")


@dataclass(frozen=True)
class Plan:
    """The scenarios of one contract: where they begin, their years, and their months by name of the scenario."""

    name: str
    start: Cell
    paths: dict[str, list[Path]]
    months: dict[str, list[Cell]]

    @property
    def base(self) -> str:
        """Return the year before the first year of the scenarios."""
        return str(self.start["basisjaar"])

    @property
    def id(self) -> str:
        """Return a part of the ids of its figures."""
        return slug(str(self.start["contractnummer"]))

    @property
    def drawn(self) -> list[str]:
        """Return the scenarios that fit in one chart, those with equal years first."""
        longest = max((len(found) for found in self.paths.values()), default=0)
        return [name for name, found in self.paths.items() if len(found) == longest][: len(LOOKS)]


def shown(found: list[Path], with_changes: bool = False) -> list[tuple[int, Path]]:
    """Return the years of a path that are printed, with their place; with_changes: also every year in which a lever moves."""

    def stands(place: int) -> bool:
        year, before = found[place], found[max(place - 1, 0)]
        moves = any(year.levers[name].value != before.levers[name].value for name in LEVERS)
        return place == 0 or int(year.cell["jaar"]) % STEP == 0 or (with_changes and moves)

    return [(place, one) for place, one in enumerate(found) if len(found) <= MOST_YEARS or stands(place)]


def per_head(sheet: Sheet, plan: Plan, real: bool) -> Figure:
    """One line per scenario: budget per client-month, nominal or in prices of the base year, with the floor."""
    t, name = sheet.desk.texts, "scenario_reeel" if real else "scenario_nominaal"
    column, floor = "reeel" if real else "nominaal", plan.start["ondergrens_eur"]
    lines, rows = [], []
    for scenario in plan.drawn:
        years = [(place, one, one.real if real else one.nominal) for place, one in shown(plan.paths[scenario])]
        spoken = [t("punt.scenario", naam=scenario, jaar=one.cell["jaar"], bedrag=sheet.text(number)) for _, one, number in years]
        months = [float(cell[column]) for cell in plan.months[scenario]]
        means, places = [float(number.value or 0) for *_, number in years], [place for place, *_ in years]
        lines.append(Line(scenario, months, means, spoken, places))
        rows += [row(f"{scenario}, {one.cell['jaar']}", [number, one.people], lang="nl") for _, one, number in years]
    labels = [str(one.cell["jaar"]) if place in lines[0].places else "" for place, one in enumerate(plan.paths[plan.drawn[0]])]
    unit = Unit(lambda value: f"€\u00a0{sheet.desk.formats.number(value)}", t("as.clientmaand"))
    drawing = paths(lines, labels, unit, None if floor is None else float(floor), t("as.ondergrens"))
    values = {"naam": plan.name, "basis": plan.base}
    made = table(sheet, name, "scenario", ["clientmaand", "inwoners"], rows, ident=f"{name}-{plan.id}", **values)
    return figure(sheet, name, drawing, made, [], **values)


def crossings(sheet: Sheet, plan: Plan) -> TableBlock | None:
    """The month in which each scenario falls under the floor; None when no floor was stated."""
    t, floor = sheet.desk.texts, plan.start["ondergrens_eur"]
    if floor is None:
        return None
    rows = []
    for scenario, months in plan.months.items():
        first = [next((cell["maand"] for cell in months if cell[flag]), None) for flag in ("onder", "reeel_onder")]
        cells: list[Number | str] = [sheet.desk.formats.month(month) if month else t("scenario.nooit") for month in first]
        rows.append(row(scenario, [_floor(sheet, plan), *cells], lang="nl"))
    made = table(sheet, "scenario_grens", "scenario", ["vloer", "~maand_nominaal", "~maand_reeel"], rows, ident=f"grens-{plan.id}",
                 naam=plan.name)  # fmt: skip
    title, lead = t("fig.scenario_grens.titel", naam=plan.name), t("fig.scenario_grens.lead", basis=plan.base)
    return TableBlock(f"grens-{plan.id}", title, [lead], made)


def _floor(sheet: Sheet, plan: Plan) -> Number:
    return sheet.desk.ledger.enter(plan.start, "ondergrens_eur", "euro", disclosure.plain(plan.start["ondergrens_eur"]), page=POLICY_LEDGER)


def assumptions(sheet: Sheet, plan: Plan) -> TableBlock:
    """Every lever of every year, and where the paths begin: a calculation without its assumptions is a claim."""
    t, rows = sheet.desk.texts, list[Row]()
    for scenario, found in plan.paths.items():
        rows += [row(f"{scenario}, {one.cell['jaar']}", [one.levers[name] for name in LEVERS], lang="nl") for _, one in shown(found, True)]
    made = table(sheet, "scenario_aannames", "scenario", [f"knop_{name}" for name in LEVERS], rows, ident=f"aannames-{plan.id}",
                 naam=plan.name)  # fmt: skip
    ledger, start = sheet.desk.ledger, plan.start
    budget = ledger.enter(start, "basis_budget_eur", "euro", disclosure.plain(start["basis_budget_eur"]), page=POLICY_LEDGER)
    people = ledger.enter(start, "basis_clienten_n", "aantal", disclosure.count(start["basis_clienten_n"]), page=POLICY_LEDGER)
    begin = t.html("scenario.begin", jaar=plan.base, budget=sheet.k(budget), mensen=sheet.k(people))
    intro = [begin, t("fig.scenario_aannames.lead")]
    if any(len(found) > MOST_YEARS for found in plan.paths.values()):
        intro.append(t("scenario.overgeslagen"))
    return TableBlock(f"aannames-{plan.id}", t("fig.scenario_aannames.titel", naam=plan.name), list(intro), made)


def outcomes(sheet: Sheet, plan: Plan) -> TableBlock:
    """Per scenario and year the budget, what the support would cost, and the difference."""
    t, rows = sheet.desk.texts, list[Row]()
    for scenario, found in plan.paths.items():
        rows += [row(f"{scenario}, {one.cell['jaar']}", [one.budget, one.needed, one.difference], lang="nl") for _, one in shown(found)]
    made = table(sheet, "scenario_jaren", "scenario", ["budget", "nodig", "budget_min_nodig"], rows, ident=f"uitkomst-{plan.id}",
                 naam=plan.name)  # fmt: skip
    title, lead = t("fig.scenario_jaren.titel", naam=plan.name), t("fig.scenario_jaren.lead", basis=plan.base)
    return TableBlock(f"uitkomst-{plan.id}", title, [lead], made)


def path_of(sheet: Sheet, cell: Cell) -> Path:
    """Return one scenario year as numbers."""
    return policy.path(sheet.desk.ledger, cell)
