"""Where an overspend comes from, what every method expects, and how earlier forecasts turned out, for one contract.

Belongs here: figures and tables of the page on the money of one contract. Does not belong here: months and years (contract_money.py).
"""

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from dashboards import disclosure
from dashboards.blocks import Figure, Row, TableBlock, Text
from dashboards.figures.drawing import escape
from dashboards.figures.waterfall import Step, waterfall
from dashboards.ledger import Number
from dashboards.measures import Budget
from dashboards.panels.frame import figure, key, row, table
from dashboards.panels.money import million, unit
from dashboards.portfolio import Contract
from dashboards.read import Cell
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page, slug

FOLD = 0.01  # bars under one percent of the budget stand together
LAST_FORECASTS = 3
LAST_QUARTERS = 8
LAST_TRIALS = 6
LEFT = "uitstroom"
MEASURED, YEAR = "profiel_eerdere_jaren", "jaar"  # the only method that can be calculated afterwards for whole years
BAND = ("prognose_laag_eur", "prognose_hoog_eur")


def cells_of(sheet: Sheet, mart: str, contract: Contract, year: int) -> list[Cell]:
    """Return the rows of a mart about one contract and year."""
    wanted = (contract.number, contract.cell["gemeentecode"], year)
    return [c for c in sheet.desk.marts[mart] if (c["contractnummer"], c["gemeentecode"], c["boekjaar"]) == wanted]


def steps(sheet: Sheet, contract: Contract, budget: Budget) -> Figure | None:
    """From budget to expectation, bar by bar; None when there is no expectation that may be shown."""
    cells = cells_of(sheet, "mart_overschrijding", contract, budget.cell["boekjaar"])
    if not cells or not budget.difference.shown.is_shown:
        return None
    t, year = sheet.desk.texts, budget.cell["boekjaar"]
    named = [(_post(sheet, cell), _euro(sheet, contract, cell, "bedrag_eur")) for cell in cells]
    bars = _folded(sheet, [(name, float(number.value or 0)) for name, number in named], float(budget.budget.value or 0))
    end = float(budget.difference.value or 0)
    drawn = [_step(sheet, name, amount) for name, amount in bars] + [_step(sheet, t("post.verschil"), end, total=True)]
    rows = [row(name, [number]) for name, number in named] + [row(t("post.verschil"), [budget.difference])]
    values = {"naam": contract.label, "jaar": year, "uitleg": _how(sheet, cells)}
    made = table(sheet, "oorzaken", "post", ["bedrag"], rows, f"oorzaken-{slug(contract.number)}", **values)
    drawing = waterfall(drawn, unit(sheet, [million(end), *(million(amount) for _, amount in bars)]))
    return figure(sheet, "oorzaken", drawing, made, key(sheet, "worse:meer_uitgaven", "better:minder_uitgaven", "same:samen"), **values)


def _post(sheet: Sheet, cell: Cell) -> str:
    t, name = sheet.desk.texts, sheet.desk.texts(f"post.{cell['post']}")
    return t("post.toegerekend", naam=name) if cell["kostenvorm"] == "toegerekend" else name


def _step(sheet: Sheet, name: str, euros: float, total: bool = False) -> Step:
    formats = sheet.desk.formats
    text = ("+" if euros > 0 and not total else "") + formats.euro_short(euros)
    return Step(escape(name), sheet.desk.texts("punt.waarde", naam=name, waarde=text), text, million(euros) or 0, total)


def _folded(sheet: Sheet, bars: list[tuple[str, float]], budget: float) -> list[tuple[str, float]]:
    small = [amount for _, amount in bars if abs(amount) < FOLD * budget]
    if len(small) < 2:
        return bars
    return [*(bar for bar in bars if abs(bar[1]) >= FOLD * budget), (sheet.desk.texts("post.overig"), round(sum(small), 2))]


def _how(sheet: Sheet, cells: list[Cell]) -> str:
    """Say over which months declarations were compared, or why the growth of spending is not divided."""
    t, first = sheet.desk.texts, cells[0]
    if first["reden_code"]:
        return t(f"verdeelreden.{first['reden_code']}")
    return t("verdeelreden.verdeeld", maanden=first["maanden_n"]) if first["maanden_n"] else t("verdeelreden.toegerekend")


