"""Rows of the marts on the chain, scenarios, goals and decisions.

Belongs here: rows. Does not belong here: what the pages should make of them.
"""

from datetime import date

from tests.integration.dashboards.plans import Rows

CHAIN = {"Wmo": (402, 1_240), "Zvw": (655, 3_310), "Wlz": (288, 15_950), "Mantelzorg": (590, 7_450)}


def chain(rows: Rows) -> None:
    """Two groups over three years; of the second the carers are 7 persons, so their money and the total are hidden."""
    for group, few in (("dementie", False), ("schulden", True)):
        for year in (2022, 2023, 2024):
            for law, (persons, thousands) in CHAIN.items():
                spent, expected = thousands * 100_000 + (year - 2022) * 1_234_567, thousands * (year - 2022 + 20) * 5_000
                row = {"gemeentecode": "0484", "doelgroep": group, "wet": law, "jaar": year, "basisjaar": 2022, "is_volledig": True}
                row |= {"personen_n": 7 if few and law == "Mantelzorg" else persons, "bedrag_cent": spent}
                row |= {"per_jaar_thuis_cent": spent // 500, "reden_code": "basisjaar" if year == 2022 else None}
                if year > 2022:
                    balance = expected - spent
                    row |= {"minder_cent": max(balance, 0), "meer_cent": max(-balance, 0), "saldo_cent": balance}
                    row |= {"saldo_laag_cent": balance - 9_000_000, "saldo_hoog_cent": balance + 9_000_000}
                rows["mart_ketenrendement"].append(row)


def scenarios(rows: Rows) -> None:
    """Three paths of MVS over two years, of which one never falls under the floor; one path that was refused."""
    for name, growth in (("vraag gelijk", 0), ("vraag zoals nu", 3), ("vraag hoog", 6)):
        for month in range(24):
            people, budget = 1_800_000 + growth * 1_500 * (month + 1), 103_826_298 + 900_000 * (month // 12)
            nominal = budget * 1000 // people
            real = nominal * 100 // (104 if month < 12 else 108)
            rows["mart_scenario"].append(
                {"contractnummer": "MVS-2020", "gemeentecode": "0622", "scenario": name,
                 "maand": date(2027 + month // 12, month % 12 + 1, 1), "jaar": 2027 + month // 12,
                 "afbouw_pct": 3.0, "indexatie_pct": 4.2, "vraag_pct": float(growth), "volume_pct": 0.0,
                 "prijs_pct": 4.0, "taakmutatie_cent": 0, "ondergrens_cent": 52_500, "basisjaar": 2026, "basis_budget_cent": 1_240_000_000,
                 "basis_clienten_n": 1_800, "budget_cent": budget, "budget_reeel_cent": budget * 100 // 104, "clienten_duizendste": people,
                 "nodig_cent": budget + growth * 1_000_000, "verschil_cent": -growth * 1_000_000, "per_clientmaand_cent": nominal,
                 "per_clientmaand_reeel_cent": real, "is_onder_grens": nominal < 52_500, "is_reeel_onder_grens": real < 52_500}
            )  # fmt: skip
    refused = {"contractnummer": "AR-WMO-2015", "gemeentecode": "0484", "scenario": "te vroeg", "maand": date(2027, 1, 1), "jaar": 2027}
    rows["mart_scenario"].append(refused | {"reden_code": "basisjaar_niet_afgesloten"})


def policy(rows: Rows) -> None:
    """The goal of Alphen with two versions, a story, two actions and four decisions; a share of 8 people then, and one goal unknown."""
    goal = {"gemeentecode": "0484", "doelcode": "D2", "contractnummer": "AR-WMO-2015", "streefjaar": 2026, "indicator": "betrouwbaar_beter"}
    goal |= {"doel": "Meer inwoners gaan duidelijk vooruit", "maatschappelijk_effect": "Inwoners redden zich zelf", "niveau": 1}
    rows["mart_doel"] += [
        goal | {"versie": 1, "norm": 25.0, "geldig_vanaf": date(2024, 1, 1), "geldig_tot": date(2025, 1, 1), "is_actueel": False},
        goal | {"versie": 2, "norm": 28.0, "geldig_vanaf": date(2025, 1, 1), "is_actueel": True},
    ]
    said = {"gemeentecode": "0484", "doelcode": "D2"}
    action = said | {"soort": "actie", "eigenaar": "contractmanager", "einddatum": date(2026, 9, 1), "status": "loopt", "is_te_laat": True}
    rows["mart_doel_verslag"] += [
        said | {"soort": "verhaal", "nummer": "2026H1", "tekst": "De wijkteams meten nu bij start en einde.", "is_te_laat": False},
        action | {"nummer": "A1", "tekst": "Elke aanbieder meet ook bij wie zelf stopt"},
        action | {"nummer": "A2", "tekst": "Het loket gaat ruimer open", "status": "klaar", "is_te_laat": False},
    ]
    decided = said | {"besluitdatum": date(2025, 10, 15), "orgaan": "raad", "terugkijkdatum": date(2026, 10, 15), "is_terug": True}
    figure = {"is_geld": False, "toen_jaar": 2025, "nu_jaar": 2026, "cijfer_contractnummer": "AR-WMO-2015", "cijfer_gemeentecode": "0484",
              "cijfer_indicator": "betrouwbaar_beter", "nu_oordeel_code": "duidelijk_beter", "nu_pct": 40.4, "nu_n": 250, "nu_teller": 101,
              "zelfde_n": 470, "zelfde_teller": 184}  # fmt: skip
    rows["mart_besluit"] += [
        decided | figure | {"besluitnummer": "B1", "besluit": "Het contract loopt door", "toen_bron": "meegegeven", "toen_pct": 15.1},
        decided | figure | {"besluitnummer": "B2", "besluit": "Klein cijfer", "toen_bron": "uitgave", "toen_pct": 21.6, "toen_n": 37},
        decided | {"besluitnummer": "B3", "besluit": "Zonder cijfer", "toen_bron": "onbekend", "reden_code": "geen_cijfer",
                   "is_geld": False, "terugkijkdatum": date(2027, 3, 1), "is_terug": False},
        decided | {"besluitnummer": "B4", "besluit": "Onbekend doel", "doelcode": "D99", "toen_bron": "meegegeven", "is_geld": True,
                   "toen_cent": 719_000_000, "nu_cent": 742_000_000, "toen_jaar": 2025, "nu_jaar": 2026,
                   "cijfer_contractnummer": "AR-WMO-2015", "cijfer_gemeentecode": "0484"},
    ]  # fmt: skip
