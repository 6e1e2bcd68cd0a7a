"""The columns pages may use of the marts about trust: who was measured, how is scored, which messages came, and how much changed.

Belongs here: names, units and rounding, as in columns.py, which holds the marts about results and money. Does not belong here: reading.
"""

from dashboards.columns import Mart, Summary, as_is, share


def level(names: str) -> dict[str, str]:
    """Return means and differences in levels of the ZRM, with two decimals."""
    return {name: f"round({name}, 2)" for name in names.split()}


TRUST_MARTS: dict[str, Mart] = {
    "mart_scoresignaal": Mart(
        "contractnummer, gemeentecode, signaal, periode",
        as_is("contractnummer gemeentecode signaal periode n vergelijking_n is_signaal reden_code")
        | level("waarde vergelijking verandering verandering_laag verandering_hoog")
        # The same five as percentages: heaping is a share of the measurements, the other signals are in levels.
        | {f"{name}_pct": f"round({name}, 1)" for name in ("waarde", "vergelijking")}
        | {f"{name}_pct": f"round({name}, 1)" for name in ("verandering", "verandering_laag", "verandering_hoog")},
    ),
    "mart_dekking": Mart(
        "contractnummer, gemeentecode, jaar",
        as_is("contractnummer gemeentecode jaar in_aanmerking_n paren_n gepaard_n ongepaard_n is_waarschuwing")
        | level("gepaard_gemiddeld ongepaard_gemiddeld standaardverschil"),
    ),
    "mart_verandering": Mart(
        "contractnummer, gemeentecode, jaar",
        as_is("contractnummer gemeentecode jaar paren_n domeinen_n plafond_n eerste_problematisch_n laatste_problematisch_n")
        | level("eerste_gemiddeld laatste_gemiddeld verschil_gemiddeld verschil_laag verschil_hoog")
        | level("problematisch_verschil_gemiddeld problematisch_verschil_laag problematisch_verschil_hoog")
        | share("plafond_pct eerste_voldoende_pct laatste_voldoende_pct")
        | share("voldoende_verschil_pct voldoende_verschil_laag_pct voldoende_verschil_hoog_pct")
        | {f"{moment}_problematisch": f"round(1.0 * {moment}_problematisch_n / nullif(paren_n, 0), 2)" for moment in ("eerste", "laatste")},
    ),
    "mart_dekking_groep": Mart(
        "contractnummer, gemeentecode, jaar, kenmerk, groep",
        as_is("contractnummer gemeentecode jaar kenmerk groep in_aanmerking_n ongemeten_n")
        | share("ongemeten_pct ongemeten_laag_pct ongemeten_hoog_pct"),
    ),
    "mart_voortgang": Mart(
        "contractnummer, gemeentecode",
        as_is(
            "contractnummer gemeentecode lopend_n te_kort_n in_aanmerking_n paren_n is_onder_ondergrens zonder_intake_n zonder_voortgang_n"
        )
        | as_is("voortgang_te_vroeg_n andere_versie_n te_weinig_domeinen_n")
        | as_is("betrouwbaar_beter_n geen_verandering_n betrouwbaar_slechter_n")
        | share("dekking_pct ondergrens_pct bovengrens_pct")
        | share("betrouwbaar_beter_pct betrouwbaar_beter_laag_pct betrouwbaar_beter_hoog_pct")
        | share("geen_verandering_pct geen_verandering_laag_pct geen_verandering_hoog_pct")
        | share("betrouwbaar_slechter_pct betrouwbaar_slechter_laag_pct betrouwbaar_slechter_hoog_pct"),
    ),
    "mart_berichtcompleet": Mart(
        "contractnummer, gemeentecode, maand, berichttype",
        as_is("contractnummer gemeentecode maand berichttype verwacht_n ontvangen_n ontbreekt_n"),
    ),
}

TRUST_SUMMARIES: dict[str, Summary] = {
    "berichten_per_maand": Summary(
        "mart_berichtcompleet",
        as_is("contractnummer gemeentecode maand"),
        {f"{name}_n": f"sum({name}_n)::bigint" for name in ("verwacht", "ontbreekt")},
    ),
    "bevindingen_per_regel": Summary("mart_berichtbevinding", as_is("regel ernst zin"), {"bevindingen_n": "sum(bevindingen_n)::bigint"}),
}
