"""Maassluis (0556), Vlaardingen (0622) and Schiedam (0606): one population budget since 2020, delivered by Vlaardingen. Figures invented.

Planted: about 1,800 clients and growing while the budget tapers; true change falls in 2026; dagbesteding comes closer to home. The ledger
holds the whole contract; the shares of the other two municipalities are income without a contract number. 25 providers until 2019, then
five partners.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from makers.aggregaten import bevolking, ceo, hours, report, simple
from makers.begroting import budget_deliveries
from makers.beleid import policy_deliveries, scenario_file
from makers.boekhouding import instalment_rows
from makers.defects import Defect, spoil
from makers.kalender import HALFYEARS, PERSON_PERIODS
from makers.levering import CORRECTION, ENGLISH, WRONG, XLSX, Row
from makers.mensen import Register
from makers.metingen import measure, zrm_delivery
from makers.money import Stroom, ledger_deliveries, ledger_rows, lump_sum, opbouw, totals
from makers.plan import ContractPlan, ZrmPlan, stream
from makers.situatie import Situatie, aanbieder_row, agb, contract_row, doel_row, even
from makers.trajecten import Traject, make_trajects, traject_delivery
from makers.waarheid import contract_truth

GEMEENTE, MAP, CONTRACT, OUD = "0622", "maassluis_vlaardingen_schiedam", "MVS-WMO-2020", "MVS-WMO-2015"
VERBAND = "Samenwerking MVS (voorbeeld)"
INWONERS = {"WK055601": 18_000, "WK055602": 17_000, "WK062201": 21_000, "WK062202": 20_000, "WK062203": 18_000, "WK062204": 17_000,
            "WK060601": 22_000, "WK060602": 21_000, "WK060603": 20_000, "WK060604": 18_000}  # fmt: skip
WIJKEN = even(list(INWONERS), *INWONERS.values())
PERIODES = ("2020H1", "2020H2", "2021H1", "2021H2", *PERSON_PERIODS)
PLAN = ContractPlan(
    contract=CONTRACT, wet="Wmo", wijken=WIJKEN, instroom=68, groei=0.035, duur=((0.54, 240, 60), (0.46, 1240, 280)),
    leeftijd=((0.6, 19, 64), (0.4, 65, 93)), producten={"02": 0.58, "07": 0.42}, toegang={"wijkteam": 0.5, "loket": 0.4, "zelf": 0.1},
    doelgroepen={"psychisch": 0.35, "ouderen": 0.3, "verstandelijke_beperking": 0.15, "lichamelijke_beperking": 0.1, "overig": 0.1},
    doelrichting="verbeteren", eerste=date(2020, 1, 1), voorraad=1400, beschikking=0.15, wachttijd=24,
    eigen_wijk={2020: 0.34, 2021: 0.38, 2022: 0.43, 2023: 0.48, 2024: 0.54, 2025: 0.58, 2026: 0.62},
    zrm=ZrmPlan(
        verandering={2022: 0.26, 2023: 0.26, 2024: 0.26, 2025: 0.26, 2026: 0.02}, voortgang=0.06, noemt_bsn=False,
        ontbreekt_als=("99", "-1"), vanaf=date(2020, 3, 1),
        gemeten={"19": 0.89, "23": 0.45, "39": 0.45, "36": 0.4, "22": 0.25, "21": 0.16},
    ),
)  # fmt: skip
BUDGET = opbouw(CONTRACT, 2020, 11_400_000, {
    2020: {"aanloopinvestering": 300_000}, 2021: {"indexatie": 1.9, "afbouw": 3}, 2022: {"indexatie": 3.2, "afbouw": 3},
    2023: {"indexatie": 6.1, "afbouw": 3}, 2024: {"indexatie": 5.8, "afbouw": 3}, 2025: {"indexatie": 4.9, "afbouw": 3},
    2026: {"indexatie": 4.2, "afbouw": 2},
})  # fmt: skip
LEAD = agb(GEMEENTE, 1)
EXPECTED = {
    "gemeente": GEMEENTE, "uitvoeringsvariant": "taakgericht", "kostenvorm": {2025: "toegerekend"}, "clienten_ongeveer": 1800,
    "clienten_stijgen": True, "budget_reeel_daalt": True,
    "oordeel_resultaat": {2025: ["geen_duidelijk_verschil"], 2026: ["duidelijk_slechter"]},
    "oordeel_geld": {2025: ["binnen_budget"], 2026: ["binnen_budget"]},
}  # fmt: skip


def make(seed: int) -> Situatie:
    """All deliveries of the three municipalities."""
    made = Situatie(MAP)
    register = Register(GEMEENTE, stream(seed, MAP, "mensen"), bsn_share=0.3, knows_households=False)
    trajects = make_trajects(PLAN, register, stream(seed, MAP, "wmo"), "MVS")
    assert PLAN.zrm
    scores = measure(trajects, PLAN.zrm, stream(seed, MAP, "zrm"))
    for periode in PERIODES:
        made.deliveries.append(traject_delivery(trajects, MAP, GEMEENTE, periode, ENGLISH))
        made.deliveries.append(zrm_delivery(scores.metingen, MAP, GEMEENTE, periode, ENGLISH, wide=True))
    _counts(made, trajects, seed)
    _lists(made)
    _money(made, seed)
    _mistakes(made)
    active = {f"clienten_{y}_01_01": sum(t.start <= date(y, 1, 1) <= t.einde for t in trajects) for y in range(2021, 2027)}
    counted = EXPECTED | active | {"dagbesteding_eigen_wijk_pct": {y: _own_wijk(trajects, y) for y in range(2020, 2027)}}
    made.planted = {CONTRACT: contract_truth(PLAN, trajects, scores, counted)}
    return made


def _own_wijk(trajects: Sequence[Traject], year: int) -> float:
    started = [t for t in trajects if t.locatie and t.start.year == year]
    return round(100 * sum(t.locatie == t.wijk for t in started) / len(started), 1)


def _counts(made: Situatie, trajects: list[Traject], seed: int) -> None:
    rng = stream(seed, MAP, "aantallen")
    for periode in HALFYEARS[2:]:
        shares = {"vrijwilligersrol": 8.0, "overhead": 12.0, "mantelzorg_overbelast": 19.0}
        rows = report(CONTRACT, trajects, periode, shares, rng) + hours(CONTRACT, trajects, periode)
        made.deliveries.append(simple("rapportage", MAP, LEAD, periode, rows, ENGLISH))
    for year, shift in ((2023, 0.01), (2024, 0.0), (2025, -0.03)):
        made.deliveries.append(simple("ceo", MAP, GEMEENTE, str(year), ceo(CONTRACT, list(WIJKEN), 90, shift, rng), ENGLISH))
        for gemeente in ("0556", "0622", "0606"):
            sizes = {wijk: n for wijk, n in INWONERS.items() if wijk[2:6] == gemeente}
            people = bevolking(sizes, rng, 1 + 0.03 * (year - 2023))
            made.deliveries.append(simple("bevolking", MAP, gemeente, str(year), people, ENGLISH))


def _lists(made: Situatie) -> None:
    contracts = [
        contract_row(OUD, "Raamcontracten begeleiding MVS tot 2020", "Wmo", "inspanningsgericht", date(2015, 1, 1), date(2019, 12, 31),
                     schaal="regionaal", berichten="301, 305, 307, 323"),
        contract_row(CONTRACT, "Populatiebekostiging begeleiding en dagbesteding MVS", "Wmo", "taakgericht", date(2020, 1, 1),
                     date(2027, 12, 31), VERBAND, schaal="regionaal"),
    ]  # fmt: skip
    providers = [
        aanbieder_row(agb(GEMEENTE, n), f"V{n}", "raamcontractant", "", OUD, date(2015, 1, 1), date(2020, 1, 1)) for n in range(1, 26)
    ]
    providers += [
        aanbieder_row(agb(GEMEENTE, n), f"V{n}", "hoofdaannemer" if n == 1 else "partner", VERBAND, CONTRACT, date(2020, 1, 1))
        for n in range(1, 6)
    ]
    goals: list[Row] = [
        doel_row("MVS-1", "", "Inwoners zijn minder afhankelijk van hulp", "Een aanbod dichtbij in drie steden"),
        doel_row("MVS-1.1", "MVS-1", "Inwoners zijn minder afhankelijk van hulp", "Inwoners gaan duidelijk vooruit", "betrouwbaar_beter",
                 "hoger", "28", 2026, ["6.712", "6.713"], CONTRACT),
        doel_row("MVS-1.2", "MVS-1", "Inwoners doen mee", "Inwoners gaan vooruit op hun netwerk", "beter_sociaal_netwerk", "hoger", "40",
                 2026, ["6.713"], CONTRACT),
    ]  # fmt: skip
    for bron, rows in (("contracten", contracts), ("aanbieders", providers), ("doelen", goals)):
        made.deliveries.append(simple(bron, MAP, GEMEENTE, "2025", rows, XLSX if bron == "aanbieders" else ENGLISH))
    made.deliveries.append(simple("contractbudget", MAP, GEMEENTE, "2026Q1", BUDGET, ENGLISH))
    # The target of 2026 was lower in the first goal tree, and one for 2027 came with the last; every version stays to be seen.
    first = [row | {"Norm": Decimal(25)} if row["Doelcode"] == "MVS-1.1" else row for row in goals]
    last = [*goals, goals[1] | {"Norm": Decimal(30), "Streefjaar": 2027}]
    made.deliveries += [simple("doelen", MAP, GEMEENTE, periode, rows, ENGLISH) for periode, rows in (("2024", first), ("2026Q1", last))]
    made.deliveries += policy_deliveries(MAP, GEMEENTE, ENGLISH)
    made.bestanden.append(scenario_file(MAP, GEMEENTE))


def _money(made: Situatie, seed: int) -> None:
    years, amounts = range(2022, 2027), totals(BUDGET)
    shares = {y: round(amounts[y] * 0.6) for y in years}  # what Maassluis and Schiedam pay to the lead
    streams = [
        *lump_sum(BUDGET, CONTRACT, LEAD, {"begeleiding": 0.6, "dagbesteding": 0.4}, {}),
        Stroom("begeleiding", shares, soort="baten", categorie="4.3.3", vast=True),
        Stroom("huishouden", {y: round(540_000_000 * 1.06 ** (y - 2022)) for y in years}, factor={2025: 1.03, 2026: 1.03}),
        Stroom("huishouden", {y: round(58_000_000 * 1.02 ** (y - 2022)) for y in years}, soort="baten", categorie="3.7"),
        Stroom("hulpmiddelen", {y: round(210_000_000 * 1.04 ** (y - 2022)) for y in years}),
        Stroom("toegang", {y: round(180_000_000 * 1.05 ** (y - 2022)) for y in years}, categorie="1.1"),
    ]
    rows = ledger_rows(streams, list(years), stream(seed, MAP, "grootboek"))
    periodes = [str(y) for y in range(2022, 2026)] + ["2026H1", "2026Q3", "2026M10"]
    made.deliveries += ledger_deliveries(rows, MAP, GEMEENTE, periodes, ENGLISH)
    budgets = budget_deliveries(streams, MAP, GEMEENTE, ENGLISH)
    made.deliveries += [replace(d, dialect=XLSX) if d.periode == "2026Q3" else d for d in budgets]
    lump_sums = [stream for stream in streams if stream.contract]
    made.deliveries.append(simple("termijnen", MAP, GEMEENTE, "2026Q1", instalment_rows(lump_sums, range(2024, 2027)), ENGLISH))


def _reversed(row: Row, headers: Sequence[str]) -> Row:
    turned: dict[str, Any] = {h: 6 - value for h in headers if isinstance(value := row.get(h), int)}
    return row | turned


def _mistakes(made: Situatie) -> None:
    first = made.find("zrm", GEMEENTE, "2025H1")
    again = replace(first, stap=CORRECTION, rows=list(first.rows))
    first.rows = [_reversed(row, first.headers) for row in first.rows]
    eaten = replace(made.find("trajecten", GEMEENTE, "2026H1"), stap=WRONG, dialect=XLSX)
    eaten.rows = [row | {"Gemeentecode": int(str(row["Gemeentecode"]))} for row in eaten.rows[:40]]
    made.deliveries += [again, eaten]
    persons = made.find("trajecten", GEMEENTE, "2024H2")
    maassluis = [n for n, row in enumerate(persons.rows) if row["Gemeentecode"] == "0556"][:3]
    made.defects += [
        Defect("nullen-weg-xlsx", eaten.path.as_posix(), "Excel maakte van de gemeentecode een getal: 0622 werd 622. Zet op tekst.",
               "excel_getal", "geweigerd", kolom="Gemeentecode"),
        spoil(persons, "nullen-weg-csv", maassluis, "Gemeentecode", "556", "vorm", "De voorloopnul is weg: 556 is geen code."),
    ]  # fmt: skip
    made.note_succession("zrm", GEMEENTE, "2025H1", "De schaal stond omgekeerd (5 was 1); dat kan geen regel zien.")
    made.note_budget_succession(GEMEENTE)
