"""The dementia chain in Alphen aan den Rijn (0484): persons from the chain organisation, costs over Wmo, Zvw, Wlz and Mantelzorg.

Planted: people lose a little on the matrix every year whatever happens; success is a slower decline and more time at home. From 2024 they
live at home longer before they move to the Wlz. The contract's money is booked by alphen.py from `streams`.
"""

from datetime import date
from decimal import Decimal

from makers.aggregaten import report, simple
from makers.beleid import scenario_file
from makers.kalender import PERSON_PERIODS
from makers.levering import DUTCH, XLSX, Euro, Row
from makers.mensen import Register
from makers.metingen import measure, zrm_delivery
from makers.money import Stroom, lump_sum, opbouw
from makers.plan import ContractPlan, ZrmPlan, stream
from makers.situatie import Situatie, aanbieder_row, agb, contract_row, doel_row, even
from makers.trajecten import make_trajects, traject_delivery
from makers.waarheid import contract_truth

GEMEENTE, MAP, CONTRACT = "0484", "dementie", "AR-DEM-2022"
CHAIN = agb(GEMEENTE, 90)
WIJKEN = even([f"WK0484{n:02d}" for n in range(1, 6)])
REDENEN = {"39": 0.62, "02": 0.2, "19": 0.1, "21": 0.05, "31": 0.03}
PLAN = ContractPlan(
    contract=CONTRACT, wet="Wmo", wijken=WIJKEN, instroom=13, groei=0.06, duur=((0.3, 200, 60), (0.7, 480, 150)),
    leeftijd=((0.12, 60, 69), (0.88, 70, 95)), producten={"02": 0.45, "07": 0.45, "04": 0.1},
    toegang={"huisarts": 0.5, "wijkteam": 0.3, "medisch_verwijzer": 0.2}, doelgroepen={"dementie": 1.0}, doelrichting="vertragen",
    voorraad=140, algemeen=dict.fromkeys(range(2022, 2027), 0.4), eigen_wijk={2022: 0.5, 2023: 0.55, 2024: 0.6, 2025: 0.65, 2026: 0.68},
    beschikking=0.9, herhaling=0.0, redenen=REDENEN, wachttijd=21,
    zrm=ZrmPlan(
        verandering={2022: -0.28, 2023: -0.28, 2024: -0.2, 2025: -0.12, 2026: -0.12}, begin=-0.35,
        gemeten={"39": 0.79, "19": 0.85, "21": 0.2, "02": 0.1}, ontbreekt_als=("onbesproken", "nvt"), voortgang=0.6,
    ),
)  # fmt: skip
BUDGET = opbouw(CONTRACT, 2022, 1_150_000, {
    2022: {"aanloopinvestering": 90_000}, 2023: {"indexatie": 6.1}, 2024: {"indexatie": 5.8, "taakmutatie": 60_000},
    2025: {"indexatie": 4.9}, 2026: {"indexatie": 4.2},
})  # fmt: skip
# Per year and payer: persons, person-years at home, euro. Costs shift from Wlz to home; carers carry a growing part.
KETEN: dict[int, dict[str, tuple[int, str | None, int | None]]] = {
    2022: {"Wmo": (402, "331.4", 1_240_000), "Zvw": (655, "514.2", 3_310_000), "Wlz": (288, "61.5", 15_950_000),
           "Mantelzorg": (590, "486.0", 7_450_000)},
    2023: {"Wmo": (431, "361.9", 1_342_000), "Zvw": (671, "536.8", 3_590_000), "Wlz": (291, "66.0", 16_900_000),
           "Mantelzorg": (612, "512.3", 8_120_000)},
    2024: {"Wmo": (470, "408.2", 1_497_000), "Zvw": (702, "580.1", 3_985_000), "Wlz": (279, "70.4", 16_750_000),
           "Mantelzorg": (651, "561.9", 9_080_000)},
    2025: {"Wmo": (512, "455.7", 1_613_000), "Zvw": (730, "618.4", 4_310_000), "Wlz": (268, "72.8", 16_620_000),
           "Mantelzorg": (688, "604.5", None)},
}  # fmt: skip
EXPECTED = {
    "gemeente": GEMEENTE, "uitvoeringsvariant": "taakgericht", "gemiddelde_daalt_ook_als_het_goed_gaat": True,
    "oordeel_geld": {2025: ["binnen_budget"], 2026: ["binnen_budget"]}, "keten_persoonsjaren_thuis_stijgt": True,
    "keten_mantelzorg_2025_onbekend": True,
}  # fmt: skip


