"""Heerlen (0917): a cooperative of eight with six subcontractors, a lump sum per three years, 14 neighbourhood teams. All figures invented.

Planted: the cooperative's true change is the same every year; from the 2013 to the 2017 edition of the matrix on 1 July 2023, so pairs
across that day cannot count; personal budgets fall while the algemene voorziening grows; the provider of day activities (HL-DAG-2022)
fills in a 4 everywhere in many last measurements, so its apparent result is far above its true one; from January 2025 a drop-in takes
four starts in ten away from the cooperative.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from makers.aggregaten import bevolking, ceo, hours, pgb_rows, report, simple
from makers.begroting import budget_deliveries
from makers.beleid import scenario_file
from makers.boekhouding import instalment_rows
from makers.declaraties import Prijs
from makers.defects import late, over_threshold, same_bytes, spoil
from makers.kalender import HALFYEARS, PERSON_PERIODS
from makers.levering import CORRECTION, WINDOWS, XLSX, Euro, Row
from makers.mensen import Register
from makers.metingen import Meting, measure, zrm_delivery
from makers.money import Stroom, budget_for, ledger_deliveries, ledger_rows, lump_sum, opbouw
from makers.plan import ContractPlan, ZrmPlan, stream
from makers.situatie import Situatie, aanbieder_row, agb, contract_row, doel_row, even
from makers.trajecten import Traject, make_trajects, traject_delivery
from makers.waarheid import contract_truth

GEMEENTE, MAP = "0917", "heerlen"
WIJKEN = even([f"WK0917{n:02d}" for n in range(1, 15)])
COOP = "Coöperatie Heerlen (voorbeeld)"
EDITIE_2017 = date(2023, 7, 1)
INLOOP, INLOOP_VANAF, BLIJFT = "HL-INL-2025", date(2025, 1, 1), 0.6  # a drop-in without registration takes four starts in ten away
WMO = ContractPlan(
    contract="HL-WMO-2017", wet="Wmo", wijken=WIJKEN, instroom=45, groei=0.01, duur=((0.8, 215, 55), (0.2, 400, 100)),
    leeftijd=((0.65, 19, 64), (0.35, 65, 92)), producten={"02": 0.65, "07": 0.35}, toegang={"wijkteam": 0.75, "loket": 0.2, "zelf": 0.05},
    doelgroepen={"psychisch": 0.35, "schulden": 0.2, "ouderen": 0.2, "werkzoekend": 0.1, "overig": 0.15}, doelrichting="verbeteren",
    algemeen={2022: 0.45, 2023: 0.55, 2024: 0.66, 2025: 0.76, 2026: 0.84}, beschikking=0.8, wachttijd=16,
    minder_instroom=(INLOOP_VANAF, BLIJFT),
    zrm=ZrmPlan(
        verandering={2022: 0.2}, editie_2017_vanaf=EDITIE_2017, ontbreekt_als=("99", "0"), noemt_bsn=False,
        gemeten={"19": 0.77, "23": 0.45, "39": 0.45, "36": 0.4, "22": 0.25, "21": 0.18}, voortgang=0.35,
    ),
)  # fmt: skip
DAG = ContractPlan(
    contract="HL-DAG-2022", wet="Wmo", wijken=WIJKEN, instroom=26, duur=((1.0, 190, 40),), leeftijd=((0.9, 19, 64), (0.1, 65, 75)),
    producten={"07": 1.0}, toegang={"wijkteam": 0.6, "loket": 0.4}, doelgroepen={"werkzoekend": 0.6, "psychisch": 0.4},
    doelrichting="verbeteren", beschikking=1.0, wachttijd=30, eigen_wijk=dict.fromkeys(range(2022, 2027), 0.3),
    zrm=ZrmPlan(verandering={2022: 0.06}, ophoping=0.4, editie_2017_vanaf=EDITIE_2017, noemt_bsn=False, ontbreekt_als=("99", "0"),
                voortgang=0.2, gemeten={"19": 0.8, "23": 0.5, "39": 0.5, "36": 0.4, "22": 0.3, "21": 0.2}),
)  # fmt: skip
PGB = ContractPlan(
    contract="HL-PGB-2015", wet="Wmo", wijken=WIJKEN, instroom=2.6, groei=-0.3, duur=((1.0, 800, 250),), leeftijd=((1.0, 25, 80),),
    producten={"02": 0.6, "01": 0.4}, toegang={"loket": 1.0}, doelgroepen={"psychisch": 0.5, "lichamelijke_beperking": 0.5},
    doelrichting="stabiliseren", voorraad=120, pgb=True, herhaling=0.0,
)  # fmt: skip
# Three terms of three years; the second term was agreed two percent lower each year.
WMO_BUDGET = opbouw("HL-WMO-2017", 2017, 5_300_000, {
    2018: {"indexatie": 2.1, "afbouw": 2.0}, 2019: {"indexatie": 2.6, "afbouw": 2.0}, 2020: {"indexatie": 2.8}, 2021: {"indexatie": 1.9},
    2022: {"indexatie": 3.2}, 2023: {"indexatie": 6.1, "taakmutatie": 120_000}, 2024: {"indexatie": 5.8}, 2025: {"indexatie": 4.9},
    2026: {"indexatie": 4.2},
})  # fmt: skip
DAG_BUDGET = opbouw("HL-DAG-2022", 2022, 1_380_000, {2023: {"indexatie": 6.1}, 2024: {"indexatie": 5.8}, 2025: {"indexatie": 4.9},
                                                     2026: {"indexatie": 4.2}})  # fmt: skip
INLOOP_BUDGET = opbouw(INLOOP, 2025, 252_000, {2026: {"indexatie": 4.2}})
# What an hour or half a day costs where it is bought per unit, in cents of 2022; only to lay beside the lump sum.
VERGELIJKING = (("02", "02L01", "04", 5_150), ("02", "02M01", "04", 6_050), ("02", "02Z01", "04", 7_700), ("07", "07A01", "16", 4_300))
LEAD, DAG_AGB, INLOOP_AGB = agb(GEMEENTE, 1), agb(GEMEENTE, 15), agb(GEMEENTE, 16)
SAME = ["geen_duidelijk_verschil", "nog_niet_te_zeggen"]
EXPECTED: dict[str, dict[str, Any]] = {
    "HL-WMO-2017": {"gemeente": GEMEENTE, "uitvoeringsvariant": "taakgericht", "kostenvorm": {2025: "toegerekend"},
                    "editie_overgang": EDITIE_2017, "oordeel_resultaat": {2025: SAME, 2026: SAME},
                    "oordeel_geld": {2025: ["binnen_budget"]}},
    "HL-DAG-2022": {"gemeente": GEMEENTE, "uitvoeringsvariant": "taakgericht", "schijn": "gezien verandering is ophoping op 4, niet waar"},
    "HL-PGB-2015": {"gemeente": GEMEENTE, "zonder_zrm": True, "oordeel_resultaat": {2025: ["niet_getoond"]}, "clienten_dalen": True},
}  # fmt: skip


def make(seed: int) -> Situatie:
    """All deliveries of Heerlen."""
    made = Situatie(MAP)
    register = Register(GEMEENTE, stream(seed, MAP, "mensen"))
    pgb = make_trajects(PGB, register, stream(seed, MAP, "pgb"), "0917P")
    adults = make_trajects(WMO, register, stream(seed, MAP, "wmo"), "0917W")
    days = make_trajects(DAG, register, stream(seed, MAP, "dag"), "0917D", elsewhere=adults)
    assert WMO.zrm and DAG.zrm
    scores = {WMO.contract: measure(adults, WMO.zrm, stream(seed, MAP, "zrm")),
              DAG.contract: measure(days, DAG.zrm, stream(seed, MAP, "zrmdag"))}  # fmt: skip
    metingen = [meting for found in scores.values() for meting in found.metingen]
    _persons(made, [*adults, *days, *pgb], metingen)
    _counts(made, adults, days, seed)
    _lists(made)
    _money(made, pgb, seed)
    _mistakes(made)
    for plan, trajects in ((WMO, adults), (DAG, days), (PGB, pgb)):
        made.planted[plan.contract] = contract_truth(plan, trajects, scores.get(plan.contract), EXPECTED[plan.contract])
    starts = sum(traject.start.year == INLOOP_VANAF.year - 1 for traject in adults)
    effect = {"datum": INLOOP_VANAF, "reeks": "instroom", "per_maand": round(-(1 - BLIJFT) * starts / 12, 1)}
    made.planted[INLOOP] = {"wet": "Wmo", "gemeente": GEMEENTE, "uitvoeringsvariant": "taakgericht", "contractwijziging": effect}
    return made


def _persons(made: Situatie, trajects: list[Traject], metingen: Sequence[Meting]) -> None:
    for periode in PERSON_PERIODS:
        made.deliveries.append(traject_delivery(trajects, MAP, GEMEENTE, periode, WINDOWS))
        made.deliveries.append(zrm_delivery(metingen, MAP, GEMEENTE, periode, WINDOWS, wide=True))


def _counts(made: Situatie, adults: list[Traject], days: list[Traject], seed: int) -> None:
    rng = stream(seed, MAP, "aantallen")
    for number, periode in enumerate(HALFYEARS[2:]):
        shares = {"innovatie": 2.0 + 0.7 * number, "overhead": 11.0, "doelen_gehaald": 63.0, "vrijwilligersrol": 9.0}
        rows = report(WMO.contract, adults, periode, shares, rng) + hours(WMO.contract, adults, periode)
        rows += report(DAG.contract, days, periode, {"doelen_gehaald": 58.0}, rng)
        made.deliveries.append(simple("rapportage", MAP, LEAD, periode, rows, WINDOWS))
    for year, shift in ((2024, 0.0), (2025, 0.02)):
        made.deliveries.append(simple("ceo", MAP, GEMEENTE, str(year), ceo("HL-WMO-2017", list(WIJKEN), 70, shift, rng), WINDOWS))
        sizes = {wijk: 4_200 + 350 * n for n, wijk in enumerate(WIJKEN)}
        people = bevolking(sizes, rng, 1 + 0.025 * (year - 2023))
        made.deliveries.append(simple("bevolking", MAP, GEMEENTE, str(year), people, WINDOWS))


def _lists(made: Situatie) -> None:
    contracts = [
        contract_row("HL-WMO-2017", "Ondersteuning in de buurt", "Wmo", "taakgericht", date(2017, 2, 1), date(2028, 12, 31), COOP),
        contract_row("HL-DAG-2022", "Arbeidsmatige dagbesteding", "Wmo", "taakgericht", date(2022, 1, 1), date(2027, 12, 31)),
        contract_row(INLOOP, "Inloop zonder afspraak, zonder registratie", "Wmo", "taakgericht", INLOOP_VANAF, date(2028, 12, 31)),
        contract_row("HL-PGB-2015", "Persoonsgebonden budget, zonder aanbieder", "Wmo", "inspanningsgericht", date(2015, 1, 1), None),
    ]
    roles = ["hoofdaannemer", *["partner"] * 7, *["onderaannemer"] * 6]
    providers = [
        aanbieder_row(agb(GEMEENTE, n), f"H{n}", rol, COOP, "HL-WMO-2017", date(2017, 2, 1)) for n, rol in enumerate(roles, start=1)
    ]
    providers.append(aanbieder_row(DAG_AGB, "H15", "hoofdaannemer", "", "HL-DAG-2022", date(2022, 1, 1)))
    providers.append(aanbieder_row(INLOOP_AGB, "H16", "hoofdaannemer", "", INLOOP, INLOOP_VANAF))
    goals: list[Row] = [
        doel_row("HL-1", "", "Inwoners redden zich in hun eigen buurt", "Hulp dichtbij en zonder besluit"),
        doel_row("HL-1.1", "HL-1", "Inwoners redden zich in hun eigen buurt", "Inwoners gaan duidelijk vooruit", "betrouwbaar_beter",
                 "hoger", "25", 2026, ["6.712", "6.21"], "HL-WMO-2017"),
        doel_row("HL-1.2", "HL-1", "Inwoners kiezen vaker hulp in de buurt", "Minder inwoners met een pgb", "pgb_aandeel", "lager", "4",
                 2026, ["6.791"], "HL-PGB-2015"),
        doel_row("HL-2.1", "", "Inwoners doen mee", "Inwoners in dagbesteding gaan vooruit", "betrouwbaar_beter", "hoger", "25", 2026,
                 ["6.713"], "HL-DAG-2022"),
    ]  # fmt: skip
    for bron, rows in (("contracten", contracts), ("aanbieders", providers), ("doelen", goals)):
        made.deliveries.append(simple(bron, MAP, GEMEENTE, "2025", rows, XLSX if bron == "contracten" else WINDOWS))
    made.deliveries.append(simple("contractbudget", MAP, GEMEENTE, "2026Q1", [*WMO_BUDGET, *DAG_BUDGET, *INLOOP_BUDGET], WINDOWS))
    made.deliveries.append(simple("tarieven", MAP, GEMEENTE, "2026Q1", _tariffs(), WINDOWS))
    made.bestanden.append(scenario_file(MAP, GEMEENTE))


def _tariffs() -> list[Row]:
    """What each kind of support costs per unit elsewhere, one tariff a year; nobody pays them under this lump sum."""
    return [
        {"Contractnummer": "HL-WMO-2017", "Productcategorie": categorie, "Productcode": code, "Eenheid": eenheid,
         "Tarief": Euro(Prijs(code, eenheid, cent, 0).tarief(year)), "Geldig vanaf": date(year, 1, 1), "Geldig tot": date(year + 1, 1, 1)}
        for categorie, code, eenheid, cent in VERGELIJKING
        for year in range(2022, 2027)
    ]  # fmt: skip


def _money(made: Situatie, pgb: Sequence[Traject], seed: int) -> None:
    years, rng = range(2022, 2027), stream(seed, MAP, "pgbgeld")
    spent: dict[tuple[int, int], int] = {}
    for periode in PERSON_PERIODS:
        rows = pgb_rows(pgb, periode, 780.0, rng)
        made.deliveries.append(simple("pgb", MAP, GEMEENTE, periode, rows, WINDOWS))
        for row in rows:
            assert isinstance(row["Besteed"], Euro)
            month = (int(str(row["Maand"])[:4]), int(str(row["Maand"])[5:]))
            spent[month] = spent.get(month, 0) + row["Besteed"].cent
    spent[2026, 10] = spent[2026, 9]  # not yet delivered by the SVB: booked as last month
    pgb_budget = budget_for(spent, {2022: 0.97, 2023: 0.96, 2024: 0.98, 2025: 0.97, 2026: 0.96})
    streams = [
        *lump_sum(WMO_BUDGET, "HL-WMO-2017", LEAD, {"samenkracht": 0.25, "toegang": 0.15, "begeleiding": 0.6}, {}),
        *lump_sum(DAG_BUDGET, "HL-DAG-2022", DAG_AGB, {"dagbesteding": 1.0}, {}),
        *lump_sum(INLOOP_BUDGET, INLOOP, INLOOP_AGB, {"samenkracht": 1.0}, {}),
        Stroom("pgb_wmo", pgb_budget, "HL-PGB-2015", categorie="4.1.1", maanden=spent),
        Stroom("huishouden", {y: round(430_000_000 * 1.05 ** (y - 2022)) for y in years}, factor={2025: 1.02, 2026: 1.02}),
        Stroom("huishouden", {y: round(46_000_000 * 1.02 ** (y - 2022)) for y in years}, soort="baten", categorie="3.7"),
        Stroom("hulpmiddelen", {y: round(190_000_000 * 1.04 ** (y - 2022)) for y in years}),
        Stroom("toegang", {y: round(150_000_000 * 1.05 ** (y - 2022)) for y in years}, categorie="1.1"),
    ]
    rows = ledger_rows(streams, list(years), stream(seed, MAP, "grootboek"))
    periodes = [str(y) for y in range(2022, 2026)] + ["2026Q1", "2026Q2", "2026Q3", "2026M10"]
    made.deliveries += ledger_deliveries(rows, MAP, GEMEENTE, periodes, WINDOWS)
    made.deliveries += budget_deliveries(streams, MAP, GEMEENTE, WINDOWS)
    lump_sums = [stream for stream in streams if stream.vast]
    made.deliveries.append(simple("termijnen", MAP, GEMEENTE, "2026Q1", instalment_rows(lump_sums, range(2024, 2027)), WINDOWS))


def _mistakes(made: Situatie) -> None:
    quarter = made.find("grootboek", GEMEENTE, "2026Q2")
    again = type(quarter)(MAP, CORRECTION, "grootboek", GEMEENTE, "2026Q2", [dict(row) for row in quarter.rows], WINDOWS)
    amount = quarter.rows[3]["Bedrag"]
    assert isinstance(amount, Euro)
    quarter.rows[3]["Bedrag"] = Euro(amount.cent * 100)
    wrong, refused = over_threshold(made.find("zrm", GEMEENTE, "2025H2"), "drempel-zrm", "Meetdatum", "31-02-2025", 10)
    copy, skipped = same_bytes(made.find("pgb", GEMEENTE, "2024H1"), "dubbel-bestand")
    punctual = made.find("zrm", GEMEENTE, "2024H2")
    tardy, accepted = late(punctual, "te-laat")
    made.deliveries.remove(punctual)
    made.deliveries += [again, wrong, copy, tardy]
    ledger = made.find("grootboek", GEMEENTE, "2025")
    loose = next(n for n, row in enumerate(ledger.rows) if n > 40 and not row["Contractnummer"])
    made.defects += [
        refused, skipped, accepted,
        spoil(ledger, "bedrag-onleesbaar", [loose], "Bedrag", "n.t.b.", "getal", "Geen bedrag maar tekst."),
    ]  # fmt: skip
    made.note_succession("grootboek", GEMEENTE, "2026Q2", "Een komma stond verkeerd: een bedrag was honderd keer te hoog.")
    made.note_budget_succession(GEMEENTE)
