"""The columns pages may use of the long mart with indicators and of the lead times.

Belongs here: names, units and rounding, as in columns.py. Does not belong here: reading. One decimal, as for every other share.
"""

from dashboards.columns import Mart, as_is

_DAYS = ("mediaan_dagen", "mediaan_laag_dagen", "mediaan_hoog_dagen", "p90_dagen", "p90_laag_dagen", "p90_hoog_dagen")

INDICATOR_MARTS: dict[str, Mart] = {
    "mart_indicatorwaarde": Mart(
        "indicator_code, gemeentecode, wet, contractnummer, wijkcode, onderdeel, klasse, periode",
        as_is("indicator_code gemeentecode wet contractnummer wijkcode onderdeel klasse periode teller n buiten_n in_aanmerking_n")
        | as_is("eenheid methode reden_code")
        | {name: f"round({name}, 1)" for name in ("waarde", "laag", "hoog", "dekking_pct")},
    ),
    "mart_doorlooptijd": Mart(
        "gemeentecode, wet, contractnummer, stap, periode",
        as_is("gemeentecode wet contractnummer stap periode n in_aanmerking_n reden_code")
        | {"dekking_pct": "round(dekking_pct, 1)"}
        | {name: f"round({name})" for name in _DAYS},
    ),
}