def streams() -> list[Stroom]:
    """The streams of the chain contract, for the ledger and budget of the municipality."""
    return lump_sum(BUDGET, CONTRACT, CHAIN, {"begeleiding": 0.45, "dagbesteding": 0.55}, {})


def make(seed: int) -> Situatie:
    """All deliveries about the chain itself."""
    made = Situatie(MAP)
    trajects = make_trajects(PLAN, Register("0484-DEM", stream(seed, MAP, "mensen")), stream(seed, MAP, "trajecten"), "0484D")
    assert PLAN.zrm
    scores = measure(trajects, PLAN.zrm, stream(seed, MAP, "zrm"))
    rng = stream(seed, MAP, "aantallen")
    for periode in PERSON_PERIODS:
        made.deliveries.append(traject_delivery(trajects, MAP, CHAIN, periode, XLSX if periode == "2026Q3" else DUTCH))
        made.deliveries.append(zrm_delivery(scores.metingen, MAP, CHAIN, periode, wide=True))
        if periode in PERSON_PERIODS[2:-1]:
            shares = {"mantelzorg_overbelast": 31.0, "verzuim_mantelzorg": 9.0, "locatie_eigen_wijk": 60.0}
            made.deliveries.append(simple("rapportage", MAP, CHAIN, periode, report(CONTRACT, trajects, periode, shares, rng)))
    _lists(made)
    made.planted = {CONTRACT: contract_truth(PLAN, trajects, scores, EXPECTED)}
    return made


def _lists(made: Situatie) -> None:
    contract = contract_row(CONTRACT, "Keten dementie", "Wmo", "taakgericht", date(2022, 1, 1), None, "Keten dementie (voorbeeld)")
    providers = [
        aanbieder_row(agb(GEMEENTE, 90 + n), f"AD{n + 1}", rol, "Keten dementie (voorbeeld)", CONTRACT, date(2022, 1, 1))
        for n, rol in enumerate(("hoofdaannemer", "partner", "partner"))
    ]
    goals = [
        doel_row("AR-3", "", "Mensen met dementie wonen langer thuis", "De keten werkt als één geheel"),
        doel_row("AR-3.1", "AR-3", "Mensen met dementie wonen langer thuis", "Achteruitgang gaat langzamer", "stabiel_of_beter", "hoger",
                 "80", 2026, ["6.712", "6.713"], CONTRACT),
    ]  # fmt: skip
    # The chain made its lists in 2024; the other lists of 0484 carry 2025 and 2026Q1, so neither replaces the other.
    for bron, rows in (("contracten", [contract]), ("aanbieders", providers), ("doelen", goals), ("contractbudget", BUDGET)):
        made.deliveries.append(simple(bron, MAP, GEMEENTE, "2024", rows))
    made.bestanden.append(scenario_file(MAP, GEMEENTE))
    made.deliveries.append(simple("ketenkosten", MAP, GEMEENTE, "2025", _chain_rows()))


def _chain_rows() -> list[Row]:
    return [
        {"Doelgroep": "dementie", "Jaar": year, "Wet": wet, "Personen": persons,
         "Persoonsjaren thuis": None if at_home is None else Decimal(at_home), "Bedrag": None if euro is None else Euro(100 * euro)}
        for year, payers in KETEN.items()
        for wet, (persons, at_home, euro) in payers.items()
    ]  # fmt: skip
