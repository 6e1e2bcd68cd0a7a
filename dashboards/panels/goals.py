"""What was agreed, told, done and decided about one goal.

Belongs here: the blocks of one goal and the table of all targets. Does not belong here: results (results.py), the page (pages/doelen.py).
"""

from dataclasses import dataclass

from markupsafe import Markup

from dashboards import disclosure, policy
from dashboards.blocks import Block, Row, TableBlock, Terms
from dashboards.figures.drawing import cut
from dashboards.ledger import Number
from dashboards.measures import Goal
from dashboards.panels.frame import row, table
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import slug

Result = tuple[Contract, Goal]


@dataclass(frozen=True)
class Told:
    """One goal with everything delivered about it; versions oldest first."""

    place: str
    versions: list[Cell]
    results: list[Result]
    stories: list[Cell]
    actions: list[Cell]
    decisions: list[Cell]

    @property
    def cell(self) -> Cell:
        """Return the goal as it is now."""
        return next((cell for cell in reversed(self.versions) if cell["is_actueel"]), self.versions[-1])

    @property
    def code(self) -> str:
        """Return the code of the goal."""
        return str(self.cell["doelcode"])

    @property
    def id(self) -> str:
        """Return the anchor of the goal."""
        return slug(f"doel-{self.cell['gemeentecode']}-{self.code}")

    @property
    def is_told(self) -> bool:
        """True when there is a story, an action or a decision about it."""
        return bool(self.stories or self.actions or self.decisions)


def blocks(sheet: Sheet, told: Told, contracts: list[Contract]) -> list[Block]:
    """Return the story with the result, the actions and the decisions of one goal, as far as they are there."""
    found: list[Block] = [_story(sheet, told)]
    if told.actions:
        found.append(_actions(sheet, told))
    if told.decisions:
        found.append(decisions(sheet, told.decisions, contracts, told.code, told.id))
    return found


def _story(sheet: Sheet, told: Told) -> Terms:
    t = sheet.desk.texts
    entries = [(t("doel.resultaat", contract=contract.name), _result(sheet, goal)) for contract, goal in told.results]
    entries += [(_period(sheet, cell["nummer"]), dutch(cell["tekst"])) for cell in told.stories]
    title = f"{told.place}, {told.code}: {cut(str(told.cell['doel']), 50)}"
    return Terms(told.id, title, dutch(told.cell["maatschappelijk_effect"]), list(entries))


def dutch(text: object) -> Markup:
    """Return a delivered text, marked as Dutch for a screen reader on an English page."""
    return Markup('<span lang="nl">{}</span>').format(text)


def _result(sheet: Sheet, goal: Goal) -> Markup:
    say = sheet.desk.texts.html
    if not goal.result.shown.is_shown or not goal.target.shown.is_shown:
        return say("doel.geen_resultaat")
    code = str(goal.cell["norm_oordeel_code"])
    band = sheet.band(goal.result)
    said = say(f"doel.{code}", nu=sheet.k(goal.result), norm=sheet.k(goal.target), jaar=goal.cell["jaar"])
    return Markup(" ").join([said, say("doel.band", band=band)]) if band else said


def _period(sheet: Sheet, period: object) -> str:
    text = str(period)
    return sheet.desk.formats.half_year(text).capitalize() if "H" in text else text


def _actions(sheet: Sheet, told: Told) -> TableBlock:
    t, rows = sheet.desk.texts, list[Row]()
    for cell in told.actions:
        state = t("actie.te_laat") if cell["is_te_laat"] else t(f"actie.{cell['status']}")
        words = [t(f"functie.{cell['eigenaar']}"), sheet.desk.formats.day(cell["einddatum"]), state]
        rows.append(Row(f"{cell['nummer']}: {cell['tekst']}", list(words), lang="nl"))
    made = table(sheet, "acties", "actie", ["~eigenaar", "~klaar_op", "~status"], rows, ident=f"acties-{told.id}", doel=told.code)
    return TableBlock(f"acties-{told.id}", t("fig.acties.titel", doel=told.code), [], made)


def decisions(sheet: Sheet, cells: list[Cell], contracts: list[Contract], code: str, ident: str) -> TableBlock:
    """Return decisions with the figure of then and now. code: the goal as it is named; ident: part of the ids."""
    t = sheet.desk.texts
    by_key = {(contract.number, str(contract.cell["gemeentecode"])): contract for contract in contracts}
    rows = [_decision(sheet, cell, by_key) for cell in cells]
    columns = ["~besluitdag", "~orgaan", "toen", "nu_cijfer", "~toen_bron", "~terugkijken"]
    made = table(sheet, "besluiten", "besluit", columns, rows, ident=f"besluiten-{ident}", doel=code)
    intro = [t("fig.besluiten.lead"), t("fig.besluiten.lezen1")]
    return TableBlock(f"besluiten-{ident}", t("fig.besluiten.titel", doel=code), list(intro), made)


def _decision(sheet: Sheet, cell: Cell, contracts: dict[tuple[str, str], Contract]) -> Row:
    t, day = sheet.desk.texts, sheet.desk.formats.day
    made = policy.decision(sheet.desk.ledger, cell, contracts)
    reason = t(f"besluitreden.{cell['reden_code'] or 'geen_waarde'}")
    when = t("besluit.nu" if cell["is_terug"] else "besluit.later", dag=day(cell["terugkijkdatum"]))
    source = t(f"toenbron.{cell['toen_bron']}") if cell["reden_code"] != "geen_cijfer" else t("toenbron.geen")
    values: list[Number | str] = [made.then or reason, made.now or reason]
    cells: list[Number | str] = [day(cell["besluitdatum"]), t(f"orgaan.{cell['orgaan']}"), *values, source, when]
    return row(f"{cell['besluitnummer']}: {cell['besluit']}", cells, lang="nl")


def targets(sheet: Sheet, told: list[Told]) -> TableBlock:
    """Every target of every goal with the days between which it held, older versions included."""
    t, day, rows = sheet.desk.texts, sheet.desk.formats.day, list[Row]()
    for one in told:
        for cell in one.versions:
            if cell["norm"] is not None:
                norm = sheet.desk.ledger.enter(cell, "norm", "waarde", disclosure.plain(cell["norm"]))
                until = day(cell["geldig_tot"]) if cell["geldig_tot"] else t("doel.nu")
                name = f"{one.place} ({one.code}): {cut(str(cell['doel']), 60)}"
                rows.append(row(name, [str(cell["streefjaar"]), norm, day(cell["geldig_vanaf"]), until], lang="nl"))
    made = table(sheet, "normen", "doel", ["~streefjaar", "norm_waarde", "~vanaf", "~tot"], rows)
    return TableBlock("normen", t("fig.normen.titel"), [t("fig.normen.lead"), t("fig.normen.lezen1")], made)
