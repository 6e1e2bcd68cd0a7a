"""Budget and result side by side as lines that begin at 100, and the same of the quality people report. Never a ratio of the two.

Belongs here: the charts of one contract and the table of all. Does not belong here: the amounts behind them (contract_build.py).
"""

from dashboards import disclosure
from dashboards.blocks import Figure, Row, TableBlock
from dashboards.disclosure import MISSING, Shown
from dashboards.figures.indexed import Year, indexed
from dashboards.ledger import Number
from dashboards.panels.frame import figure, row, table
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page, slug

MEASURES = ("resultaat", "kwaliteit")
COLUMNS = ["index_nominaal", "index_reeel", "index_aandeel", "~opmerking"]
BOUNDS = ("effect_index_laag", "effect_index_hoog")


def cells_of(sheet: Sheet, contract: Contract, measure: str) -> list[Cell]:
    """Return the years of one measure of a contract, the oldest first."""
    key = (contract.number, contract.cell["gemeentecode"], measure)
    found = sheet.desk.marts["mart_budget_en_effect_index"]
    return [cell for cell in found if (cell["contractnummer"], cell["gemeentecode"], cell["maat"]) == key]


def charts(sheet: Sheet, contract: Contract) -> list[Figure | TableBlock]:
    """Per measure a chart with its table; only the table, with the reason, when no later year has an index that may be shown."""
    return [_chart(sheet, contract, measure) for measure in MEASURES if len(cells_of(sheet, contract, measure)) > 1]


def _chart(sheet: Sheet, contract: Contract, measure: str) -> Figure | TableBlock:
    t, name, cells = sheet.desk.texts, f"index_{measure}", cells_of(sheet, contract, measure)
    numbers = [_numbers(sheet, contract, cell) for cell in cells]
    values = {"naam": contract.label, "basis": cells[0]["basisjaar"], "wat": t(f"indexmaat.{cells[0]['indicator']}")}
    rows = [row(_year(sheet, cell), _cells(sheet, cell, found)) for cell, found in zip(cells, numbers, strict=True)]
    made = table(sheet, name, "jaar", COLUMNS, rows, f"{name}-{slug(contract.number)}", **values)
    if not any(found[2].shown.is_shown for found in numbers[1:]):
        return TableBlock(made.id, t(f"fig.{name}.titel", **values), [t(f"fig.{name}.lead", **values), t("fig.index.geen_lijn")], made)
    years = [_point(sheet, cell, found) for cell, found in zip(cells, numbers, strict=True)]
    names = (t("indexlijn.nominaal"), t("indexlijn.reeel"), t(f"indexlijn.{measure}"))
    return figure(sheet, name, indexed(years, names, t("as.index", **values)), made, [], **values)


def summary(sheet: Sheet, contracts: list[Contract]) -> TableBlock | None:
    """Of every contract and measure the last whole year beside its first one; in the order of the contracts, never by size."""
    t, rows = sheet.desk.texts, list[Row]()
    for contract in contracts:
        for measure in MEASURES:
            whole = [cell for cell in cells_of(sheet, contract, measure) if not cell["is_lopend"] and cell["jaar"] > cell["basisjaar"]]
            if whole:
                found = _numbers(sheet, contract, whole[-1])
                when = t("punt.index_jaren", naam=t(f"indexlijn.{measure}"), basis=whole[-1]["basisjaar"], jaar=whole[-1]["jaar"])
                rows.append(row(contract.label, [when, *_cells(sheet, whole[-1], found)]))
    if not rows:
        return None
    made = table(sheet, "index", "contract", ["~maat_en_jaren", *COLUMNS], rows)
    return TableBlock("index", t("fig.index.titel"), [t("fig.index.lead"), t("fig.index.lezen1"), t("fig.index.lezen2")], made)


def _numbers(sheet: Sheet, contract: Contract, cell: Cell) -> list[Number]:
    enter, page = sheet.desk.ledger.enter, ledger_page(contract.number)
    return [
        enter(cell, "budget_nominaal_index", "waarde", disclosure.plain(cell["budget_nominaal_index"]), page=page),
        enter(cell, "budget_reeel_index", "waarde", disclosure.plain(cell["budget_reeel_index"]), page=page),
        enter(cell, "effect_index", "waarde", _shown(cell), bounds=BOUNDS, page=page),
    ]


def _cells(sheet: Sheet, cell: Cell, numbers: list[Number]) -> list[Number | str]:
    """The cells of a row; without an index there is a word and the reason, because something may well have been measured."""
    *budgets, share = numbers
    return [*budgets, share if cell["effect_index"] is not None else sheet.desk.texts("indexlijn.geen"), _remark(sheet, cell, share)]


def _shown(cell: Cell) -> Shown:
    """An index is shown when the shares of both years may be shown: with one of them it gives the other away."""
    if cell["effect_index"] is None:
        return MISSING
    parts = [disclosure.share(1.0, cell[f"{when}teller"], cell[f"{when}n"]) for when in ("", "basis_")]
    return next((part for part in parts if not part.is_shown), disclosure.plain(cell["effect_index"]))


def _year(sheet: Sheet, cell: Cell) -> str:
    return sheet.desk.texts("punt.jaar_loopt", jaar=cell["jaar"]) if cell["is_lopend"] else str(cell["jaar"])


def _remark(sheet: Sheet, cell: Cell, number: Number) -> str:
    """Say why a year has no index, or from what the budget comes."""
    t, reason = sheet.desk.texts, str(cell["reden_code"] or "")
    if reason.startswith("basisjaar_"):
        return t("indexreden.basisjaar", jaar=cell["basisjaar"], reden=t(f"indexreden.{reason.removeprefix('basisjaar_')}"))
    if reason or not number.shown.is_shown:
        return t(f"indexreden.{reason or 'te_weinig_inwoners'}")
    return t(f"indexbudget.{cell['budget_bron']}")


def _point(sheet: Sheet, cell: Cell, numbers: list[Number]) -> Year:
    t, (nominal, real, share) = sheet.desk.texts, numbers
    band = sheet.band(share)
    said = t("punt.index", jaar=_year(sheet, cell), nominaal=sheet.text(nominal), reeel=sheet.text(real))
    measured = t("punt.band", naam=t(f"indexlijn.{cell['maat']}"), waarde=sheet.text(share), band=band) if band else ""
    value = None if share.value is None else float(share.value)
    bounds = (share.low, share.high) if share.shown.is_shown else (None, None)
    # In two lines on the axis: half a year of results stands beside the budget of a whole one.
    label = _year(sheet, cell).replace(" (", "<br>(")
    return Year(label, float(nominal.value or 0), None if real.value is None else float(real.value), value, *bounds,
                f"{said} {measured or _remark(sheet, cell, share)}".strip())  # fmt: skip
