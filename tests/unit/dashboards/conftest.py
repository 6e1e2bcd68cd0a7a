"""A small release database for the page tests: the marts as their .yml describes them, with rows that hold every hard case.

Hard cases: counts 1-9, a half-year under 10 pairs, a contract without pairs, task contracts, money from few declared people, empty texts,
a contract where staying the same is the goal (its two verdicts point in different directions, and few people got better).
"""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import polars
import pytest
import yaml

from dashboards.site import build_site
from tests.unit.dashboards import time_rows
from tests.unit.dashboards.indicator_rows import contract_rows, lead_rows, municipality_rows

ROOT = Path(__file__).parents[3]
MARTS = ROOT / "dbt_project/models/marts"
PEILDATUM = date(2026, 10, 31)
MADE_AT = datetime(2026, 11, 21, 2, 14)
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Plan:
    """One contract: per half-year (eligible, pairs, better, worse), yearly (budget, spent, expected, low, high) in thousands of euros."""

    number: str
    name: str
    code: str
    place: str
    form: str
    halves: dict[str, tuple[int, int, int, int]]
    money: dict[int, tuple[int, int, int, int | None, int | None]]
    people: int
    goal: str = "Meer inwoners gaan duidelijk vooruit"
    head: str = "betrouwbaar_beter"


HALVES = ("2024H1", "2024H2", "2025H1", "2025H2", "2026H1")
Counts = tuple[int, int, int, int]


def _halves(*counts: Counts) -> dict[str, Counts]:
    return dict(zip(HALVES, counts, strict=True))


def _closed(year: int, budget: int, spent: int) -> dict[int, tuple[int, int, int, int | None, int | None]]:
    return {year: (budget, spent, spent, spent, spent)}


PLANS = (
    Plan(
        "AR-JGD-2018", "Jeugdhulp in de wijk", "0484", "Alphen aan den Rijn", "taakgericht", dict.fromkeys(HALVES, (80, 0, 0, 0)),
        _closed(2024, 5200, 5460) | _closed(2025, 5400, 5724) | {2026: (5600, 5000, 6050, 5980, 6120)}, 640,
    ),
    Plan(
        "AR-WMO-2015", "Ondersteuning van volwassenen in de wijk", "0484", "Alphen aan den Rijn", "taakgericht",
        _halves((300, 180, 36, 18), (310, 190, 38, 19), (320, 230, 90, 14), (330, 240, 94, 13), (340, 250, 101, 12)),
        _closed(2024, 6900, 6850) | _closed(2025, 7200, 7190) | {2026: (7500, 6150, 7420, 7350, 7480)}, 1312,
    ),
    Plan(
        "HRL-SB-2017", "Stand-By! (voorbeeld)", "0917", "Heerlen", "taakgericht",
        _halves((420, 210, 60, 25), (410, 205, 58, 25), (400, 204, 57, 24), (405, 207, 60, 26), (30, 8, 3, 1)),
        _closed(2024, 21000, 21050) | _closed(2025, 21500, 21480) | {2026: (22000, 18100, 21950, 21600, 22300)}, 4120,
    ),
    Plan(
        "MEP-RK-2020", "Raamcontract begeleiding", "0119", "Meppel", "inspanningsgericht",
        _halves((60, 35, 12, 3), (64, 40, 15, 11), (70, 52, 20, 12), (72, 55, 21, 4), (75, 60, 26, 12)),
        _closed(2024, 3100, 3250) | _closed(2025, 3200, 3390) | {2026: (3300, 2950, 3560, None, None)}, 388,
    ),
    Plan(
        "MVS-2020", "Populatiebekostiging begeleiding en dagbesteding MVS", "0622", "Vlaardingen", "taakgericht",
        _halves((380, 240, 88, 20), (390, 250, 92, 22), (395, 260, 52, 40), (400, 262, 50, 44), (401, 260, 49, 45)),
        _closed(2024, 14200, 14190) | _closed(2025, 14000, 13990) | {2026: (13800, 11500, 13790, 13600, 13900)}, 1844,
    ),
    Plan(
        "AR-DEM-2022", "Thuis met dementie", "0484", "Alphen aan den Rijn", "inspanningsgericht",
        _halves((100, 75, 4, 22), (100, 75, 5, 22), (100, 75, 4, 22), (100, 75, 5, 23), (100, 80, 5, 16)),
        _closed(2024, 900, 880) | _closed(2025, 900, 905) | {2026: (950, 780, 930, 920, 940)}, 210,
        "Meer inwoners blijven zelfstandig", "stabiel_of_beter",
    ),
)  # fmt: skip
DOMAINS = (
    "financien", "werk_opleiding", "tijdsbesteding", "huisvesting", "huiselijke_relaties", "geestelijke_gezondheid",
    "lichamelijke_gezondheid", "middelengebruik", "basale_adl", "instrumentele_adl", "sociaal_netwerk", "maatschappelijke_participatie",
    "justitie",
)  # fmt: skip


