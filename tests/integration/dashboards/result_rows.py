"""Rows of the marts on results: shares, verdicts, domains, goals, running trajectories and who lacks a second measurement.

Belongs here: rows. Does not belong here: the contracts they are about (plans.py), what the pages should make of them.
"""

from datetime import date
from typing import Any

from tests.integration.dashboards.plans import Plan, Rows, shares, wilson

DOMAINS = (
    "financien", "werk_opleiding", "tijdsbesteding", "huisvesting", "huiselijke_relaties", "geestelijke_gezondheid",
    "lichamelijke_gezondheid", "middelengebruik", "basale_adl", "instrumentele_adl", "sociaal_netwerk", "maatschappelijke_participatie",
    "justitie",
)  # fmt: skip


def _result(plan: Plan, period: dict[str, Any], eligible: int, pairs: int, better: int, worse: int) -> dict[str, Any]:
    names = ("betrouwbaar_beter", "geen_verandering", "betrouwbaar_slechter")
    row = {"contractnummer": plan.number, "gemeentecode": plan.code, **period, "in_aanmerking_n": eligible, "paren_n": pairs}
    row |= shares((*names, "stabiel_of_beter"), (better, pairs - better - worse, worse, pairs - worse), pairs)
    missing = eligible - pairs
    row |= {"dekking_pct": 100 * pairs / eligible, "zonder_intake_n": missing // 3, "zonder_eindmeting_n": missing - missing // 3}
    row |= {"andere_versie_n": 0, "andere_informant_n": 0, "te_weinig_domeinen_n": 0, "drempel": 0.64, "zelfde_beoordelaar_pct": 61.7}
    row |= {"drempel_bron": "eigen_gegevens", "drempel_sd": 0.601234, "drempel_betrouwbaarheid": 0.85, "drempel_z": 1.959964}
    return row | _bounds(better, eligible, pairs)


def _bounds(k: int, eligible: int, pairs: int) -> dict[str, float]:
    return {"ondergrens_pct": 100 * k / eligible, "bovengrens_pct": 100 * (k + eligible - pairs) / eligible}


def results(rows: Rows, plan: Plan) -> None:
    years: dict[int, list[tuple[int, int, int, int]]] = {}
    for half, counts in plan.halves.items():
        rows["mart_resultaat_contract"].append(_result(plan, {"halfjaar": half}, *counts))
        years.setdefault(int(half[:4]), []).append(counts)
        rows["mart_meetkwaliteit"].append(_quality(plan, half, *counts))
    for year, parts in years.items():
        rows["mart_resultaat_jaar"].append(_result(plan, {"jaar": year}, *(sum(column) for column in zip(*parts, strict=True))))


def _quality(plan: Plan, half: str, eligible: int, pairs: int, better: int, worse: int) -> dict[str, Any]:
    covered = 100 * pairs / eligible
    reason = "te_weinig_metingen" if pairs < 10 else "dekking_te_laag" if covered < 50 else "dekking_matig" if covered < 70 else None
    code = {None: "goed", "dekking_matig": "let_op"}.get(reason, "niet_gebruiken")
    last = date(int(half[:4]), 6 if half.endswith("1") else 12, 20)
    return {"contractnummer": plan.number, "gemeentecode": plan.code, "halfjaar": half, "in_aanmerking_n": eligible, "paren_n": pairs,
            "dekking_pct": covered, "zelfde_beoordelaar_pct": 58.3 if pairs else None, "laatste_meting_datum": last if pairs else None,
            "scores_n": pairs * 26, "scores_ontbreken_n": pairs // 4,
            "score_ontbreekt_pct": 100 * (pairs // 4) / (pairs * 26) if pairs else None,
            "oordeel_code": code, "reden_code": reason}  # fmt: skip


def verdict_of(rows: Rows, plan: Plan, share: str = "") -> dict[str, Any]:
    share = share or plan.head
    now, before = (
        next(r for r in rows["mart_resultaat_jaar"] if (r["contractnummer"], r["jaar"]) == (plan.number, year)) for year in (2026, 2025)
    )
    base = {"oordeel_id": f"resultaat-{share}-{plan.number}-2026", "onderwerp": "resultaat", "indicator": share, "jaar": 2026}
    base |= {"is_hoofdoordeel": share == plan.head, "is_met_grenzen": now["dekking_pct"] < 60}
    base |= {"contractnummer": plan.number, "gemeentecode": plan.code, "vergelijking_jaar": 2025, "n": now["paren_n"], "richting": "hoger"}
    base |= {"waarde": now[f"{share}_pct"], "laag": now[f"{share}_laag_pct"], "hoog": now[f"{share}_hoog_pct"]}
    base |= _bounds(now[f"{share}_n"], now["in_aanmerking_n"], now["paren_n"])
    base |= {"vergelijking": before[f"{share}_pct"], "in_aanmerking_n": now["in_aanmerking_n"], "dekking_pct": now["dekking_pct"]}
    if now["paren_n"] and before["paren_n"]:
        gap = now[f"{share}_pct"] - before[f"{share}_pct"]
        base |= {"verschil": gap, "verschil_laag": gap - 6.5, "verschil_hoog": gap + 7.25, "vergelijking_n": before["paren_n"]}
    if now["paren_n"] < 10:
        return base | {"oordeel_code": "niet_getoond", "reden_code": "te_weinig_metingen"}
    if now["betrouwbaar_beter_laag_pct"] > before["betrouwbaar_beter_pct"] - 3 and plan.number == "AR-WMO-2015":
        return base | {"oordeel_code": "duidelijk_beter"}
    if share == "stabiel_of_beter":
        return base | {"oordeel_code": "duidelijk_beter"}
    if plan.number == "MVS-2020" or share != plan.head:
        return base | {"oordeel_code": "duidelijk_slechter"}
    return base | {"oordeel_code": "nog_niet_te_zeggen", "reden_code": "te_weinig_metingen_voor_oordeel", "extra_metingen_n": 117}


def domains(rows: Rows, plan: Plan) -> None:
    for year in (2025, 2026):
        total = [sum(c[i] for h, c in plan.halves.items() if h.startswith(str(year))) for i in range(3)]
        for order, key in enumerate(DOMAINS, 1):
            pairs = max(total[1] - order, 0)
            better, worse = pairs * (20 + order) // 100, pairs * (4 + order % 5) // 100
            row = {
                "contractnummer": plan.number,
                "gemeentecode": plan.code,
                "jaar": year,
                "domein_key": key,
                "domein_naam": key,
                "volgorde": order,
            }
            row |= {"in_aanmerking_n": total[0], "paren_n": pairs, "dekking_pct": 100 * pairs / total[0]}
            row |= shares(("beter", "gelijk", "slechter"), (better, pairs - better - worse, worse), pairs)
            first = 2.2 + order * 0.17
            low = min(pairs, (28, 29, 30, 64)[order % 4])
            row |= {"laag_start_n": low, "laag_start_verschil": 0.612, "laag_start_verschil_laag": 0.4, "laag_start_verschil_hoog": 0.82}
            row |= {"terugkeer_verwacht": 0.487, "terugkeer_bron": "eigen_gegevens"}
            row |= {"eerste_gemiddeld": first if pairs else None, "laatste_gemiddeld": first + 0.05 * (order % 6) - 0.08 if pairs else None}
            rows["mart_resultaat_domein"].append(row)


def goal(rows: Rows, plan: Plan, order: int) -> None:
    verdict, year = verdict_of(rows, plan), 2026
    money = next(r for r in rows["mart_budget_jaar"] if (r["contractnummer"], r["boekjaar"]) == (plan.number, year))
    names = ("prognose", "prognose_laag", "prognose_hoog", "verschil", "verschil_laag", "verschil_hoog", "kosten_per_client")
    row = {f"{name}_cent": money[f"{name}_cent"] for name in names} | {"begroting_cent": money["begroting_actueel_cent"]}
    row |= {
        "doelcode": f"D{order}",
        "gemeentecode": plan.code,
        "contractnummer": plan.number,
        "doel": plan.goal,
        "indicator": plan.head,
    }
    row |= {"richting": "hoger", "norm": 25.0, "streefjaar": 2026, "jaar": year, "maatschappelijk_effect": "Inwoners redden zich zelf"}
    row |= {
        "resultaat_pct": verdict["waarde"],
        "resultaat_laag_pct": verdict["laag"],
        "resultaat_hoog_pct": verdict["hoog"],
        "paren_n": verdict["n"],
    }
    row |= {
        "in_aanmerking_n": verdict["in_aanmerking_n"],
        "dekking_pct": verdict["dekking_pct"],
        "resultaat_vorig_pct": verdict["vergelijking"],
    }
    code, purse = verdict["oordeel_code"], money["geld_oordeel_code"]
    clear = code in ("duidelijk_beter", "duidelijk_slechter") and purse != "nog_niet_te_zeggen"
    field = ("meer_resultaat_" if code == "duidelijk_beter" else "minder_resultaat_") + purse if clear else "nog_niet_te_plaatsen"
    row |= {
        "oordeel_code": code,
        "norm_oordeel_code": "gehaald" if code == "duidelijk_beter" else "nog_niet_te_zeggen",
        "geld_oordeel_code": purse,
    }
    row |= {
        "uitvoeringsvariant": plan.form,
        "kostenvorm": money["kostenvorm"],
        "kostenvorm_reden": money["kostenvorm_reden"],
        "veld": field,
    }
    rows["mart_effect_en_budget"].append(row)


def unmeasured_groups(rows: Rows, plan: Plan) -> None:
    """Who lacks a second measurement in 2026: 8 people began at 4 or higher, of whom 3 were not measured; the others in three groups."""
    now = next(r for r in rows["mart_resultaat_jaar"] if (r["contractnummer"], r["jaar"]) == (plan.number, 2026))
    people, missing = now["in_aanmerking_n"], now["in_aanmerking_n"] - now["paren_n"]
    bands = {"vanaf_4": (8, min(missing, 3)), "van_3_tot_4": (people - 8, min(people - 8, missing - min(missing, 3)))}
    ends = {"volgens_plan": (people - 20, min(people - 20, missing - min(missing, 12))), "eenzijdig_client": (20, min(missing, 12))}
    for trait, groups in (("eerste_score", bands), ("reden_beeindiging", ends)):
        for group, (n, k) in groups.items():
            share, low, high = wilson(k, n)
            rows["mart_dekking_groep"].append(
                {"contractnummer": plan.number, "gemeentecode": plan.code, "jaar": 2026, "kenmerk": trait, "groep": group, "paren_n": n - k,
                 "in_aanmerking_n": n, "ongemeten_n": k, "ongemeten_pct": share, "ongemeten_laag_pct": low, "ongemeten_hoog_pct": high}
            )  # fmt: skip


def running(rows: Rows, plan: Plan, order: int) -> None:
    """Running trajectories: enough measured in the second contract, too few from the third on; small reasons, 8 pairs in the third."""
    parts = {"paren": (0, 160, 8, 70, 61, 40)[order - 1], "te_kort": 31, "zonder_intake": 44, "voortgang_te_vroeg": 0}
    parts |= {"andere_versie": 0, "te_weinig_domeinen": 25, "zonder_voortgang": 4 if order < 4 else 190}
    eligible, pairs = sum(parts.values()) - 31, parts["paren"]
    better, worse = pairs * 3 // 10, pairs // 8
    row = {"contractnummer": plan.number, "gemeentecode": plan.code, "lopend_n": eligible + 31, "in_aanmerking_n": eligible}
    row |= {f"{name}_n": n for name, n in parts.items()} | {"dekking_pct": 100 * pairs / eligible}
    row["is_onder_ondergrens"] = 2 * pairs < eligible
    row |= shares(("betrouwbaar_beter", "geen_verandering", "betrouwbaar_slechter"), (better, pairs - better - worse, worse), pairs)
    rows["mart_voortgang"].append(row | _bounds(better, eligible, pairs))
