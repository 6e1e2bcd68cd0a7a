"""Rows of the long mart with indicators and of the lead times for the page tests, with small counts in every place where they can stand.

Planted: Meppel has 7 people of 65 to 74, 4 people with both maatwerk and a general provision, 3 with three kinds; one contract has a survey
of 12 answers, one a mark of 25 people, one nine decisions.
"""

import math
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
AGES = {"0484": (812, 240, 655), "0119": (88, 7, 251), "0917": (1310, 402, 970)}
BOTH = {"0484": 61, "0119": 4, "0917": 0}
QUESTIONS = ("wist_waar", "kwaliteit_goed", "red_mij_beter", "snel_geholpen")


def _wilson(k: int, n: int, scale: float = 100) -> dict[str, float]:
    z, p = 1.959964, k / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = ((middle + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    return {"waarde": scale * p, "laag": scale * max(low, 0), "hoog": scale * min(high, 1)}


def row(code: str, place: str, k: int, n: int, **more: Any) -> dict[str, Any]:
    """One share with its Wilson interval; `more` replaces any column."""
    keys = {"wet": "Wmo", "contractnummer": "alle", "wijkcode": "alle", "onderdeel": "alle", "klasse": "alle", "periode": "2025"}
    counts = {"teller": k, "noemer": n, "n": n, "buiten_n": 0, "in_aanmerking_n": 0, "zonder_bsn_n": 0}
    kind = {"eenheid": "pct", "methode": "wilson", "reden_code": None}
    scale = 1000 if more.get("eenheid") == "per_1000" else 100
    return {"indicator_code": code, "gemeentecode": place, **keys, **counts, **kind, **(_wilson(k, n, scale) if n else {}), **more}


def _without(code: str, place: str, reason: str, **more: Any) -> dict[str, Any]:
    return row(code, place, 0, 0, in_aanmerking_n=240, dekking_pct=0.0, reden_code=reason, **more)


def municipality_rows() -> list[dict[str, Any]]:
    """Use, form and stacking of three municipalities."""
    rows: list[dict[str, Any]] = []
    for place, tellers in AGES.items():
        for age, k in zip(("18-64", "65-74", "75+"), tellers, strict=True):
            rows.append(row("clienten_per_1000", place, k, 9000, onderdeel="met_algemeen", klasse=age, eenheid="per_1000"))
        people, both = sum(tellers), BOTH[place]
        rows.append(row("algemeen_aandeel", place, people // 3, people))
        rows.append(row("algemeen_aandeel", place, both, people, onderdeel="beide"))
        maatwerk = people - people // 3 + both
        rows.append(row("pgb_aandeel", place, 30, maatwerk))
        rows.append(row("stapeling_persoon", place, 43, maatwerk, onderdeel="periode"))
        for number, k in (("1", maatwerk - 43), ("2", 40), ("3", 3)):
            more = {"onderdeel": "periode", "klasse": number, "noemer": 0, "n": maatwerk}
            rows.append(row("stapeling_verdeling", place, k, maatwerk) | more)
    rows.append(row("stapeling_huishouden", "0484", 78, 900, wet="alle", in_aanmerking_n=1000, dekking_pct=90.0))
    rows.append(_without("stapeling_huishouden", "0917", "geen_huishoudnummer", wet="alle"))
    rows.append(row("multiprobleem", "0119", 120, 300, wet="alle", in_aanmerking_n=400, dekking_pct=75.0))
    return rows


def contract_rows(number: str, place: str, order: int) -> list[dict[str, Any]]:
    """Survey, youth outcomes, reports, counted scores and time to a decision of one contract."""
    of = {"contractnummer": number, "wet": "Jeugdwet" if "JGD" in number else "Wmo"}
    answered = 12 if order == 2 else 140
    rows = [
        row("ceo_eens", place, answered * (5 + i) // 10, answered, onderdeel=question, in_aanmerking_n=300, dekking_pct=answered / 3, **of)
        for i, question in enumerate(QUESTIONS)
    ]
    people = 25 if order == 4 else 96
    mark = {"eenheid": "cijfer", "methode": "bhatia_davis", "gemeld": 7.63, "waarde": 7.63, "laag": 7.02, "hoog": 8.24, "periode": "2026H1"}
    asked = {"in_aanmerking_n": 240, "dekking_pct": people / 2.4}
    rows.append(row("tevredenheid", place, 0, people, onderdeel="jeugdige", **asked, **mark, **of))
    rows.append(row("tevredenheid_7", place, people - 4, people, onderdeel="jeugdige", periode="2026H1", **asked, **of))
    rows.append(row("geen_nieuwe_start", place, 140, 170, in_aanmerking_n=210, dekking_pct=81.0, **of))
    rows.append(_without("geen_nieuwe_start", place, "nog_te_kort_gevolgd", **of) | {"periode": "2026"})
    rows.append(row("besluit_op_tijd", place, 80, 95, in_aanmerking_n=99, dekking_pct=96.0, **of))
    count = {"eenheid": "aantal", "methode": "telling", "noemer": 0, "n": 0, "laag": None, "hoog": None}
    rows.append(row("gemeld_klachten", place, 0, 1, **of) | count | {"gemeld": 3.0 + order, "waarde": 3.0 + order, "periode": "2026H1"})
    for moment, n in (("intake", 120), ("eind", 9)):
        rows.append(row("zrm_voldoende", place, n // 2, n, onderdeel=f"{moment}/2017/financien", periode="2026H1", **of))
    return rows


def lead_rows(number: str, place: str, order: int) -> list[dict[str, Any]]:
    """Days from report to decision and to begin."""
    rows = []
    for step, n in (("melding_besluit", 9 if order == 3 else 120 + order), ("melding_start", 34)):
        few = n < 10
        days = {"mediaan_dagen": 14.5 + order, "mediaan_laag_dagen": 12.0, "mediaan_hoog_dagen": 19.0 + order}
        late = {"p90_dagen": 61.0 + order, "p90_laag_dagen": 55.0, "p90_hoog_dagen": None if few else 83.0}
        base = {"gemeentecode": place, "wet": "Wmo", "contractnummer": number, "stap": step, "periode": "2026"}
        counts = {"n": n, "in_aanmerking_n": n + 12, "dekking_pct": 100 * n / (n + 12), "reden_code": "te_weinig" if few else None}
        rows.append(base | days | late | counts)
    return rows
