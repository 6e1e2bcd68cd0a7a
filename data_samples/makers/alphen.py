"""Alphen aan den Rijn (0484): one lump sum for adults with a consortium of eight, and one for youth since 2018. All figures invented.

Planted: adults stay equal up to 2025 and truly improve more in 2026; one wijk above and one below the others; youth scores come as counts
only, because that provider may not send persons, and youth spends more than its budget. The dementia chain of this municipality stands in
dementie.py; its money is in the ledger and budget made here.
"""

from collections.abc import Sequence
from datetime import date

from makers import dementie, uitkomsten
from makers.aggregaten import bevolking, ceo, counted_scores, report, simple
from makers.begroting import budget_deliveries
from makers.beleid import policy_deliveries
from makers.boekhouding import instalment_rows, iv3_rows, ledger_cells
from makers.defects import extra_column, spoil
from makers.kalender import HALFYEARS, PERSON_PERIODS, inside
from makers.levering import CORRECTION, DUTCH_BOM, XLSX, Row
from makers.mensen import Register
from makers.metingen import Gemeten, measure, zrm_delivery
from makers.money import Stroom, ledger_deliveries, ledger_rows, lump_sum, opbouw
from makers.plan import REDENEN_JEUGD, ContractPlan, ZrmPlan, stream
from makers.situatie import Situatie, aanbieder_row, agb, contract_row, doel_row, even
from makers.trajecten import Traject, early_delivery, make_trajects, traject_delivery
from makers.waarheid import contract_truth

GEMEENTE, MAP = "0484", "alphen_aan_den_rijn"
WIJKEN = even([f"WK0484{n:02d}" for n in range(1, 6)], 1.2, 1.0, 1.0, 1.0, 0.8)
CONSORTIUM, JEUGDCONSORTIUM = "Consortium Alphen (voorbeeld)", "Jeugdconsortium Alphen (voorbeeld)"
WMO = ContractPlan(
    contract="AR-WMO-2015", wet="Wmo", wijken=WIJKEN, instroom=50, groei=0.02, duur=((0.75, 230, 60), (0.25, 420, 110)),
    leeftijd=((0.65, 19, 64), (0.35, 65, 92)), producten={"02": 0.7, "07": 0.3}, toegang={"wijkteam": 0.8, "zelf": 0.15, "huisarts": 0.05},
    doelgroepen={"psychisch": 0.4, "ouderen": 0.25, "schulden": 0.15, "verstandelijke_beperking": 0.1, "overig": 0.1},
    doelrichting="verbeteren", algemeen=dict.fromkeys(range(2022, 2027), 0.85), beschikking=0.5, wachttijd=18,
    zrm=ZrmPlan(
        verandering={2022: 0.12, 2023: 0.12, 2024: 0.12, 2025: 0.12, 2026: 0.36}, voortgang=0.5,
        wijk_verschil={"WK048402": 0.15, "WK048404": -0.15},
        gemeten={"19": 0.79, "23": 0.45, "39": 0.45, "36": 0.4, "22": 0.25, "21": 0.18},
    ),
)  # fmt: skip
JEUGD = ContractPlan(
    contract="AR-JGD-2018", wet="Jeugdwet", wijken=WIJKEN, instroom=19, groei=0.03, duur=((0.8, 200, 60), (0.2, 400, 120)),
    leeftijd=((0.45, 4, 11), (0.55, 12, 17)), producten={"45": 0.65, "41": 0.1, "50": 0.1, "52": 0.15},
    toegang={"wijkteam": 0.4, "huisarts": 0.45, "gecertificeerde_instelling": 0.1, "medisch_verwijzer": 0.05},
    doelgroepen={"jeugd": 0.7, "gezin": 0.3}, doelrichting="verbeteren", beschikking=0.6, redenen=REDENEN_JEUGD, wachttijd=40,
    zrm=ZrmPlan(verandering={2022: 0.15}, ontbreekt_als=("99", "nvt"), voortgang=0.2),
)  # fmt: skip
WMO_BUDGET = opbouw("AR-WMO-2015", 2015, 4_400_000, {
    2015: {"aanloopinvestering": 520_000}, 2016: {"indexatie": 1.5, "aanloopinvestering": 180_000}, 2017: {"indexatie": 1.8},
    2018: {"indexatie": 2.1}, 2019: {"indexatie": 2.6}, 2020: {"indexatie": 2.8, "taakmutatie": 60_000}, 2021: {"indexatie": 1.9},
    2022: {"indexatie": 3.2}, 2023: {"indexatie": 6.1}, 2024: {"indexatie": 5.8}, 2025: {"indexatie": 4.9, "taakmutatie": 150_000},
    2026: {"indexatie": 4.2},
})  # fmt: skip
JEUGD_BUDGET = opbouw("AR-JGD-2018", 2018, 3_900_000, {
    2018: {"aanloopinvestering": 450_000}, 2019: {"indexatie": 2.6, "aanloopinvestering": 150_000}, 2020: {"indexatie": 2.8},
    2021: {"indexatie": 1.9, "taakmutatie": 90_000}, 2022: {"indexatie": 3.2}, 2023: {"indexatie": 6.1}, 2024: {"indexatie": 5.8},
    2025: {"indexatie": 4.9}, 2026: {"indexatie": 4.2},
})  # fmt: skip
JEUGD_FACTOR = {2022: 1.01, 2023: 1.03, 2024: 1.05, 2025: 1.06, 2026: 1.08}
LEAD, YOUTH_LEAD = agb(GEMEENTE, 1), agb(GEMEENTE, 21)


