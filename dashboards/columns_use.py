"""The columns pages may use of the marts about use: who comes and goes, waiting, endings, declarations.

Belongs here: names, units and rounding, as in columns.py, which holds the marts about results and money. Does not belong here: reading.
"""

from dashboards.columns import Mart, Summary, as_is, share

_ENDINGS = (
    "volgens_plan_n overeenstemming_voortijdig_n eenzijdig_client_n eenzijdig_aanbieder_n overleden_n verhuizing_extern_n gemeente_n "
    "ander_domein_n onbekend_n"
)

USE_MARTS: dict[str, Mart] = {
    "mart_gebruik": Mart(
        "gemeentecode, wet, productcategorie, wijkcode, maand",
        as_is("gemeentecode gemeentenaam wet productcategorie wijkcode maand clienten_n trajecten_n instroom_n uitstroom_n pgb_n"),
    ),
    "mart_gebruik_contract": Mart(
        "contractnummer, gemeentecode, maand", as_is("contractnummer gemeentecode maand clienten_n instroom_n uitstroom_n pgb_n")
    ),
    "mart_wachttijd": Mart(
        "gemeentecode, contractnummer, productcategorie, periode",
        as_is("gemeentecode wet productcategorie contractnummer periode starts_n zonder_toewijzing_n norm_dagen binnen_norm_n")
        | {"mediaan_dagen": "round(na_ingang_mediaan_dagen)::bigint", "p90_dagen": "round(na_ingang_p90_dagen)::bigint"}
        | share("binnen_norm_pct binnen_norm_laag_pct binnen_norm_hoog_pct"),
    ),
    "mart_uitval": Mart(
        "gemeentecode, contractnummer, agb_code, periode",
        as_is(f"gemeentecode wet contractnummer agb_code periode geeindigd_n in_noemer_n uitval_strikt_n uitval_ruim_n {_ENDINGS}")
        | share("uitval_strikt_pct uitval_strikt_laag_pct uitval_strikt_hoog_pct")
        | share("uitval_ruim_pct uitval_ruim_laag_pct uitval_ruim_hoog_pct"),
    ),
}

USE_SUMMARIES: dict[str, Summary] = {
    "declaratiemaanden": Summary(
        "mart_declaraties",
        as_is("contractnummer gemeentecode maand"),
        {
            **{f"{name}_n": f"sum({name}_n)::bigint" for name in ("regels", "geaccepteerd", "afgewezen", "open")},
            **{f"{name}_eur": f"round(sum({name}_cent) / 100.0, 2)" for name in ("ingediend", "geaccepteerd", "afgewezen", "open")},
            "verwacht_eur": "round(sum(verwacht_cent) / 100.0, 2)",
        },
    ),
    "afwijzingen": Summary(
        "mart_declaratie_afwijzing",
        as_is("contractnummer gemeentecode retourcode omschrijving_nl") | {"jaar": "year(maand)"},
        {"afgewezen_n": "sum(afgewezen_n)::bigint", "afgewezen_eur": "round(sum(afgewezen_cent) / 100.0, 2)"},
    ),
}