def cause(sheet: Sheet, contract: Contract, budget: Budget | None) -> list[Markup]:
    """Return the sentence on the largest part of an overspend, when declarations show it; else nothing."""
    if budget is None or budget.cell["geld_oordeel_code"] != "boven_budget" or not budget.difference.shown.is_shown:
        return []
    cells = cells_of(sheet, "mart_overschrijding", contract, budget.cell["boekjaar"])
    largest = next((cell for cell in cells if cell["is_grootste_oorzaak"]), None)
    if largest is None:
        return []
    amount = sheet.money(_euro(sheet, contract, largest, "bedrag_eur"))
    return [sheet.desk.texts.html("geldoordeel.oorzaak", post=sheet.desk.texts(f"oorzaak.{largest['post']}"), bedrag=amount)]


def methods(sheet: Sheet, contract: Contract, budget: Budget) -> TableBlock | None:
    """What every method expects tonight, with both bands and why one of them is the headline."""
    cells = cells_of(sheet, "mart_prognose", contract, budget.cell["boekjaar"])
    if not cells or not budget.expected.shown.is_shown:
        return None
    t = sheet.desk.texts
    rows = [row(_method(sheet, cell), [*_bands(sheet, contract, cell), _status(sheet, cell)]) for cell in cells]
    columns = ["verwacht", "laag80", "hoog80", "laag95", "hoog95", "~opmerking"]
    made = table(sheet, "methoden", "methode_prognose", columns, rows, f"methoden-{slug(contract.number)}", naam=contract.label)
    intro = [t(f"keuzereden.{cells[0]['keuze_reden']}"), t("fig.methoden.lezen1")]
    return TableBlock("methoden", t("fig.methoden.titel"), list(intro), made)


def _bands(sheet: Sheet, contract: Contract, cell: Cell) -> list[Number]:
    names = ("prognose_eur", "prognose_laag80_eur", "prognose_hoog80_eur", *BAND)
    return [_euro(sheet, contract, cell, name) for name in names]


def _method(sheet: Sheet, cell: Cell) -> str:
    return sheet.desk.texts(f"methodenaam.{cell['methode']}")


def _status(sheet: Sheet, cell: Cell) -> str:
    t = sheet.desk.texts
    if cell["reden_code"]:
        return t(f"methodereden.{cell['reden_code']}")
    return t("methodereden.hoofd") if cell["is_hoofdmethode"] else t("methodereden.ter_vergelijking", n=cell["waarnemingen_n"])


def record(sheet: Sheet, contract: Contract, budget: Budget) -> TableBlock | None:
    """Last year's forecast of the same month beside the outcome, and those of the years before; with how often the bands held."""
    month = min(int(budget.cell["maanden_n"] or 0), 11)
    cells = [
        cell for year in range(budget.cell["boekjaar"] - 1, budget.cell["boekjaar"] - 1 - LAST_FORECASTS, -1)
        for cell in cells_of(sheet, "mart_prognose_toets", contract, year)
        if cell["maand_nr"] == month and cell["uitkomst_eur"] is not None
    ]  # fmt: skip
    if not cells or not budget.expected.shown.is_shown:
        return None
    t = sheet.desk.texts
    rows = [_record_row(sheet, contract, cell) for cell in cells]
    values = {"naam": contract.label, "maand": sheet.desk.formats.month_name(date(cells[0]["boekjaar"], month, 1))}
    columns = ["verwacht_toen", "laag95", "hoog95", "werd", "afwijking", "~binnen", "~herkomst"]
    made = table(sheet, "trefzekerheid", "jaar_methode", columns, rows, f"trefzekerheid-{slug(contract.number)}", **values)
    intro = [t("fig.trefzekerheid.lead", **values), *coverage(sheet, str(cells[0]["vorm"])), t("fig.trefzekerheid.lezen1")]
    return TableBlock("trefzekerheid", t("fig.trefzekerheid.titel"), list(intro), made)


