"""The plans and terms of the Meppel contracts: inflow, true change, price, answers to declarations and planned over- or underspending.

Values only; what is done with them stands in meppel.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bericht import Wet

from makers.declaraties import Antwoord, Month, Prijs
from makers.plan import REDENEN_JEUGD, ContractPlan, ZrmPlan
from makers.situatie import agb, even

GEMEENTE, MAP = "0119", "meppel"
WIJKEN = even([f"WK0119{n:02d}" for n in range(1, 6)])
TEAM, RESPITE = "MP-ST-2016", "MP-LOG-2024"
LOKET = {"loket": 1.0}
BG_GROEPEN = {"psychisch": 0.6, "schulden": 0.2, "overig": 0.2}
ADULTS = ((0.65, 19, 64), (0.35, 65, 90))
GEMETEN = {"19": 0.88, "23": 0.5, "39": 0.5, "36": 0.4, "22": 0.3, "21": 0.2}

PLANS: dict[str, ContractPlan] = {
    plan.contract: plan
    for plan in (
        ContractPlan(
            contract="MP-HH-2022", wet="Wmo", wijken=WIJKEN, instroom=2.1, groei=0.12, duur=((1.0, 1150, 300),),
            leeftijd=((0.15, 45, 71), (0.85, 72, 95)), producten={"01": 1.0}, toegang=LOKET, voorraad=60, beschikking=1.0, herhaling=0.0,
            doelgroepen={"ouderen": 0.8, "lichamelijke_beperking": 0.2}, doelrichting="stabiliseren", wachttijd=30,
            redenen={"02": 0.3, "39": 0.4, "19": 0.23, "21": 0.05, "31": 0.02},
        ),
        ContractPlan(
            contract="MP-BG-2023", wet="Wmo", wijken=WIJKEN, eerste=date(2023, 1, 1), instroom=29, duur=((1.0, 96, 18),),
            leeftijd=ADULTS, producten={"02": 1.0}, toegang=LOKET, doelgroepen=BG_GROEPEN, doelrichting="verbeteren", beschikking=1.0,
            wachttijd=32, herhaling=0.05,
            zrm=ZrmPlan(verandering={2023: 0.2, 2024: 0.2, 2025: 0.2, 2026: 0.42}, gemeten=GEMETEN, voortgang=0.0),
        ),
        ContractPlan(
            contract="MP-BT-2023", wet="Wmo", wijken=WIJKEN, eerste=date(2023, 1, 1), instroom=30, duur=((1.0, 150, 28),),
            leeftijd=ADULTS, producten={"02": 1.0}, toegang=LOKET, doelgroepen=BG_GROEPEN, doelrichting="verbeteren", beschikking=1.0,
            wachttijd=32, herhaling=0.05,
            zrm=ZrmPlan(verandering={2023: 0.0}, spreiding=0.0, gemeten=GEMETEN, voortgang=0.0, ontbreekt_als=("99", "n.v.t.")),
        ),
        ContractPlan(
            contract="MP-DB-2022", wet="Wmo", wijken=WIJKEN, instroom=2.2, groei=0.02, duur=((1.0, 480, 120),), leeftijd=ADULTS,
            producten={"07": 1.0}, toegang=LOKET, doelgroepen={"verstandelijke_beperking": 0.5, "ouderen": 0.5}, voorraad=26,
            doelrichting="stabiliseren", beschikking=1.0, herhaling=0.0, eigen_wijk=dict.fromkeys(range(2022, 2027), 0.4),
            zrm=ZrmPlan(verandering={2022: 0.0}, voortgang=0.5, ontbreekt_als=("99", "onbesproken")),
        ),
        ContractPlan(
            contract=RESPITE, wet="Wmo", wijken=WIJKEN, instroom=0.8, duur=((1.0, 110, 30),), leeftijd=((1.0, 70, 92),),
            producten={"04": 1.0}, toegang=LOKET, doelgroepen={"mantelzorger": 1.0}, doelrichting="stabiliseren", beschikking=1.0,
            eerste=date(2024, 1, 1), herhaling=0.0, zrm=ZrmPlan(verandering={2024: 0.1}, gemeten={"19": 0.6}, voortgang=0.0),
        ),
        ContractPlan(
            contract=TEAM, wet="Wmo", wijken=WIJKEN, instroom=10, duur=((1.0, 270, 70),), leeftijd=((0.9, 19, 64), (0.1, 65, 80)),
            producten={"06": 1.0}, toegang={"sociaal_team": 1.0}, doelgroepen={"multiprobleem": 0.8, "gezin": 0.2}, beschikking=0.0,
            doelrichting="verbeteren", algemeen=dict.fromkeys(range(2022, 2027), 1.0), wachttijd=12, met_bsn=0.2,
            zrm=ZrmPlan(verandering={2022: 0.38}, begin=-0.45, voortgang=0.4, ontbreekt_als=("99", "onbekend"),
                        gemeten={"19": 0.88, "23": 0.5, "39": 0.5, "36": 0.4, "22": 0.3, "21": 0.2}),
        ),
        ContractPlan(
            contract="MP-JGD-2026", wet="Jeugdwet", wijken=WIJKEN, instroom=2.5, duur=((1.0, 260, 60),), leeftijd=((1.0, 6, 17),),
            producten={"45": 1.0}, toegang={"huisarts": 0.6, "loket": 0.4}, doelgroepen={"jeugd": 1.0}, doelrichting="verbeteren",
            eerste=date(2026, 5, 1), voorraad=9, beschikking=1.0, herhaling=0.0, redenen=REDENEN_JEUGD,
        ),
        ContractPlan(
            contract="MP-PGB-2015", wet="Wmo", wijken=WIJKEN, instroom=0.7, duur=((1.0, 900, 250),), leeftijd=((1.0, 30, 85),),
            producten={"01": 0.5, "02": 0.5}, toegang=LOKET, doelgroepen={"lichamelijke_beperking": 1.0}, doelrichting="stabiliseren",
            voorraad=24, pgb=True, herhaling=0.0,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voorwaarden:
    """How one framework contract is declared. Months are those of the declaration.

    `beknopt`: the provider's software writes short prefixes.
    """

    agb: str
    wet: Wet
    categorie: str
    prijs: Prijs
    antwoorden: Mapping[Month, Antwoord] = field(default_factory=dict)
    handmatig: Mapping[Month, int] = field(default_factory=dict)
    vanaf: Month = (2026, 1)
    beknopt: bool = True


DECLARED = {
    "MP-HH-2022": Voorwaarden(agb(GEMEENTE, 1), "Wmo", "01", Prijs("01A01", "04", 3050, 11), handmatig={(2026, 3): 125_000}),
    "MP-BG-2023": Voorwaarden(agb(GEMEENTE, 2), "Wmo", "02", Prijs("02A01", "01", 95, 400)),
    "MP-BT-2023": Voorwaarden(agb(GEMEENTE, 3), "Wmo", "02", Prijs("02T01", "82", 164_000, 0), antwoorden={(2026, 9): "open"}),
    "MP-DB-2022": Voorwaarden(
        agb(GEMEENTE, 4), "Wmo", "07", Prijs("07A01", "16", 4300, 18), antwoorden={(2026, 5): "afgewezen", (2026, 9): "open"}
    ),
    "MP-JGD-2026": Voorwaarden(agb(GEMEENTE, 6), "Jeugdwet", "45", Prijs("45A01", "04", 7300, 6), vanaf=(2026, 5), beknopt=False),
}
RESPITE_PRICE = Prijs("04A01", "14", 20_500, 4)
TAAKVELD = {
    "MP-HH-2022": "huishouden", "MP-BG-2023": "begeleiding", "MP-BT-2023": "begeleiding", "MP-DB-2022": "dagbesteding",
    "MP-LOG-2024": "overig", "MP-JGD-2026": "jeugd_ambulant", "MP-PGB-2015": "pgb_wmo",
}  # fmt: skip
AGB = {contract: terms.agb for contract, terms in DECLARED.items()} | {RESPITE: agb(GEMEENTE, 5)}
YEARS = range(2022, 2027)
# Spent against budget per year: help at home is over and ever more so.
FACTOR: dict[str, dict[int, float]] = {
    "MP-HH-2022": {2022: 1.0, 2023: 1.04, 2024: 1.07, 2025: 1.1, 2026: 1.14},
    "MP-BG-2023": {2023: 1.0, 2024: 0.99, 2025: 0.98, 2026: 1.08},
    "MP-BT-2023": {2023: 0.95, 2024: 0.95, 2025: 0.94, 2026: 0.9},
    "MP-DB-2022": {2022: 1.0, 2023: 1.01, 2024: 0.99, 2025: 1.02, 2026: 1.0},
    RESPITE: {2024: 0.9, 2025: 0.95, 2026: 0.9},
    "MP-JGD-2026": {2026: 1.0},
    "MP-PGB-2015": {2022: 1.0, 2023: 0.98, 2024: 0.97, 2025: 0.99, 2026: 0.97},
}
SAME = ["geen_duidelijk_verschil", "nog_niet_te_zeggen"]
EXPECTED: dict[str, dict[str, object]] = {
    "MP-HH-2022": {"uitvoeringsvariant": "inspanningsgericht", "kostenvorm": {2026: "waargenomen"}, "zonder_zrm": True,
                   "oordeel_resultaat": {2025: ["niet_getoond"]}, "oordeel_geld": {2025: ["boven_budget"], 2026: ["boven_budget"]}},
    "MP-BG-2023": {"uitvoeringsvariant": "inspanningsgericht", "kostenvorm": {2026: "waargenomen"},
                   "oordeel_resultaat": {2025: SAME, 2026: ["duidelijk_beter"]}, "oordeel_geld": {2026: ["boven_budget"]}},
    "MP-BT-2023": {"uitvoeringsvariant": "outputgericht", "oordeel_resultaat": {2025: ["geen_duidelijk_verschil"]},
                   "oordeel_geld": {2025: ["binnen_budget"]}},
    "MP-DB-2022": {"uitvoeringsvariant": "inspanningsgericht", "oordeel_resultaat": {2025: [*SAME, "niet_getoond"]}},
    RESPITE: {"uitvoeringsvariant": "inspanningsgericht", "te_klein": True, "oordeel_resultaat": {2025: ["niet_getoond"]}},
    TEAM: {"uitvoeringsvariant": "taakgericht", "oordeel_resultaat": {2025: ["nog_niet_te_zeggen"]},
           "oordeel_geld": {2025: ["binnen_budget"]}},
    "MP-JGD-2026": {"uitvoeringsvariant": "inspanningsgericht", "zonder_zrm": True, "oordeel_geld": {2026: ["nog_niet_te_zeggen"]}},
    "MP-PGB-2015": {"zonder_zrm": True},
}  # fmt: skip
EXPECTED = {contract: {"gemeente": GEMEENTE} | truth for contract, truth in EXPECTED.items()}