def wilson(k: int, n: int, z: float = 1.96) -> tuple[float | None, float | None, float | None]:
    """Share and Wilson bounds in percent."""
    if not n:
        return None, None, None
    p, d = k / n, 1 + z * z / n
    middle, half = (p + z * z / (2 * n)) / d, z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / d
    return 100 * p, 100 * max(middle - half, 0), 100 * min(middle + half, 1)


def _shares(names: tuple[str, ...], counts: tuple[int, ...], n: int) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, count in zip(names, counts, strict=True):
        row[f"{name}_n"] = count
        row[f"{name}_pct"], row[f"{name}_laag_pct"], row[f"{name}_hoog_pct"] = wilson(count, n)
    return row


def _result(plan: Plan, period: dict[str, Any], eligible: int, pairs: int, better: int, worse: int) -> dict[str, Any]:
    names = ("betrouwbaar_beter", "geen_verandering", "betrouwbaar_slechter")
    row = {"contractnummer": plan.number, "gemeentecode": plan.code, **period, "in_aanmerking_n": eligible, "paren_n": pairs}
    row |= _shares((*names, "stabiel_of_beter"), (better, pairs - better - worse, worse, pairs - worse), pairs)
    missing = eligible - pairs
    row |= {"dekking_pct": 100 * pairs / eligible, "zonder_intake_n": missing // 3, "zonder_eindmeting_n": missing - missing // 3}
    row |= {"andere_versie_n": 0, "andere_informant_n": 0, "te_weinig_domeinen_n": 0, "drempel": 0.64, "zelfde_beoordelaar_pct": 61.7}
    row |= {"drempel_bron": "eigen_gegevens", "drempel_sd": 0.601234, "drempel_betrouwbaarheid": 0.85, "drempel_z": 1.959964}
    return row | _bounds(better, eligible, pairs)


def _bounds(k: int, eligible: int, pairs: int) -> dict[str, float]:
    return {"ondergrens_pct": 100 * k / eligible, "bovengrens_pct": 100 * (k + eligible - pairs) / eligible}


def _results(rows: Rows, plan: Plan) -> None:
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


def _verdict(rows: Rows, plan: Plan, share: str = "") -> dict[str, Any]:
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


def _money(rows: Rows, plan: Plan) -> None:
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


def _forecast(rows: Rows, plan: Plan, order: int) -> None:
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
    law = key | {"soort": "wlz_volume", "zekerheid": "proxy", "kosten_cent": 812_300, "clienten_n": 7 if order % 2 else 14}
    rows["mart_andere_wet"].append(law)


def _coverage(rows: Rows) -> None:
    for form in ("taakgericht", "per_eenheid_of_resultaat"):
        row = {"methode": "profiel_eerdere_jaren", "vorm": form, "prognoses_n": 108, "bewaard_n": 0, "jaren_n": 10}
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


def _domains(rows: Rows, plan: Plan) -> None:
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
            row |= _shares(("beter", "gelijk", "slechter"), (better, pairs - better - worse, worse), pairs)
            first = 2.2 + order * 0.17
            low = min(pairs, (28, 29, 30, 64)[order % 4])
            row |= {"laag_start_n": low, "laag_start_verschil": 0.612, "laag_start_verschil_laag": 0.4, "laag_start_verschil_hoog": 0.82}
            row |= {"terugkeer_verwacht": 0.487, "terugkeer_bron": "eigen_gegevens"}
            row |= {"eerste_gemiddeld": first if pairs else None, "laatste_gemiddeld": first + 0.05 * (order % 6) - 0.08 if pairs else None}
            rows["mart_resultaat_domein"].append(row)


def _goal(rows: Rows, plan: Plan, order: int) -> None:
    verdict, year = _verdict(rows, plan), 2026
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


def _use(rows: Rows, plan: Plan, order: int) -> None:
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
    rows["mart_uitval"].append(row | _shares(("uitval_strikt", "uitval_ruim"), (strict, broad), counted))
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


def _books(rows: Rows, plan: Plan, order: int) -> None:
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


def _trust(rows: Rows, plan: Plan, order: int) -> None:
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


def _unmeasured_groups(rows: Rows, plan: Plan) -> None:
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


def _running(rows: Rows, plan: Plan, order: int) -> None:
    """Running trajectories: enough measured in the second contract, too few from the third on; small reasons, 8 pairs in the third."""
    parts = {"paren": (0, 160, 8, 70, 61, 40)[order - 1], "te_kort": 31, "zonder_intake": 44, "voortgang_te_vroeg": 0}
    parts |= {"andere_versie": 0, "te_weinig_domeinen": 25, "zonder_voortgang": 4 if order < 4 else 190}
    eligible, pairs = sum(parts.values()) - 31, parts["paren"]
    better, worse = pairs * 3 // 10, pairs // 8
    row = {"contractnummer": plan.number, "gemeentecode": plan.code, "lopend_n": eligible + 31, "in_aanmerking_n": eligible}
    row |= {f"{name}_n": n for name, n in parts.items()} | {"dekking_pct": 100 * pairs / eligible}
    row["is_onder_ondergrens"] = 2 * pairs < eligible
    row |= _shares(("betrouwbaar_beter", "geen_verandering", "betrouwbaar_slechter"), (better, pairs - better - worse, worse), pairs)
    rows["mart_voortgang"].append(row | _bounds(better, eligible, pairs))


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


def _unit(kind: str, code: str, name: str | None, people: int, reached: int, verdict: str, **more: Any) -> dict[str, Any]:
    """One unit of the comparison in Meppel: its share beside what its people let expect (20 percent), limits by the normal distribution."""
    share, low, high = wilson(reached, people)
    row = {"gemeentecode": "0119", "wet": "Wmo", "doelrichting": "verbeteren", "jaar": 2026, "jaar_vanaf": 2024, "eenheidsoort": kind}
    row |= {"eenheid": code, "eenheid_naam": name, "in_aanmerking_n": people + 60, "paren_n": people, "doel_gehaald_n": reached}
    row |= {
        "dekking_pct": 100 * people / (people + 60),
        "doel_gehaald_pct": share,
        "doel_gehaald_laag_pct": low,
        "doel_gehaald_hoog_pct": high,
    }
    half = {end: z * math.sqrt(1600 / people) for end, z in (("95", 1.959964), ("998", 3.090232))}
    row |= {f"grens_laag_{end}_pct": max(20 - value, 0) for end, value in half.items()}
    row |= {f"grens_hoog_{end}_pct": 20 + value for end, value in half.items()}
    row |= {"groep_pct": 20.0, "verwacht_n": people * 0.19, "oordeel_code": verdict, "is_verschillen_groter_dan_toeval": False}
    adjusted = None if verdict == "niet_getoond" else (share or 0) * 20 / 19
    return row | {"gecorrigeerd_pct": adjusted, "reden_code": None if adjusted is not None else "te_weinig_metingen"} | more


def _comparison(rows: Rows) -> None:
    """Meppel: a provider beyond the outer limit, one of 7 people; wijken inside. Heerlen: uneven, nobody pointed at. Alphen: refused."""
    rows["mart_vergelijking"] += [
        _unit("aanbieder", "90000001", "Zorg Aan Zee (voorbeeld)", 400, 80, "binnen_verwachting"),
        _unit("aanbieder", "90000002", "Buitenbeen Zorg (voorbeeld)", 300, 120, "vraag_om_gesprek"),
        _unit("aanbieder", "90000003", "Middenweg (voorbeeld)", 150, 38, "let_op"),
        _unit("aanbieder", "90000004", "Klein Begin (voorbeeld)", 7, 3, "niet_getoond"),
        *(_unit("wijk", f"WK01190{i}", None, 120 + 10 * i, 22 + 3 * i, "binnen_verwachting") for i in range(1, 6)),
        _unit("wijk", "WK011906", None, 9, 2, "niet_getoond"),
        *(
            _unit("wijk", f"WK09170{i}", None, 200, 20 * i + 10, "verschillen_groter_dan_toeval", gemeentecode="0917",
                  is_verschillen_groter_dan_toeval=True)
            for i in range(1, 4)
        ),
        _unit("contract", "AR-JGD-2018", "Jeugdhulp in de wijk", 60, 14, "niet_getoond", gemeentecode="0484", reden_code="geen_model"),
    ]  # fmt: skip
    model = {"wet": "Wmo", "doelrichting": "verbeteren", "jaar": 2026, "jaar_vanaf": 2024, "stappen_n": 8}
    for code, people, reached, method, reason in (
        ("0119", 900, 270, "logistisch", None), ("0484", 60, 14, "geweigerd", "te_weinig_gebeurtenissen"),
        ("0917", 600, 150, "strata", "te_weinig_gebeurtenissen_voor_model"),
    ):  # fmt: skip
        traits = {"logistisch": "start, laag, leeftijd, toegang, duur", "strata": "leeftijd, start"}.get(method, "")
        numbers = {"paren_n": people, "doel_gehaald_n": reached, "groep_pct": 100 * reached / people, "gebeurtenissen_n": reached}
        rows["mart_vergelijking_model"].append(
            model | numbers | {"gemeentecode": code, "methode": method, "reden_code": reason, "correctie_op": traits, "parameters_n": 13,
                               "gebeurtenissen_per_parameter": reached / 13, "in_aanmerking_n": people + 200}
        )  # fmt: skip
    for tenth in range(1, 11):
        share, low, high = wilson(9 + 2 * tenth, 90)
        rows["mart_vergelijking_ijking"].append(
            {"gemeentecode": "0119", "wet": "Wmo", "doelrichting": "verbeteren", "jaar": 2026, "deciel": tenth, "methode": "logistisch",
             "paren_n": 90, "doel_gehaald_n": 9 + 2 * tenth, "doel_gehaald_pct": share, "doel_gehaald_laag_pct": low,
             "doel_gehaald_hoog_pct": high, "verwacht_n": 9.5 + 2 * tenth, "verwacht_pct": 100 * (9.5 + 2 * tenth) / 90}
        )  # fmt: skip


CHAIN = {"Wmo": (402, 1_240), "Zvw": (655, 3_310), "Wlz": (288, 15_950), "Mantelzorg": (590, 7_450)}


def _chain(rows: Rows) -> None:
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


def _scenarios(rows: Rows) -> None:
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


def _policy(rows: Rows) -> None:
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


DELIVERIES = (
    ("zrm", "0484", "geaccepteerd", 5200, 3),
    ("zrm", "0917", "geweigerd", 800, 0),
    ("trajecten", "0484", "geaccepteerd", 1500, 42),
    ("grootboek", "0484", "geaccepteerd", 900, 0),
    ("contracten", "0484", "geaccepteerd", 2, 0),
    ("berichten", "12345678", "geaccepteerd", 4, 0),
)


def _deliveries(rows: Rows) -> None:
    for number, (source, supplier, status, total, aside) in enumerate(DELIVERIES):
        ident, at = f"{source}__2026H1__{number:012x}", datetime(2026, 11, 1, 8, 0) + timedelta(minutes=number)
        short = {"delivery_id": ident, "bron": source, "leverancier": supplier, "periode": "2026H1"}
        quality = short | {"status": status, "ontvangen_op": at, "rijen_geleverd_n": total, "rijen_quarantaine_n": aside}
        quality |= {"quarantaine_pct": 100 * aside / total, "bevindingen_n": aside, "waarschuwingen_n": 0}
        quality["reden"] = "Kolom Meetdatum ontbreekt. Voeg de kolom toe en lever opnieuw." if status == "geweigerd" else None
        rows["mart_datakwaliteit"].append(quality)
        file = {"delivery_id": ident, "bron": source, "bestandsnaam": f"{source}_{supplier}_2026H1.csv", "ontvangen_op": at}
        rows["mart_bron"].append(file | {"sha256": hashlib.sha256(ident.encode()).hexdigest(), "status": status})
        _posts(rows, short, status, total, aside)


def _posts(rows: Rows, short: dict[str, Any], status: str, total: int, aside: int) -> None:
    cents = 58_000 if short["bron"] in ("grootboek", "berichten") else None
    posts = (
        {"geleverd": total, "geweigerd": total}
        if status == "geweigerd"
        else {"geleverd": total, "quarantaine": aside, "geteld": total - aside}
    )
    for order, (post, n) in enumerate(posts.items()):
        amount = cents if cents is None or post in ("geleverd", "geteld") else 0
        rows["mart_aansluiting"].append(short | {"post": post, "rijen_n": n, "volgorde": order, "bedrag_cent": amount})


def _seeds(rows: Rows) -> None:
    con = duckdb.connect()
    for mart, seed in (("mart_indicator", "indicator"), ("mart_parameter", "parameter")):
        found = con.execute(f"select * from read_csv('{ROOT}/dbt_project/seeds/{seed}.csv', all_varchar = true)")
        names = [column[0] for column in found.description or []]
        rows[mart] = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    con.close()


def full_rows() -> Rows:
    """Rows of a release with six contracts."""
    rows: Rows = {path.stem: [] for path in MARTS.glob("mart_*.yml")}
    _comparison(rows)
    for order, plan in enumerate(PLANS, 1):
        rows["mart_contract"].append(
            {"contractnummer": plan.number, "contract_naam": plan.name, "gemeentecode": plan.code, "gemeentenaam": plan.place, "wet": "Wmo",
             "uitvoeringsvariant": plan.form, "gemeentecodes": plan.code, "ingangsdatum": date(2018, 1, 1), "situatie_volgorde": order}
        )  # fmt: skip
        _results(rows, plan)
        _running(rows, plan, order)
        _unmeasured_groups(rows, plan)
        _money(rows, plan)
        _forecast(rows, plan, order)
        _domains(rows, plan)
        rows["mart_oordeel"] += [_verdict(rows, plan, share) for share in dict.fromkeys((plan.head, "betrouwbaar_beter"))]
        _goal(rows, plan, order)
        _use(rows, plan, order)
        _trust(rows, plan, order)
        rows["mart_indicatorwaarde"] += contract_rows(plan.number, plan.code, order)
        rows["mart_doorlooptijd"] += lead_rows(plan.number, plan.code, order)
        _books(rows, plan, order)
        time_rows.series(rows, plan.number, plan.code, order, "Jeugdwet" if "JGD" in plan.number else "Wmo")
    time_rows.national(rows)
    time_rows.designs(rows)
    _coverage(rows)
    rows["mart_indicatorwaarde"] += municipality_rows()
    _chain(rows)
    _scenarios(rows)
    _policy(rows)
    _deliveries(rows)
    _seeds(rows)
    rows["mart_release"].append(
        {"run_id": "20261121T011400-ab12", "gestart_op": datetime(2026, 11, 21, 1, 14), "koers_versie": "0.1.0", "is_demo": True}
    )
    return rows


def empty_rows() -> Rows:
    """Rows of a release with messages alone: no contracts, one municipality with declarations of few people."""
    rows: Rows = {path.stem: [] for path in MARTS.glob("mart_*.yml")}
    _seeds(rows)
    rows["mart_budget_jaar"].append(
        {"contractnummer": "geen", "gemeentecode": "0119", "boekjaar": 2026, "realisatie_cent": 58_000, "realisatie_bron": "declaraties",
         "maanden_n": 4,
         "prognose_methode": "geen", "geld_oordeel_code": "nog_niet_te_zeggen", "declaratie_clienten_n": 2, "clienten_n": 0}
    )  # fmt: skip
    rows["mart_release"].append({"run_id": "r1", "gestart_op": datetime(2026, 11, 21, 1, 14), "koers_versie": "0.1.0", "is_demo": False})
    return rows


@cache
def columns_of(mart: str) -> dict[str, str]:
    """Columns of a mart with their types; read once, because fifty of these files cost five seconds per release."""
    described = yaml.load((MARTS / f"{mart}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {column["name"]: column["data_type"] for column in described["models"][0]["columns"]}


def write_release(path: Path, rows: Rows) -> Path:
    """Write rows as the marts that dbt_project/models/marts/*.yml describe; columns a row leaves out are NULL."""
    with duckdb.connect(str(path)) as con:
        con.execute("create schema marts")
        for mart in sorted(rows):
            columns = columns_of(mart)
            con.execute(f"create table marts.{mart} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
            for row in rows[mart]:
                assert not set(row) - set(columns), f"{mart} has no column {set(row) - set(columns)}"
            if rows[mart]:
                ids = (hashlib.sha256(f"{mart}|{number}".encode()).hexdigest()[:16] for number in range(len(rows[mart])))
                full = [{"peildatum": PEILDATUM, "cell_id": ident, **row} for ident, row in zip(ids, rows[mart], strict=True)]
                frame = polars.DataFrame(full, infer_schema_length=None)
                con.register("frame", frame.to_arrow())
                con.execute(f"insert into marts.{mart} by name select * from frame")
    return path


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release database with six contracts."""
    return write_release(tmp_path_factory.mktemp("release") / "koers.duckdb", full_rows())


@pytest.fixture(scope="session")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of that release."""
    out = tmp_path_factory.mktemp("site")
    build_site(release, out, MADE_AT)
    return out


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a release with messages alone."""
    folder = tmp_path_factory.mktemp("empty")
    build_site(write_release(folder / "koers.duckdb", empty_rows()), folder / "site", MADE_AT)
    return folder / "site"


VOID = {"meta", "link", "br", "circle", "path", "hr", "img", "input"}


@dataclass
class Element:
    """One element of a page: tag, attributes, its own and all inner text, and what it stands in."""

    tag: str
    attrs: dict[str, str]
    parents: list["Element"]
    text: str = ""
    children: list["Element"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def inside(self, tag: str) -> bool:
        """True when an ancestor has this tag."""
        return any(parent.tag == tag for parent in self.parents)


class Page(HTMLParser):
    """A parsed page: its elements in document order."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.html = path, path.read_text(encoding="utf-8")
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(self.html)
        for element in self.elements:
            element.text = "".join(element.parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if self._open:
            self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            closed = self._open.pop()
            assert closed.tag == tag, f"{self.path.name}: <{closed.tag}> closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.parts.append(data)

    def all(self, tag: str) -> list[Element]:
        """Return the elements with a tag."""
        return [element for element in self.elements if element.tag == tag]

    @property
    def visible(self) -> str:
        """Return all text a reader can meet, without scripts and styles."""
        hidden = [e.text for e in self.elements if e.tag in ("script", "style") and e.text]
        text = next(e for e in self.elements if e.tag == "body").text
        for part in hidden:
            text = text.replace(part, " ")
        return " ".join(text.split())


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Page]:
    """All pages of the full site, parsed."""
    return [Page(path) for path in sorted(site.rglob("*.html"))]


@pytest.fixture(scope="session")
def empty_pages(empty_site: Path) -> list[Page]:
    """All pages of the site with messages alone, parsed."""
    return [Page(path) for path in sorted(empty_site.rglob("*.html"))]


@pytest.fixture
def build(tmp_path: Path) -> Callable[[Rows], Path]:
    """Return a function that builds a site from changed rows."""

    def make(rows: Rows) -> Path:
        build_site(write_release(tmp_path / "koers.duckdb", rows), tmp_path / "site", MADE_AT)
        return tmp_path / "site"

    return make


@pytest.fixture
def rows() -> Rows:
    """Fresh rows of the full release, to be changed by a test."""
    return full_rows()