def _record_row(sheet: Sheet, contract: Contract, cell: Cell) -> Row:
    t = sheet.desk.texts
    numbers = [_euro(sheet, contract, cell, name) for name in ("prognose_eur", *BAND, "uitkomst_eur")]
    off = sheet.desk.ledger.enter(cell, "afwijking_pct", "pct", disclosure.plain(cell["afwijking_pct"]), page=ledger_page(contract.number))
    name = t("punt.jaar_methode", jaar=cell["boekjaar"], methode=_method(sheet, cell))
    inside = t("binnen.ja" if cell["is_binnen_80"] else "binnen.rand" if cell["is_binnen_95"] else "binnen.nee")
    return row(name, [*numbers, off, inside, t(f"herkomst.{cell['herkomst']}")])


def trials(sheet: Sheet, contract: Contract, budget: Budget) -> TableBlock | None:
    """The methods that rest on messages on earlier moments: what was expected then, and what it became. None without any."""
    wanted = (contract.number, contract.cell["gemeentecode"])
    cells = [c for c in sheet.desk.marts["mart_prognose_proef"] if (c["contractnummer"], c["gemeentecode"]) == wanted]
    if not cells or not budget.expected.shown.is_shown:
        return None
    t, rows, intro = sheet.desk.texts, list[Row](), list[Text]([sheet.desk.texts("fig.proef.lead")])
    for method in sorted({str(cell["methode"]) for cell in cells}):
        mine = [cell for cell in cells if cell["methode"] == method]
        rows += [_trial_row(sheet, contract, cell) for cell in mine[: -LAST_TRIALS - 1 : -1]]
        intro += [t(f"proef.{method}"), *coverage(sheet, "per_eenheid_of_resultaat", method, str(mine[0]["toetst"]))]
    columns = ["~periode", "verwacht_toen", "laag95", "hoog95", "werd", "afwijking", "~binnen"]
    made = table(sheet, "proef", "methode_prognose", columns, rows, f"proef-{slug(contract.number)}", naam=contract.label)
    return TableBlock("proef", t("fig.proef.titel"), [*intro, t("fig.proef.lezen1")], made)


def _trial_row(sheet: Sheet, contract: Contract, cell: Cell) -> Row:
    t, month = sheet.desk.texts, sheet.desk.formats.month
    numbers = [_euro(sheet, contract, cell, name) for name in ("prognose_eur", *BAND, "uitkomst_eur")]
    off = sheet.desk.ledger.enter(cell, "afwijking_pct", "pct", disclosure.plain(cell["afwijking_pct"]), page=ledger_page(contract.number))
    inside = t("binnen.ja" if cell["is_binnen_80"] else "binnen.rand" if cell["is_binnen_95"] else "binnen.nee")
    when = t("punt.van_tot", van=month(cell["van"]), tot=month(cell["tot_en_met"]))
    return row(_method(sheet, cell), [when, *numbers, off, inside])


def last_year(sheet: Sheet, named: list[tuple[Contract, Budget]]) -> TableBlock | None:
    """Of every contract what was expected last year after the same month, beside what it became."""
    rows, forms = [], set()
    for contract, budget in named:
        cells = cells_of(sheet, "mart_prognose_toets", contract, budget.cell["boekjaar"] - 1)
        same = [c for c in cells if c["maand_nr"] == min(budget.cell["maanden_n"] or 0, 11) and c["methode"] == MEASURED]
        if same and same[0]["uitkomst_eur"] is not None and budget.expected.shown.is_shown:
            forms.add(str(same[0]["vorm"]))
            rows.append(replace(_record_row(sheet, contract, same[0]), name=contract.label))
    if not rows:
        return None
    t = sheet.desk.texts
    made = table(sheet, "vorig_jaar", "contract", ["verwacht_toen", "laag95", "hoog95", "werd", "afwijking", "~binnen", "~herkomst"], rows)
    said = [line for form in sorted(forms) for line in (t(f"contractvorm.{form}"), *coverage(sheet, form))]
    return TableBlock("vorig_jaar", t("fig.vorig_jaar.titel"), [t("fig.vorig_jaar.lead"), *said, t("fig.trefzekerheid.lezen1")], made)