def make(seed: int) -> Situatie:
    """All deliveries of Alphen aan den Rijn."""
    made = Situatie(MAP)
    register = Register("0484-WMO", stream(seed, MAP, "mensen"))
    adults = make_trajects(WMO, register, stream(seed, MAP, "wmo"), "0484W")
    youth = make_trajects(JEUGD, Register("0484-JGD", stream(seed, MAP, "jeugdigen")), stream(seed, MAP, "jeugd"), "0484J")
    assert WMO.zrm and JEUGD.zrm
    adult_scores = measure(adults, WMO.zrm, stream(seed, MAP, "zrm"))
    youth_scores = measure(youth, JEUGD.zrm, stream(seed, MAP, "zrmjeugd"))
    _persons(made, [*adults, *youth], adult_scores)
    _counts(made, adults, youth, youth_scores, seed)
    _lists(made)
    _money(made, seed)
    _mistakes(made)
    outcomes = uitkomsten.youth_outcomes(made, youth, GEMEENTE, YOUTH_LEAD, JEUGD.contract, stream(seed, MAP, "uitkomsten"))
    two_laws = uitkomsten.second_law(made, adults, GEMEENTE, stream(seed, MAP, "participatie"))
    made.planted = {
        "AR-WMO-2015": contract_truth(WMO, adults, adult_scores, EXPECTED_WMO | two_laws),
        "AR-JGD-2018": contract_truth(JEUGD, youth, None, EXPECTED_JEUGD | outcomes),
    }
    return made


EXPECTED_WMO = {
    "gemeente": GEMEENTE, "uitvoeringsvariant": "taakgericht", "kostenvorm": {2025: "toegerekend"},
    "oordeel_resultaat": {2025: ["geen_duidelijk_verschil", "nog_niet_te_zeggen"], 2026: ["duidelijk_beter"]},
    "oordeel_geld": {2025: ["binnen_budget"], 2026: ["binnen_budget"]}, "aanloopinvestering": {2015: 52_000_000, 2016: 18_000_000},
}  # fmt: skip
EXPECTED_JEUGD = {
    "gemeente": GEMEENTE, "uitvoeringsvariant": "taakgericht", "zrm_alleen_als_aantallen": True,
    "oordeel_resultaat": {2025: ["niet_getoond"]}, "oordeel_geld": {2025: ["boven_budget"], 2026: ["boven_budget"]},
    "aanloopinvestering": {2018: 45_000_000, 2019: 15_000_000},
}  # fmt: skip


def _persons(made: Situatie, trajects: Sequence[Traject], scores: Gemeten) -> None:
    for periode in PERSON_PERIODS:
        if periode == "2026H1":  # delivered right after the period, and again with the end dates completed
            made.deliveries.append(early_delivery(list(trajects), MAP, GEMEENTE, periode, DUTCH_BOM))
            made.deliveries.append(traject_delivery(list(trajects), MAP, GEMEENTE, periode, DUTCH_BOM, stap=CORRECTION))
        else:
            made.deliveries.append(traject_delivery(list(trajects), MAP, GEMEENTE, periode, DUTCH_BOM))
        made.deliveries.append(zrm_delivery(scores.metingen, MAP, GEMEENTE, periode, DUTCH_BOM, wide=True))


