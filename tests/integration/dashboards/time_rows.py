"""Rows of the marts about time for the page tests: series with every kind of phase and mark, events, and designs with every outcome.

Belongs here: rows. Does not belong here: the other marts (conftest.py), what the pages should make of them.
Hard cases: months with 1-9 people, a break in the shown months, a phase too short for limits, a series that rises, a design with a
difference that passed, one that was different before, one with another registration, one with a hidden month, and refused changes.
"""

from datetime import date
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
MONTHS = [date(2025 + (7 + i) // 12, (7 + i) % 12 + 1, 1) for i in range(14)]
WINDOW = [date(2024 + i // 12, i % 12 + 1, 1) for i in range(18)]


def series(rows: Rows, number: str, code: str, order: int, wet: str) -> None:
    """Fourteen months of four series of one contract; the fourth contract has months of 7 people, the second a break in January 2026."""
    base = {"contractnummer": number, "gemeentecode": code}
    broken = date(2026, 1, 1) if order == 2 else MONTHS[0]
    for name, level in (("instroom", 40), ("uitstroom", 30), ("clienten", 300), ("melding_start", 36)):
        for i, month in enumerate(MONTHS):
            n = 7 if order == 4 and name != "clienten" and i % 3 == 0 else level + (5 * i) % 7 + (40 if order == 3 and i == 12 else 0)
            phase = broken if month >= broken else MONTHS[0]
            reason = "zelfde_inwoners" if name == "clienten" else "te_weinig_perioden" if order == 2 else None
            limits = {"grens_laag": level - 12.25, "grens_hoog": level + 17.75} if reason is None else {}
            row = base | {"reeks_code": name, "periode": f"{month:%Y-%m}", "periode_start": month, "n": n}
            row |= {"waarde": level + i % 3 + 0.4 if name == "melding_start" else float(n)}
            row |= {"fase_start": phase, "fase_perioden_n": 14, "kaart": "xmr" if reason is None else "verloop", "reden_code": reason}
            row |= {"midden": level + 3.04, **limits, "is_buiten": order == 3 and i == 12 and reason is None, "is_serie": False}
            row |= {"is_op_rij": False, "is_twee_van_drie": False, "trend_code": "stijgt" if order == 5 else "geen_trend", "trend_z": 4.1}
            rows["mart_verloop"].append(row)
    start = {"gebeurtenis_id": f"contract_start:{number}", "soort": "contract_start", "datum": broken, "reeksen": "alle", "wet": wet}
    rows["mart_kalender"].append(base | start | {"naam_nl": f"Contract {number}", "naam_en": f"Contract {number}", "status": "geleverd"})


def national(rows: Rows) -> None:
    """Two events for everybody, one of them from memory."""
    for code, day, status in (("covid_2020", date(2020, 3, 15), "from memory"), ("iv3_2025", date(2025, 1, 1), "bron")):
        rows["mart_kalender"].append(
            {"gebeurtenis_id": f"landelijk:{code}", "soort": "landelijk", "datum": day, "gemeentecode": "alle", "contractnummer": "alle",
             "wet": "alle", "reeksen": "alle", "naam_nl": f"Landelijk {code}", "naam_en": f"National {code}", "status": status}
        )  # fmt: skip


def _design(question: str, code: str, design: str, verdict: str, **more: Any) -> dict[str, Any]:
    refused = verdict == "geweigerd"
    row = {"cell_id": f"{question}-{design}", "vraag_id": question, "reeks_code": "instroom", "ontwerp": design}
    row |= {"gemeentecode": code, "wet": "Wmo", "datum": WINDOW[9]}
    row |= {"soort": "ernaast", "overgang": WINDOW[9], "voor_n": 12, "na_n": 12, "behandeld_n": 3, "oordeel_code": verdict}
    row |= {"reden_code": "te_weinig_perioden_voor" if refused else None, "is_geslaagd": verdict.startswith("geslaagd")}
    row |= {"is_administratief": verdict == "registratie_anders", "is_samenhang_klein": verdict != "samenhang_te_groot"}
    row |= {"is_vooraf_gelijk": verdict != "vooraf_anders", "gebeurtenissen": f"contract_start:{question}"}
    if refused:
        return row | {"is_vooraf_gelijk": None, "is_samenhang_klein": None} | more
    row |= {"effect": -8.24, "effect_laag": -12.41, "effect_hoog": -4.07, "vooraf": 0.3, "vooraf_p": 0.34}
    if design == "did":
        return row | {"controle_n": 6, "indelingen_n": 84} | more
    lines = {"lijn_voor_begin": 40.0, "lijn_voor_eind": 42.2, "lijn_door_eind": 44.6, "lijn_na_begin": 34.0, "lijn_na_eind": 36.1}
    return row | lines | {"samenhang": 0.12, "niveau": -8.0, "helling": -0.1} | more


def designs(rows: Rows) -> None:
    """Meppel passed with a difference, Heerlen differed before, Vlaardingen registered otherwise, Alphen has a hidden month."""
    for question, code, verdict, low in (
        ("mep", "0119", "geslaagd_verschil", 40), ("hrl", "0917", "vooraf_anders", 40), ("mvs", "0622", "registratie_anders", 40),
        ("alp", "0484", "geslaagd_geen_verschil", 7),
    ):  # fmt: skip
        for design in ("its", "did"):
            more = {"effect_hoog": 3.5} if verdict == "geslaagd_geen_verschil" else {}
            rows["mart_beleidseffect"].append(_design(question, code, design, verdict, **more))
        for i, month in enumerate(WINDOW):
            n = low if i == 5 else 41 - 6 * (i >= 9) + i % 3
            rows["mart_beleidseffect_periode"].append(
                {"vraag_id": question, "reeks_code": "instroom", "groep": "behandeld", "periode": f"{month:%Y-%m}", "periode_start": month,
                 "is_erna": i >= 9, "n": n, "waarde": float(n)}
            )  # fmt: skip
    rows["mart_beleidseffect"].append(_design("oud", "0484", "its", "geweigerd", voor_n=0, na_n=0))