def coverage(sheet: Sheet, form: str, method: str = MEASURED, tested: str = YEAR) -> list[Markup]:
    """Return how often the outcome lay inside the bands, over all contracts of this form. tested: what the forecasts were about."""
    wanted = (method, form, tested)
    cell = next((c for c in sheet.desk.marts["mart_prognose_dekking"] if (c["methode"], c["vorm"], c["toetst"]) == wanted), None)
    if cell is None:
        return []
    enter, plain, say = sheet.desk.ledger.enter, disclosure.plain, sheet.desk.texts.html
    forecasts, years = (enter(cell, name, "stuks", plain(cell[name])) for name in ("prognoses_n", "jaren_n"))
    found = [
        say("trefzekerheid.aantal" if tested == YEAR else f"proef.aantal_{tested}", prognoses=sheet.k(forecasts), jaren=sheet.k(years))
    ]
    for part in ("80", "95"):
        bounds = (f"binnen_{part}_laag_pct", f"binnen_{part}_hoog_pct")
        number = enter(cell, f"binnen_{part}_pct", "pct", plain(cell[f"binnen_{part}_pct"]), bounds=bounds)
        found.append(say(f"trefzekerheid.binnen_{part}", deel=sheet.whole(number), band=sheet.band(number)))
    return found


def other_law(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """Costs that may belong to another law, per year; few people hide both."""
    cells = [c for c in _other_law(sheet, contract) if c["periode"] == str(c["boekjaar"]) and c["soort"] != LEFT]
    if not cells:
        return None
    t, page, rows = sheet.desk.texts, ledger_page(contract.number), []
    for cell in cells[::-1]:
        people = sheet.desk.ledger.enter(cell, "clienten_n", "aantal", disclosure.count(cell["clienten_n"]), page=page)
        costs = sheet.desk.ledger.enter(cell, "kosten_eur", "euro", disclosure.money(cell["kosten_eur"], cell["clienten_n"]), page=page)
        rows.append(row(t(f"anderewet.{cell['soort']}", jaar=cell["boekjaar"]), [costs, people, t(f"zekerheid.{cell['zekerheid']}")]))
    made = table(
        sheet,
        "anderewet",
        "soort_jaar",
        ["kosten_toen", "inwoners", "~zekerheid"],
        rows,
        f"anderewet-{slug(contract.number)}",
        naam=contract.label,
    )
    return TableBlock("anderewet", t("fig.anderewet.titel"), [t("fig.anderewet.lead"), t("fig.anderewet.lezen1")], made)


def _other_law(sheet: Sheet, contract: Contract) -> list[Cell]:
    return [cell for cell in sheet.desk.marts["mart_andere_wet"] if cell["contractnummer"] == contract.number]


def left(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """Per quarter who left for another domain and what they had cost in the year before; few people hide both."""
    cells = [c for c in _other_law(sheet, contract) if c["periode"] != str(c["boekjaar"]) and c["soort"] == LEFT][: -LAST_QUARTERS - 1 : -1]
    if not cells:
        return None
    t, page, rows = sheet.desk.texts, ledger_page(contract.number), []
    for cell in cells:
        people = sheet.desk.ledger.enter(cell, "clienten_n", "aantal", disclosure.count(cell["clienten_n"]), page=page)
        costs = sheet.desk.ledger.enter(cell, "kosten_eur", "euro", disclosure.money(cell["kosten_eur"], cell["clienten_n"]), page=page)
        rows.append(row(t("punt.kwartaal", jaar=cell["boekjaar"], nummer=str(cell["periode"])[-1]), [people, costs]))
    made = table(
        sheet, "vertrokken", "kwartaal", ["vertrokken", "kosten_vooraf"], rows, f"vertrokken-{slug(contract.number)}", naam=contract.label
    )
    return TableBlock("vertrokken", t("fig.vertrokken.titel"), [t("fig.vertrokken.lead"), t("fig.vertrokken.lezen1")], made)


def _euro(sheet: Sheet, contract: Contract, cell: Cell, column: str) -> Number:
    bounds = BAND if column == "prognose_eur" and "prognose_laag_eur" in cell.values else None
    shown = disclosure.plain(cell[column])
    return sheet.desk.ledger.enter(cell, column, "euro", shown, bounds=bounds, page=ledger_page(contract.number))
