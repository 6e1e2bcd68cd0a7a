"""Rows of the marts on use and declarations, and on whether the figures can be trusted.

Belongs here: rows. Does not belong here: the contracts they are about (plans.py), what the pages should make of them.
"""

from datetime import date
from typing import Any

from tests.integration.dashboards.plans import Plan, Rows, shares, wilson


def use(rows: Rows, plan: Plan, order: int) -> None:
    """Use, waiting, endings and declarations; the last contracts have small counts in every place where they can stand."""
    for month in range(1, 13):
        people = max(plan.people // 10 - 3 * month, 0)
        counts = {"clienten_n": people, "instroom_n": 12 + month % 3, "uitstroom_n": 9 + month % 4, "pgb_n": 0}
        when = {"maand": date(2025 if month > 10 else 2026, month, 1)}
        rows["mart_gebruik_contract"].append({"contractnummer": plan.number, "gemeentecode": plan.code} | when | counts)
        level = {"gemeentecode": plan.code, "wet": "Jeugdwet" if "JGD" in plan.number else "Wmo", "trajecten_n": people}
        rows["mart_gebruik"].append(level | {"productcategorie": "alle", "wijkcode": "alle"} | when | counts)
    key = {"gemeentecode": plan.code, "wet": "Wmo", "contractnummer": plan.number, "periode": "2026"}
    starts = (7, 24, 60, 340, 34, 51)[order - 1]
    share = dict(zip(("binnen_norm_pct", "binnen_norm_laag_pct", "binnen_norm_hoog_pct"), wilson(starts - 3, starts), strict=True))
    within = {"binnen_norm_n": starts - 3, "starts_n": starts, **share}
    rows["mart_wachttijd"].append(key | within | {"productcategorie": "alle", "zonder_toewijzing_n": 1, "norm_dagen": 42,
                                                  "na_ingang_mediaan_dagen": 20.5 + order, "na_ingang_p90_dagen": 61.0})  # fmt: skip
    ends = ((80, 4, 12, 3), (40, 12, 11, 10), (0, 0, 0, 0), (3, 2, 1, 0), (60, 0, 14, 12), (40, 12, 0, 20))[order - 1]
    names = ("volgens_plan_n", "overeenstemming_voortijdig_n", "eenzijdig_client_n", "eenzijdig_aanbieder_n")
    counted, strict, broad = sum(ends), ends[2] + ends[3], ends[1] + ends[2] + ends[3]
    row = key | {"agb_code": "alle", "geeindigd_n": counted + 11, "in_noemer_n": counted, "overleden_n": 11}
    row |= dict.fromkeys(("verhuizing_extern_n", "gemeente_n", "ander_domein_n", "onbekend_n"), 0) | dict(zip(names, ends, strict=True))
    rows["mart_uitval"].append(row | shares(("uitval_strikt", "uitval_ruim"), (strict, broad), counted))
    if order > 3:
        _declared(rows, plan)


def _declared(rows: Rows, plan: Plan) -> None:
    key = {"gemeentecode": plan.code, "wet": "Wmo", "contractnummer": plan.number, "productcategorie": "02"}
    for month in range(1, 10):
        lines = {"geaccepteerd_n": 200 - month, "afgewezen_n": month, "open_n": 0 if month < 9 else 190}
        cents = {"geaccepteerd_cent": 2_000_000, "afgewezen_cent": 9_000 * month, "open_cent": 0 if month < 9 else 1_800_000}
        total = {"ingediend_cent": sum(cents.values()), "verwacht_cent": 2_100_000, "regels_n": sum(lines.values())}
        rows["mart_declaraties"].append(key | lines | cents | total | {"maand": date(2026, month, 1)})
        few = 4 if month == 1 else 0
        codes = [("0611", "Het tarief is niet het afgesproken tarief.", month), ("8020", "De declaratie is te laat.", few)]
        for code, text, count in [*codes, ("alle", "Alle afgewezen regels.", month + few)]:
            reason = {"retourcode": code, "omschrijving_nl": text, "afgewezen_n": count, "afgewezen_cent": 9_000 * count}
            rows["mart_declaratie_afwijzing"].append(key | reason | {"maand": date(2026, month, 1)})


def trust(rows: Rows, plan: Plan, order: int) -> None:
    """Signals, who was not measured, change and messages; small counts in each: 14 measured once, 4 domains at 1 or 2, 3 findings."""
    base = {"contractnummer": plan.number, "gemeentecode": plan.code}
    now = next(r for r in rows["mart_resultaat_jaar"] if (r["contractnummer"], r["jaar"]) == (plan.number, 2026))
    eligible, pairs = now["in_aanmerking_n"], now["paren_n"]
    once = (0, 60, 8, 14, 95, 20)[order - 1]
    gap = (
        {"standaardverschil": 0.4136, "is_waarschuwing": True}
        if order in (4, 5)
        else {"standaardverschil": -0.0421, "is_waarschuwing": False}
    )
    unknown = dict.fromkeys(gap) if min(once, pairs) < 10 else gap
    means = {"gepaard_gemiddeld": 3.254, "ongepaard_gemiddeld": 2.913} if pairs else {}
    rows["mart_dekking"].append({**base, "jaar": 2026, "in_aanmerking_n": eligible, "paren_n": pairs, "gepaard_n": pairs,
                                 "ongepaard_n": once, **means, **unknown})  # fmt: skip
    if pairs:
        rows["mart_verandering"].append(
            {**base, "jaar": 2026, "paren_n": pairs, "eerste_gemiddeld": 3.204, "laatste_gemiddeld": 3.346, "verschil_gemiddeld": 0.142,
             "verschil_laag": 0.091, "verschil_hoog": 0.193, "domeinen_n": pairs * 13, "plafond_n": pairs * 3, "plafond_pct": 300 / 13,
             "eerste_voldoende_pct": 51.27, "laatste_voldoende_pct": 57.91, "voldoende_verschil_pct": 6.64,
             "voldoende_verschil_laag_pct": 3.1, "voldoende_verschil_hoog_pct": 10.2,
             "eerste_problematisch_n": 4 if order == 4 else pairs * 2,
             "laatste_problematisch_n": pairs, "problematisch_verschil_gemiddeld": -1.0, "problematisch_verschil_laag": -1.4,
             "problematisch_verschil_hoog": -0.6}
        )  # fmt: skip
    for period, is_signal in (("2025", False), ("2026", True)):
        rows["mart_scoresignaal"].append(
            {**base, "signaal": "ophoping", "periode": period, "n": pairs, "vergelijking_n": pairs, "waarde": 41.7, "vergelijking": 20.3,
             "verandering": 21.4, "verandering_laag": 11.2, "verandering_hoog": 31.6, "is_signaal": is_signal and order in (3, 4, 5)}
        )  # fmt: skip
    if order == 2:
        rows["mart_scoresignaal"].append(
            {**base, "signaal": "verloop_eerste_score", "periode": "2026H1", "n": 640, "vergelijking_n": 0, "waarde": 3.118,
             "verandering": -0.063, "verandering_laag": -0.1, "verandering_hoog": -0.026, "is_signaal": True}
        )  # fmt: skip
    if order > 4:
        _messages(rows, base, order)


def _messages(rows: Rows, base: dict[str, Any], order: int) -> None:
    for month in (8, 9, 10):
        for kind in ("301", "305", "307", "323"):
            if (month, kind) != (10, "323"):
                absent = int(month == 10 or (order == 5 and kind == "307"))
                rows["mart_berichtcompleet"].append({**base, "maand": date(2026, month, 1), "berichttype": kind, "verwacht_n": 1,
                                                     "ontvangen_n": 1 - absent, "ontbreekt_n": absent})  # fmt: skip
    for rule, n in (("TR382", 3), ("TR074", 21)):
        rows["mart_berichtbevinding"].append(
            {"gemeentecode": base["gemeentecode"], "agb_code": "12345678", "wet": "Wmo", "regel": rule, "maand": date(2026, order, 1),
             "ernst": "fout" if rule == "TR382" else "waarschuwing", "zin": f"Dit bericht past niet bij regel {rule}.",
             "bevindingen_n": n if rule == "TR074" or order == 5 else 2}
        )  # fmt: skip