def _counts(made: Situatie, adults: list[Traject], youth: list[Traject], youth_scores: Gemeten, seed: int) -> None:
    rng = stream(seed, MAP, "aantallen")
    for periode in HALFYEARS[2:]:
        adult_shares = {"vrijwilligersrol": 14.0, "doelen_gehaald": 66.0, "mantelzorg_overbelast": 17.0}
        youth_shares = {"doelen_gehaald": 61.0, "zonder_hulp_verder": 55.0, "herhaald_beroep": 14.0}
        for lead, plan, who, shares in ((LEAD, WMO, adults, adult_shares), (YOUTH_LEAD, JEUGD, youth, youth_shares)):
            rows = report(plan.contract, who, periode, shares, rng)
            made.deliveries.append(simple("rapportage", MAP, lead, periode, rows))
        if periode >= "2024":
            counted = counted_scores([m for m in youth_scores.metingen if inside(m.datum, periode)], "AR-JGD-2018")
            made.deliveries.append(simple("zrmaggregaat", MAP, YOUTH_LEAD, periode, counted))
    for year, shift in ((2023, 0.0), (2024, 0.01), (2025, 0.04)):
        made.deliveries.append(simple("ceo", MAP, GEMEENTE, str(year), ceo("AR-WMO-2015", list(WIJKEN), 160, shift, rng), DUTCH_BOM))
        people = bevolking(dict(zip(WIJKEN, (31_000, 24_000, 22_500, 19_500, 16_000), strict=True)), rng, 1 + 0.03 * (year - 2023))
        made.deliveries.append(simple("bevolking", MAP, GEMEENTE, str(year), people, DUTCH_BOM))


def _lists(made: Situatie) -> None:
    contracts = [
        contract_row("AR-WMO-2015", "Ondersteuning van volwassenen in de wijk", "Wmo", "taakgericht", date(2015, 1, 1), None, CONSORTIUM),
        contract_row("AR-JGD-2018", "Jeugdhulp in de wijk", "Jeugdwet", "taakgericht", date(2018, 1, 1), None, JEUGDCONSORTIUM),
    ]
    providers = [
        aanbieder_row(agb(GEMEENTE, n), f"A{n}", "hoofdaannemer" if n == 1 else "partner", CONSORTIUM, "AR-WMO-2015", date(2015, 1, 1))
        for n in range(1, 9)
    ]
    providers.append(aanbieder_row(YOUTH_LEAD, "AJ1", "hoofdaannemer", JEUGDCONSORTIUM, "AR-JGD-2018", date(2018, 1, 1)))
    goals: list[Row] = [
        doel_row("AR-1", "", "Inwoners redden zich zelf", "Inwoners krijgen hulp in hun eigen wijk"),
        doel_row("AR-1.1", "AR-1", "Inwoners redden zich zelf", "Meer inwoners gaan duidelijk vooruit", "betrouwbaar_beter", "hoger", "25",
                 2026, ["6.1", "6.21", "6.712", "6.713"], "AR-WMO-2015"),
        doel_row("AR-1.2", "AR-1", "Inwoners doen mee", "Meer inwoners gaan vooruit op meedoen", "beter_maatschappelijke_participatie",
                 "hoger", "40", 2026, ["6.1", "6.713"], "AR-WMO-2015"),
        doel_row("AR-2.1", "", "Jeugdigen groeien gezond op", "Meer jeugdigen gaan duidelijk vooruit", "betrouwbaar_beter", "hoger", "30",
                 2026, ["6.22", "6.751"], "AR-JGD-2018"),
    ]  # fmt: skip
    for bron, rows in (("contracten", contracts), ("aanbieders", providers), ("doelen", goals)):
        made.deliveries.append(simple(bron, MAP, GEMEENTE, "2025", rows, XLSX if bron == "doelen" else DUTCH_BOM))
    made.deliveries.append(simple("contractbudget", MAP, GEMEENTE, "2026Q1", [*WMO_BUDGET, *JEUGD_BUDGET], DUTCH_BOM))
    made.deliveries += policy_deliveries(MAP, GEMEENTE, DUTCH_BOM)


