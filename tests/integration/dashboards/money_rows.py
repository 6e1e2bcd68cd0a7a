"""Rows of the marts on money: budgets, months, forecasts with their parts, and the books beside other sources.

Belongs here: rows. Does not belong here: the contracts they are about (plans.py), what the pages should make of them.
"""

from datetime import date
from typing import Any

from tests.integration.dashboards.plans import Plan, Rows


def money(rows: Rows, plan: Plan) -> None:
    for year, (budget, spent, expected, low, high) in plan.money.items():
        closed = year < 2026
        code = "nog_niet_te_zeggen" if low is None or (low <= budget < (high or 0)) else "boven_budget" if low > budget else "binnen_budget"
        cents = {
            "begroting_actueel": budget,
            "begroting_primitief": budget - 100,
            "realisatie": spent,
            "prognose": expected,
            "prognose_laag": low,
        }
        cents |= {
            "prognose_hoog": high,
            "verschil": expected - budget,
            "verschil_laag": low and low - budget,
            "verschil_hoog": high and high - budget,
        }
        cents |= {"contractbudget": budget, "structureel": budget, "aanloopinvestering": 0}
        row: dict[str, Any] = {f"{name}_cent": None if value is None else value * 100_000 + 37 for name, value in cents.items()}
        method = "definitief" if closed else "evenredig" if low is None else "profiel_eerdere_jaren"
        row |= {"contractnummer": plan.number, "gemeentecode": plan.code, "boekjaar": year, "maanden_n": 12 if closed else 10}
        row |= {"realisatie_bron": "grootboek", "prognose_methode": method, "geld_oordeel_code": code, "clienten_n": plan.people}
        row |= {"uitvoeringsvariant": plan.form, "kosten_per_client_cent": spent * 100_000 // plan.people if closed else None}
        row |= {
            "kostenvorm": "toegerekend" if closed else "geweigerd",
            "kostenvorm_reden": "taakgericht_contract" if closed else "jaar_niet_afgesloten",
        }
        rows["mart_budget_jaar"].append(row)
        verdict = {"oordeel_id": f"geld-{plan.number}-{year}", "onderwerp": "geld", "indicator": "prognose_jaareinde", "jaar": year}
        rows["mart_oordeel"].append(verdict | {"contractnummer": plan.number, "gemeentecode": plan.code, "geld_oordeel_code": code,
                                               "oordeel_code": "nog_niet_te_zeggen",
                                               "vergelijking_jaar": year, "is_hoofdoordeel": True})  # fmt: skip
    _months(rows, plan)


def forecast(rows: Rows, plan: Plan, order: int) -> None:
    """Bars that add up, three methods, last year's forecast with its outcome, and support that may belong to another law."""
    budget, _, expected, low, high = (value and value * 100_000 + 37 for value in plan.money[2026])
    key = {"contractnummer": plan.number, "gemeentecode": plan.code, "boekjaar": 2026}
    apart, parts = (
        plan.form != "taakgericht",
        {"verschil_vorig_jaar": budget // 50, "volume": 4_100, "mix": -2_000, "prijs": -(budget // 60)},
    )
    rest = expected - budget - sum(parts.values())
    for place, (post, cents) in enumerate({**parts, "overige_uitgaven": rest}.items(), 1):
        row = key | {
            "volgorde": place,
            "post": post,
            "bedrag_cent": cents,
            "verschil_cent": expected - budget,
            "maanden_n": 9 if apart else None,
        }
        row |= {"kostenvorm": "waargenomen" if apart and post in ("volume", "mix", "prijs") else None, "begroting_cent": budget}
        row |= {"reden_code": None if apart else "taakgericht_contract", "is_grootste_oorzaak": post == "verschil_vorig_jaar"}
        rows["mart_overschrijding"].append(row)
    for method, reason in (("obligo", "geen_toewijzingen"), ("profiel_eerdere_jaren", None if low else "te_weinig_jaren")):
        row = key | {"methode": method, "is_hoofdmethode": reason is None, "keuze_reden": "boeken_en_eerdere_jaren", "reden_code": reason}
        band = {"prognose": expected, "prognose_laag80": low, "prognose_hoog80": high, "prognose_laag": low, "prognose_hoog": high}
        row |= {f"{name}_cent": value for name, value in band.items()} if reason is None else {}
        rows["mart_prognose"].append(row | {"maanden_n": 10, "waarnemingen_n": 3})
    form = "taakgericht" if plan.form == "taakgericht" else "per_eenheid_of_resultaat"
    spent = plan.money[2025][1] * 100_000
    past = key | {"boekjaar": 2025, "maand_nr": 10, "methode": "profiel_eerdere_jaren", "vorm": form, "herkomst": "achteraf_berekend"}
    bands = {"prognose_cent": spent + 900, "prognose_laag_cent": spent - 9_000, "prognose_hoog_cent": spent + 9_000, "uitkomst_cent": spent}
    rows["mart_prognose_toets"].append(past | bands | {"afwijking_pct": 0.01, "is_binnen_80": order % 3 > 0, "is_binnen_95": True})
    home = {
        "leeftijd_vanaf": 80,
        "uren_per_week_vanaf": 2.0,
        "jaren_langer_dan": 2,
        "clienten_n": 120,
        "bekend_n": 118,
        "kosten_cent": 4_025_100,
    }
    home |= {"langdurig_n": 4 if order % 2 else 24, "langdurig_kosten_cent": 907_400, "langdurig_pct": 20.34, "langdurig_laag_pct": 14.07}
    home |= {"langdurig_hoog_pct": 28.48, "langdurig_kosten_pct": 22.54, "reden_code": "te_weinig_bekend" if order == 2 else None}
    rows["mart_langer_thuis"].append(key | home)
    law = key | {"soort": "wlz_volume", "zekerheid": "proxy", "periode": "2026"}
    law |= {"kosten_cent": 812_300, "clienten_n": 7 if order % 2 else 14}
    gone = {"soort": "uitstroom", "zekerheid": "waargenomen", "periode": f"2026Q{1 + order % 3}"}
    rows["mart_andere_wet"] += [law, law | gone]
    _trials_and_shadow(rows, key, order, spent)


def indexes(rows: Rows, plan: Plan, order: int) -> None:
    """Five years, the last still running. The first is 100, the second measured too little, the third has a few better.

    Every third contract has no index at all.
    """
    key = {"contractnummer": plan.number, "gemeentecode": plan.code, "basisjaar": 2022, "indicator": "betrouwbaar_beter"}
    key |= {"budget_bron": "contractbudget", "basis_teller": 20, "basis_n": 89}
    for place, (year, better, index, low, high, reason) in enumerate((
        (2022, 20, 100.0, 100.0, 100.0, None), (2023, 28, None, None, None, "dekking_te_laag"),
        (2024, 7, 31.1, 13.8, 70.2, None), (2025, 37, 74.2, 45.7, 120.5, None),
        (2026, 41, 82.2, 50.7, 133.4, None),
    )):  # fmt: skip
        row = key | {"maat": "resultaat", "jaar": year, "is_lopend": year == 2026, "teller": better, "n": 222, "reden_code": reason}
        row |= {"budget_nominaal_index": 100.0 + 7 * place, "budget_reeel_index": 100.0 + 3 * place}
        row |= {"effect_index": index, "effect_index_laag": low, "effect_index_hoog": high}
        if order % 3 == 2:
            row |= {"reden_code": "basisjaar_dekking_te_laag", "effect_index": None, "effect_index_laag": None, "effect_index_hoog": None}
        rows["mart_budget_en_effect_index"].append(row)


def _trials_and_shadow(rows: Rows, key: dict[str, Any], order: int, spent: int) -> None:
    """A trial of either method that rests on messages, and a shadow price: one that is given, others refused for different reasons."""
    place = {name: key[name] for name in ("contractnummer", "gemeentecode")}
    for method, tested in (("obligo", "periode"), ("voltooiing", "gedeclareerd")):
        trial = place | {"methode": method, "toetst": tested, "bekend_tot": date(2026, 4, 30), "van": date(2026, 5, 1)}
        trial |= {"tot_en_met": date(2026, 6, 1), "waarnemingen_n": 3, "prognose_cent": spent, "uitkomst_cent": spent + 700}
        trial |= {"prognose_laag_cent": spent - 900, "prognose_hoog_cent": spent + 900, "afwijking_pct": -0.01}
        rows["mart_prognose_proef"].append(trial | {"is_binnen_80": False, "is_binnen_95": True})
    refused = {"kostenvorm": "geweigerd", "oordeel_code": "geweigerd", "reden_code": "geen_tarief" if order % 2 else "geen_hoeveelheid"}
    given = {"kostenvorm": "schaduw", "oordeel_code": "schaduw_hoger", "maanden_n": 12, "vast_deel_cent": spent}
    given |= {"schaduw_cent": spent + 500, "schaduw_laag_cent": spent + 100, "schaduw_hoog_cent": spent + 900}
    rows["mart_schaduwprijs"] += [key | refused, key | {"boekjaar": 2025} | given]


def coverage(rows: Rows) -> None:
    for form in ("taakgericht", "per_eenheid_of_resultaat"):
        for method, tested in (("profiel_eerdere_jaren", "jaar"), ("obligo", "periode"), ("voltooiing", "gedeclareerd")):
            row = {"methode": method, "vorm": form, "toetst": tested, "prognoses_n": 108, "bewaard_n": 0, "jaren_n": 10}
            for part, share, low, high in ((80, 78.7, 47.7, 93.7), (95, 93.5, 63.7, 99.2)):
                row |= {f"binnen_{part}_pct": share, f"binnen_{part}_laag_pct": low, f"binnen_{part}_hoog_pct": high}
            rows["mart_prognose_dekking"].append(row)


def _months(rows: Rows, plan: Plan) -> None:
    budget, spent = plan.money[2026][:2]
    for code, name, part in (("6.712", "Begeleiding (Wmo)", 0.6), ("6.713", "Dagbesteding (Wmo)", 0.4)):
        for month in range(1, 13):
            closed = month <= 10
            so_far = round(spent * part * month / 10) * 100_000
            rows["mart_budget_realisatie"].append(
                {"contractnummer": plan.number, "gemeentecode": plan.code, "taakveld_code": code, "taakveld_naam": name, "boekjaar": 2026,
                 "maand": date(2026, month, 1), "grootboek_cumulatief_cent": so_far if closed else None, "is_afgesloten": closed,
                 "begroting_jaar_cent": round(budget * part) * 100_000, "norm_pct": month * 100 / 12,
                 "uitnutting_pct": 100 * so_far / (budget * part * 100_000) if closed else None}
            )  # fmt: skip


def books(rows: Rows, plan: Plan, order: int) -> None:
    """The books beside other sources: one contract closes, one has no other source, two differ by plus and minus on two taakvelden."""
    for year in (2025, 2026):
        spent = plan.money[year][1] * 100_000 if order < 6 else 0
        for code, name, part, rest in (("6.712", "Begeleiding (Wmo)", 6, 250_000), ("6.713", "Dagbesteding (Wmo)", 4, -250_000)):
            booked, wrong = spent * part // 10, rest if order in (3, 4) else 0
            other = {"zonder_tegenbron": booked} if order == 2 else {
                "declaraties_geaccepteerd": booked - wrong - 90_000, "verklaard_buiten_berichten": 30_000, "nog_niet_gemeld": 60_000,
                "onverklaard": wrong,
            }  # fmt: skip
            for post, cents in {"grootboek": booked, **other}.items():
                key = {"vergelijking": "bronnen", "gemeentecode": plan.code, "contractnummer": plan.number, "boekjaar": year}
                rows["mart_boekhouding"].append({**key, "taakveld_code": code, "taakveld_naam": name, "lasten_baten": "saldo", "post": post,
                                                 "groep": GROUP_OF[post], "bedrag_cent": cents})  # fmt: skip
    if order == 5:
        for year, steps in ((2025, {"begin": 1_000_000_000}), (2026, {"vorig_jaar": 1_000_000_000, "afbouw": -30_000_000})):
            base = {"contractnummer": plan.number, "gemeentecode": plan.code, "jaar": year, "basisjaar": 2025}
            base |= {"structureel_reeel_cent": sum(steps.values()) - 25 * (year - 2025)}
            rows["mart_contractbudget_opbouw"] += [{**base, "stap": name, "stap_cent": cents} for name, cents in steps.items()]
    if order == 4:
        key = {
            "vergelijking": "iv3_rekening",
            "gemeentecode": plan.code,
            "contractnummer": "alle",
            "boekjaar": 2025,
            "lasten_baten": "baten",
        }
        key |= {"taakveld_code": "6.711", "taakveld_naam": "Huishoudelijke hulp (Wmo)"}
        for post, cents in (("grootboek", 123_456), ("cbs_iv3", 100_000), ("afronding", 23_456)):
            rows["mart_boekhouding"].append({**key, "post": post, "groep": GROUP_OF[post], "bedrag_cent": cents})
        rows["mart_geldbevinding"].append(
            {"regel": "boeking_zonder_contract", "gemeentecode": plan.code, "boekjaar": 2026, "onderwerp": "K-7", "ernst": "fout",
             "zin": "Lever het contract of verbeter het nummer.", "bevindingen_n": 3, "bedrag_cent": 7_700}
        )  # fmt: skip


GROUP_OF = {
    "grootboek": "boeken", "declaraties_geaccepteerd": "tegenbron", "cbs_iv3": "tegenbron", "verklaard_buiten_berichten": "verklaard",
    "nog_niet_gemeld": "nog_te_komen", "zonder_tegenbron": "zonder_tegenbron", "onverklaard": "onverklaard", "afronding": "verklaard",
}  # fmt: skip
