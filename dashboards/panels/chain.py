"""Figures about the chain of one target group: per payer the balance against the base year, and costs per person-year then and now.

Belongs here: the drawing and tables of one group. Does not belong here: which groups there are (pages/keten.py).
"""

from dataclasses import dataclass

from dashboards import policy
from dashboards.blocks import Column, Figure, Row, Table, TableBlock
from dashboards.figures.bars import Spent, Unit, bullets, round_ticks
from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.ledger import Number
from dashboards.panels.frame import figure, key, row, spoken, table
from dashboards.panels.money import million, unit
from dashboards.policy import Payer
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import slug


@dataclass(frozen=True)
class Group:
    """One target group of one municipality: how it is called with and without its place, its payers, all together, the rows per year."""

    name: str
    title: str
    total_cell: Cell
    payers: list[Payer]
    total: Payer
    rows: list[Cell]

    @property
    def base(self) -> int:
        """Return the base year."""
        return int(self.total_cell["basisjaar"])

    @property
    def last(self) -> int:
        """Return the latest year in which every payer is known."""
        return int(self.total_cell["jaar_tot"])

    @property
    def years(self) -> str:
        """Return the years that count: '2023-2024' or '2023'."""
        first = int(self.total_cell["jaar_van"])
        return str(first) if first == self.last else f"{first}-{self.last}"

    @property
    def id(self) -> str:
        """Return a part of the ids of its figures."""
        return slug(f"{self.total_cell['gemeentecode']}-{self.total_cell['doelgroep']}")

    def words(self) -> dict[str, str]:
        """Return what fills in the sentences of its figures."""
        return {"naam": self.name, "groep": self.title, "basis": str(self.base), "jaren": self.years, "laatste": str(self.last)}


def balance(sheet: Sheet, group: Group) -> Figure:
    """One row per payer: less (right) or more (left) spent than the pattern of the base year, with the band of the price rise."""
    t = sheet.desk.texts
    lines = [_balance_row(sheet, payer) for payer in group.payers]
    reach = 1.25 * max([abs(v) for line in lines for v in (line.value, line.low, line.high) if v is not None] + [0.001])
    money = unit(sheet, [reach])
    ticks = round_ticks(-reach, reach)
    axis = Axis(-reach, reach, ticks, [money.text(tick) for tick in ticks], f"{t('as.keten')}, {money.title}", 0, t("as.patroon"))
    columns = ["meer_uit", "minder_uit", "saldo", "~positie"]
    rows = [row(payer_name(sheet, payer), _cells(sheet, payer)) for payer in (*group.payers, group.total)]
    made = table(sheet, "keten_saldo", "betaler", columns, rows, ident=f"keten-{group.id}", **group.words())
    return figure(sheet, "keten_saldo", intervals(lines, axis), made, key(sheet, "none:saldo", "band:prijsband"), **group.words())


def payer_name(sheet: Sheet, payer: Payer) -> str:
    """Return how a payer is called."""
    return sheet.desk.texts(f"betaler.{payer.law or 'samen'}")


def _cells(sheet: Sheet, payer: Payer) -> list[Number | str]:
    return [payer.more, payer.less, payer.balance, _position(sheet, payer)]


def _position(sheet: Sheet, payer: Payer) -> str:
    value = payer.balance.value
    low, high = payer.balance.low, payer.balance.high
    if value is None or low is None or high is None:
        return sheet.desk.texts("keten.niet_getoond")
    return sheet.desk.texts("keten.raakt" if low <= 0 <= high else "keten.houdt_over" if low > 0 else "keten.betaalt_meer")


def _balance_row(sheet: Sheet, payer: Payer) -> Interval:
    number, name = payer.balance, payer_name(sheet, payer)
    words = f"{spoken(sheet, name, number)} {_position(sheet, payer).capitalize()}."
    text = sheet.short(number)
    return Interval(name, "", text, words, million(number.value), million(number.low), million(number.high))


def then_and_now(sheet: Sheet, group: Group) -> Figure:
    """One bar per payer: cost per person-year at home in the latest complete year, with the base year as a line."""
    t, lines, rows = sheet.desk.texts, [], []
    for law in policy.PAYERS:
        found = {cell["jaar"]: cell for cell in group.rows if cell["wet"] == law}
        if group.base in found and group.last in found:
            before, _ = policy.per_year(sheet.desk.ledger, found[group.base])
            now, persons = policy.per_year(sheet.desk.ledger, found[group.last])
            name = t(f"betaler.{law}")
            words = t("punt.keten", naam=name, toen=sheet.text(before), nu=sheet.text(now), basis=group.base, laatste=group.last)
            lines.append(Spent(name, "", words, sheet.text(now), float(now.value or 0), before.value))
            rows.append(row(name, [before, now, persons]))
    drawing = bullets(lines, Unit(lambda value: sheet.desk.formats.number(value), t("as.persoonsjaar")))
    columns = ["toen_euro", "nu_euro", "personen"]
    made = table(sheet, "keten_jaar", "betaler", columns, rows, ident=f"keten-jaar-{group.id}", **group.words())
    return figure(sheet, "keten_jaar", drawing, made, key(sheet, "better:keten_nu", "tick:keten_toen"), **group.words())


def years(sheet: Sheet, group: Group) -> TableBlock:
    """Every payer in every year: cost per person-year at home; what nobody knows is not zero."""
    t = sheet.desk.texts
    moments = sorted({cell["jaar"] for cell in group.rows})
    rows: list[Row] = []
    for law in policy.PAYERS:
        found = {cell["jaar"]: cell for cell in group.rows if cell["wet"] == law}
        if found:
            cells: list[Number | str] = [
                policy.per_year(sheet.desk.ledger, found[year])[0] if year in found else t("status.geen_bedrag") for year in moments
            ]
            rows.append(row(t(f"betaler.{law}"), cells))
    made = _years_table(sheet, group, [str(year) for year in moments], rows)
    return TableBlock(
        f"keten-jaren-{group.id}",
        t("fig.keten_jaren.titel", **group.words()),
        [t("fig.keten_jaren.lead"), t("fig.keten_jaren.lezen1")],
        made,
    )


def _years_table(sheet: Sheet, group: Group, moments: list[str], rows: list[Row]) -> Table:
    t = sheet.desk.texts
    heads = [Column(moment) for moment in moments]
    return Table(f"keten-jaren-{group.id}", t("fig.keten_jaren.tabel", **group.words()), t("kolom.betaler"), heads, rows)