def _money(made: Situatie, seed: int) -> None:
    years = range(2022, 2027)
    streams = [
        *lump_sum(WMO_BUDGET, "AR-WMO-2015", LEAD, {"samenkracht": 0.15, "toegang": 0.2, "begeleiding": 0.4, "dagbesteding": 0.25}, {}),
        *lump_sum(JEUGD_BUDGET, "AR-JGD-2018", YOUTH_LEAD, {"toegang_jeugd": 0.2, "jeugd_ambulant": 0.8}, JEUGD_FACTOR),
        *dementie.streams(),
        Stroom("huishouden", {y: round(390_000_000 * 1.06 ** (y - 2022)) for y in years}, factor={2024: 1.02, 2025: 1.03, 2026: 1.05}),
        Stroom("huishouden", {y: round(42_000_000 * 1.02 ** (y - 2022)) for y in years}, soort="baten", categorie="3.7"),
        Stroom("hulpmiddelen", {y: round(165_000_000 * 1.04 ** (y - 2022)) for y in years}, factor={2026: 0.98}),
        Stroom("jeugd_verblijf", {y: round(310_000_000 * 1.05 ** (y - 2022)) for y in years}, factor={2025: 1.04, 2026: 1.03}),
        Stroom("pgb_wmo", {y: round(88_000_000 * 1.03 ** (y - 2022)) for y in years}, categorie="4.1.1", factor={2026: 0.97}),
        Stroom("toegang", {y: round(120_000_000 * 1.05 ** (y - 2022)) for y in years}, categorie="1.1"),
    ]
    rows = ledger_rows(streams, list(years), stream(seed, MAP, "grootboek"))
    periodes = [str(y) for y in range(2022, 2026)] + [f"2026M{m:02d}" for m in range(1, 11)]
    made.deliveries += ledger_deliveries(rows, MAP, GEMEENTE, periodes, DUTCH_BOM)
    made.deliveries += budget_deliveries(streams, MAP, GEMEENTE, DUTCH_BOM)
    lump_sums = [stream for stream in streams if stream.contract in ("AR-WMO-2015", "AR-JGD-2018", dementie.CONTRACT)]
    made.deliveries.append(simple("termijnen", MAP, GEMEENTE, "2026Q1", instalment_rows(lump_sums, range(2024, 2027)), DUTCH_BOM))
    made.deliveries.append(simple("iv3", MAP, GEMEENTE, "2024", iv3_rows(ledger_cells(rows, 2024), GEMEENTE, "2024X005")))


def _mistakes(made: Situatie) -> None:
    ledger, persons = made.find("grootboek", GEMEENTE, "2025"), made.find("trajecten", GEMEENTE, "2024H1")
    loose = next(n for n, row in enumerate(ledger.rows) if n > 20 and not row["Contractnummer"])
    ended = [n for n, row in enumerate(persons.rows) if row["Wet"] == "Wmo" and row["Einddatum"]]
    known = [n for n, row in enumerate(persons.rows) if row["BSN"] and n not in ended[:3]]
    made.defects += [
        spoil(ledger, "taakveld-verlopen", [loose], "Taakveld", "6.71b", "geldigheid", "Code van 2024 in boekjaar 2025."),
        spoil(persons, "bsn-elfproef", known[:2], "BSN", "999900007", "bsn", "BSN uit de testreeks dat de elfproef niet haalt."),
        spoil(persons, "gemeente-onbekend", ended[:1], "Gemeentecode", "9999", "lijst", "Deze gemeente bestaat niet."),
        spoil(persons, "reden-andere-wet", ended[1:2], "Reden beëindiging", "35", "lijst", "Reden 35 hoort bij de Jeugdwet."),
        spoil(persons, "einde-voor-begin", ended[2:3], "Einddatum", date(2023, 12, 1), "einde_niet_voor_begin", "Einde voor het begin."),
    ]
    made.defects.append(extra_column(made.find("rapportage", LEAD, "2025H1"), "kolom-extra", "Opmerking medewerker"))
    made.note_succession("trajecten", GEMEENTE, "2026H1", "Aangevulde levering van dit tijdvak.")
    made.note_budget_succession(GEMEENTE)
