"""Rows of the comparison of providers and wijken.

Belongs here: rows. Does not belong here: what the pages should make of them.
"""

import math
from typing import Any

from tests.integration.dashboards.plans import Rows, wilson


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


def comparison(rows: Rows) -> None:
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
