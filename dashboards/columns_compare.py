"""The columns pages may use of the marts about the fair comparison of units, as columns.py does for results and money.

Belongs here: names, units and rounding. Does not belong here: reading. Names of providers and contracts are names of organisations.
"""

from dashboards.columns import Mart, as_is, share

_GROUP = "gemeentecode wet doelrichting jaar jaar_vanaf"

COMPARE_MARTS: dict[str, Mart] = {
    "mart_vergelijking": Mart(
        "gemeentecode, wet, doelrichting, jaar, eenheidsoort, eenheid",
        as_is(f"{_GROUP} eenheidsoort eenheid eenheid_naam in_aanmerking_n paren_n doel_gehaald_n oordeel_code reden_code")
        | as_is("is_verschillen_groter_dan_toeval")
        | share("dekking_pct doel_gehaald_pct doel_gehaald_laag_pct doel_gehaald_hoog_pct groep_pct gecorrigeerd_pct")
        | share("grens_laag_95_pct grens_hoog_95_pct grens_laag_998_pct grens_hoog_998_pct")
        | {"verwacht_pct": "round(100.0 * verwacht_n / nullif(paren_n, 0), 1)"},
    ),
    "mart_vergelijking_model": Mart(
        "gemeentecode, wet, doelrichting, jaar",
        as_is(f"{_GROUP} paren_n doel_gehaald_n methode reden_code correctie_op parameters_n gebeurtenissen_n")
        | share("groep_pct gebeurtenissen_per_parameter"),
    ),
    "mart_vergelijking_ijking": Mart(
        "gemeentecode, wet, doelrichting, jaar, deciel",
        as_is("gemeentecode wet doelrichting jaar deciel paren_n doel_gehaald_n methode")
        | share("verwacht_pct doel_gehaald_pct doel_gehaald_laag_pct doel_gehaald_hoog_pct"),
    ),
}
