"""The short lists of Meppel: contracts, providers, goals, survey and population."""

from datetime import date

import numpy as np

from makers.aggregaten import bevolking, ceo, simple
from makers.beleid import policy_deliveries
from makers.levering import TABS, XLSX, Euro, Row
from makers.meppel_plannen import AGB, DECLARED, GEMEENTE, MAP, RESPITE, TEAM, WIJKEN, YEARS
from makers.situatie import Situatie, aanbieder_row, contract_row, doel_row

MESSAGES = "301, 305, 307, 323, 325"
DECLARATIONS = "323, 325"
HOUSEHOLDS = 3_150  # of the 7,000 inhabitants of this scaled-down municipality
START, LATER = date(2022, 1, 1), date(2027, 12, 31)


def add(made: Situatie, rng: np.random.Generator) -> None:
    """Add the lists to the situation."""
    for bron, rows in (("contracten", _contracts()), ("aanbieders", _providers()), ("doelen", _goals()), ("tarieven", _tariffs())):
        made.deliveries.append(simple(bron, MAP, GEMEENTE, "2026Q1", rows, XLSX if bron == "doelen" else TABS))
    made.deliveries += policy_deliveries(MAP, GEMEENTE, TABS)
    for year, shift in ((2023, 0.02), (2024, 0.02), (2025, 0.03)):
        made.deliveries.append(simple("ceo", MAP, GEMEENTE, str(year), ceo("MP-HH-2022", list(WIJKEN), 60, shift, rng), TABS))
        people = bevolking(dict(zip(WIJKEN, (1_700, 1_500, 1_400, 1_300, 1_100), strict=True)), rng, 1 + 0.04 * (year - 2023))
        made.deliveries.append(simple("bevolking", MAP, GEMEENTE, str(year), people, TABS))


def _contracts() -> list[Row]:
    per_unit = "inspanningsgericht"
    return [
        contract_row("MP-HH-2022", "Hulp bij het huishouden", "Wmo", per_unit, START, LATER, berichten=MESSAGES),
        contract_row("MP-BG-2023", "Kortdurende begeleiding", "Wmo", per_unit, date(2023, 1, 1), LATER, berichten=DECLARATIONS),
        contract_row("MP-BT-2023", "Begeleiding per traject", "Wmo", "outputgericht", date(2023, 1, 1), LATER, berichten=MESSAGES),
        contract_row("MP-DB-2022", "Dagbesteding", "Wmo", per_unit, START, LATER, berichten=MESSAGES),
        contract_row(RESPITE, "Kortdurend verblijf, op factuur", "Wmo", per_unit, date(2024, 1, 1), LATER),
        contract_row(TEAM, "Sociaal Team", "Wmo", "taakgericht", date(2016, 1, 1), None),
        contract_row("MP-JGD-2026", "Jeugdhulp ambulant", "Jeugdwet", per_unit, date(2026, 5, 1), LATER, berichten=MESSAGES),
        contract_row("MP-PGB-2015", "Persoonsgebonden budget, zonder aanbieder", "Wmo", per_unit, date(2015, 1, 1), None),
    ]


def _providers() -> list[Row]:
    return [
        aanbieder_row(agb, f"M{n}", "raamcontractant", "", contract, date(int(contract[-4:]), 1, 1))
        for n, (contract, agb) in enumerate(AGB.items(), start=1)
    ]


def _tariffs() -> list[Row]:
    """The agreed tariffs of what is declared, one per year from 2022 on; the last one has no end."""
    return [
        {
            "Contractnummer": contract, "Productcategorie": terms.categorie, "Productcode": terms.prijs.code,
            "Eenheid": terms.prijs.eenheid, "Tarief": Euro(terms.prijs.tarief(year)), "Geldig vanaf": date(year, 1, 1),
            "Geldig tot": date(year + 1, 1, 1) if year < YEARS[-1] else None,
        }
        for contract, terms in DECLARED.items()
        for year in YEARS
    ]  # fmt: skip


def _goals() -> list[Row]:
    return [
        doel_row("MP-1", "", "Inwoners wonen prettig thuis", "Hulp die past, uit één loket"),
        doel_row("MP-1.1", "MP-1", "Inwoners wonen prettig thuis", "Inwoners gaan vooruit met korte begeleiding", "betrouwbaar_beter",
                 "hoger", "20", 2026, ["6.712"], "MP-BG-2023"),
        doel_row("MP-1.2", "MP-1", "Inwoners wonen prettig thuis", "Inwoners gaan vooruit met een traject", "betrouwbaar_beter", "hoger",
                 "20", 2026, ["6.712"], "MP-BT-2023"),
        doel_row("MP-1.3", "MP-1", "Inwoners wonen prettig thuis", "Hulp bij het huishouden past in het budget", "prognose_jaareinde",
                 "lager", "", 2026, ["6.711"], "MP-HH-2022"),
        doel_row("MP-2.1", "", "Gezinnen met veel problemen komen verder", "Huishoudens van het Sociaal Team gaan vooruit",
                 "betrouwbaar_beter", "hoger", "30", 2026, ["6.21"], TEAM),
    ]  # fmt: skip
