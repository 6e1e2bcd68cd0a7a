"""The columns pages may use of the marts about time: calendar, series with their limits, and what designs found at a change.

Belongs here: names, units and rounding, as in columns.py, which holds the marts about results and money. Does not belong here: reading.
"""

from dashboards.columns import Mart, as_is


def one(names: str) -> dict[str, str]:
    """Return numbers with one decimal."""
    return {name: f"round({name}, 1)" for name in names.split()}


TIME_MARTS: dict[str, Mart] = {
    "mart_kalender": Mart(
        "datum, gebeurtenis_id", as_is("gebeurtenis_id soort datum gemeentecode contractnummer wet reeksen naam_nl naam_en status bron")
    ),
    "mart_verloop": Mart(
        "contractnummer, gemeentecode, reeks_code, periode_start",
        as_is("contractnummer gemeentecode reeks_code periode periode_start n teller fase_start fase_perioden_n kaart reden_code")
        | as_is("is_buiten is_serie is_op_rij is_twee_van_drie trend_code trend_reden_code")
        | one("waarde midden grens_laag grens_hoog"),
    ),
    "mart_beleidseffect": Mart(
        "datum, gemeentecode, wet, reeks_code, ontwerp desc",
        as_is("vraag_id reeks_code ontwerp gemeentecode wet datum gebeurtenissen soort overgang voor_n na_n behandeld_n controle_n")
        | as_is("indelingen_n is_met_seizoen is_vooraf_gelijk is_samenhang_klein is_administratief samenloop is_geslaagd oordeel_code")
        | as_is("reden_code")
        | one("effect effect_laag effect_hoog niveau niveau_laag niveau_hoog helling helling_laag helling_hoog")
        | one("lijn_voor_begin lijn_voor_eind lijn_door_eind lijn_na_begin lijn_na_eind")
        | {name: f"round({name}, 2)" for name in ("vooraf_p", "samenhang", "vooraf_grens_p", "samenhang_grens")},
    ),
    "mart_beleidseffect_periode": Mart(
        "vraag_id, reeks_code, groep, periode_start",
        as_is("vraag_id reeks_code groep periode periode_start is_erna n teller") | one("waarde"),
    ),
}
