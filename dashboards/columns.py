"""The mart columns pages may use: per mart the order of rows and, per name, the SQL expression that gives the printed value.

Belongs here: names, units and rounding (shares 1 decimal, scores 2 decimals, money in euros with 2 decimals from integer cents).
Does not belong here: reading (read.py) and everything about looks. A column that is not here cannot reach a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Mart:
    """One mart: the columns it is sorted by and {name: SQL expression}."""

    order: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Summary:
    """Sums over the rows of one mart, one per combination of keys {name: SQL expression}. only: condition on the rows."""

    mart: str
    keys: Mapping[str, str]
    columns: Mapping[str, str]
    only: str = ""


def as_is(names: str) -> dict[str, str]:
    """Return columns that are printed as they are."""
    return {name: name for name in names.split()}


def share(names: str) -> dict[str, str]:
    """Return percentages with one decimal."""
    return {name: f"round({name}, 1)" for name in names.split()}


def euro(names: str) -> dict[str, str]:
    """Return amounts in euros from columns in cents: 'x' becomes x_eur from x_cent."""
    return {f"{name}_eur": f"round({name}_cent / 100.0, 2)" for name in names.split()}


_MISSING = {"zonder_paar_n": "in_aanmerking_n - paren_n"}
_RESULT = {
    **as_is("contractnummer gemeentecode in_aanmerking_n paren_n zonder_intake_n zonder_eindmeting_n andere_versie_n andere_informant_n"),
    **as_is("te_weinig_domeinen_n betrouwbaar_beter_n geen_verandering_n betrouwbaar_slechter_n"),
    **share("dekking_pct zelfde_beoordelaar_pct"),
    **share("betrouwbaar_beter_pct betrouwbaar_beter_laag_pct betrouwbaar_beter_hoog_pct"),
    **share("geen_verandering_pct geen_verandering_laag_pct geen_verandering_hoog_pct"),
    **share("betrouwbaar_slechter_pct betrouwbaar_slechter_laag_pct betrouwbaar_slechter_hoog_pct"),
    **share("stabiel_of_beter_pct stabiel_of_beter_laag_pct stabiel_of_beter_hoog_pct"),
    **{name: f"round({name}, 2)" for name in ("drempel", "drempel_sd", "drempel_betrouwbaarheid", "drempel_z")},
    **as_is("drempel_bron"),
    **_MISSING,
}
_DOMAIN = {
    **as_is("contractnummer gemeentecode jaar domein_key domein_naam volgorde in_aanmerking_n paren_n beter_n gelijk_n slechter_n"),
    **share("beter_pct beter_laag_pct beter_hoog_pct gelijk_pct gelijk_laag_pct gelijk_hoog_pct"),
    **share("slechter_pct slechter_laag_pct slechter_hoog_pct"),
    "eerste_gemiddeld": "round(eerste_gemiddeld, 2)",
    "laatste_gemiddeld": "round(laatste_gemiddeld, 2)",
    **as_is("laag_start_n terugkeer_bron"),
    **{f"laag_start_verschil{end}": f"round(laag_start_verschil{end}, 2)" for end in ("", "_laag", "_hoog")},
    "terugkeer_verwacht": "round(terugkeer_verwacht, 2)",
}
_BUDGET_YEAR = {
    **as_is("contractnummer boekjaar gemeentecode maanden_n prognose_methode geld_oordeel_code geld_reden_code clienten_n kostenvorm"),
    **as_is("kostenvorm_reden realisatie_bron uitvoeringsvariant declaratie_clienten_n"),
    **euro("begroting_primitief begroting_actueel contractbudget structureel aanloopinvestering realisatie"),
    **euro("prognose prognose_laag80 prognose_hoog80 prognose_laag prognose_hoog verschil verschil_laag verschil_hoog kosten_per_client"),
    **euro("prijs_per_clientmaand"),
    "verschil_pct": "round(100.0 * verschil_cent / nullif(begroting_actueel_cent, 0), 1)",
    "verschil_laag_pct": "round(100.0 * verschil_laag_cent / nullif(begroting_actueel_cent, 0), 1)",
    "verschil_hoog_pct": "round(100.0 * verschil_hoog_cent / nullif(begroting_actueel_cent, 0), 1)",
}
_MONTH = {
    **as_is("contractnummer taakveld_code taakveld_naam maand boekjaar gemeentecode is_afgesloten"),
    **euro("begroting_primitief begroting_actueel grootboek declaratie_ingediend declaratie_geaccepteerd declaratie_open"),
    **euro("declaratie_afgewezen grootboek_cumulatief begroting_jaar"),
    **share("uitnutting_pct norm_pct"),
}
_GOAL = {
    **as_is("doelcode gemeentecode contractnummer doel maatschappelijk_effect indicator richting streefjaar jaar paren_n in_aanmerking_n"),
    **as_is("oordeel_code reden_code norm_oordeel_code geld_oordeel_code uitvoeringsvariant kostenvorm kostenvorm_reden veld"),
    **as_is("kosten_verbeterd_reden"),
    **euro("uitgaven_vorig uitgaven_verschil uitgaven_verschil_laag uitgaven_verschil_hoog"),
    **euro("kosten_verbeterd kosten_verbeterd_laag kosten_verbeterd_hoog"),
    **share("norm resultaat_pct resultaat_laag_pct resultaat_hoog_pct dekking_pct resultaat_vorig_pct"),
    **euro("begroting prognose prognose_laag prognose_hoog verschil verschil_laag verschil_hoog kosten_per_client"),
    "verschil_pct": "round(100.0 * verschil_cent / nullif(begroting_cent, 0), 1)",
    "verschil_laag_pct": "round(100.0 * verschil_laag_cent / nullif(begroting_cent, 0), 1)",
    "verschil_hoog_pct": "round(100.0 * verschil_hoog_cent / nullif(begroting_cent, 0), 1)",
    **_MISSING,
}
_VERDICT = {
    **as_is("oordeel_id onderwerp indicator contractnummer gemeentecode jaar vergelijking_jaar vergelijking_n oordeel_code reden_code"),
    **as_is("is_hoofdoordeel is_met_grenzen"),
    **share("verschil verschil_laag verschil_hoog ondergrens_pct bovengrens_pct"),
    # To tens: a more exact number would promise more than a power calculation can.
    "extra_metingen_n": "(ceil(extra_metingen_n / 10.0) * 10)::bigint",
}

MARTS: dict[str, Mart] = {
    "mart_contract": Mart(
        "situatie_volgorde, contractnummer",
        as_is("contractnummer contract_naam gemeentecode gemeentenaam wet uitvoeringsvariant samenwerkingsverband ingangsdatum einddatum")
        | as_is("gemeentecodes inkoopschaal berichten situatie_volgorde"),
    ),
    "mart_resultaat_contract": Mart("contractnummer, gemeentecode, halfjaar", _RESULT | as_is("halfjaar")),
    "mart_resultaat_jaar": Mart("contractnummer, gemeentecode, jaar", _RESULT | as_is("jaar")),
    "mart_resultaat_domein": Mart("contractnummer, gemeentecode, jaar, volgorde", _DOMAIN),
    "mart_budget_jaar": Mart("contractnummer, gemeentecode, boekjaar", _BUDGET_YEAR),
    "mart_budget_realisatie": Mart("gemeentecode, contractnummer, taakveld_code, maand", _MONTH),
    "mart_effect_en_budget": Mart("doelcode, gemeentecode, contractnummer", _GOAL),
    "mart_oordeel": Mart("oordeel_id", _VERDICT),
    "mart_meetkwaliteit": Mart(
        "contractnummer, gemeentecode, halfjaar",
        as_is("contractnummer gemeentecode halfjaar in_aanmerking_n paren_n laatste_meting_datum scores_n scores_ontbreken_n")
        | as_is("oordeel_code reden_code")
        | share("dekking_pct zelfde_beoordelaar_pct score_ontbreekt_pct"),
    ),
    "mart_datakwaliteit": Mart(
        "ontvangen_op, delivery_id",
        as_is(
            "delivery_id bron leverancier periode status ontvangen_op rijen_geleverd_n rijen_quarantaine_n bevindingen_n waarschuwingen_n"
        )
        | as_is("belangrijkste_regel belangrijkste_zin reden")
        | share("quarantaine_pct"),
    ),
    "mart_indicator": Mart(
        "indicator_code",
        as_is("indicator_code naam_nl naam_en definitie_nl definitie_en teller_nl teller_en noemer_nl noemer_en uitsluitingen_nl")
        | as_is(
            "uitsluitingen_en richting waarom_nl waarom_en perverse_prikkel_nl perverse_prikkel_en bewaking_nl bewaking_en bron eigenaar"
        )
        | as_is("versie"),
    ),
    "mart_parameter": Mart(
        "parameter, geldig_vanaf", as_is("parameter eenheid status bron geldig_vanaf geldig_tot") | {"waarde": "waarde::double"}
    ),
    "mart_bron": Mart("ontvangen_op, delivery_id", as_is("delivery_id bron bestandsnaam sha256 ontvangen_op status")),
    "mart_release": Mart("run_id", as_is("run_id gestart_op koers_versie is_demo peildatum")),
}

_OF_CONTRACT = "contractnummer <> 'geen'"
# Of each contract one verdict a year and subject counts: the one that fits what the contract is meant to reach.
_HEADLINE = f"{_OF_CONTRACT} and is_hoofdoordeel"

SUMMARIES: dict[str, Summary] = {
    "aansluiting_per_post": Summary(
        "mart_aansluiting",
        {"bron": "bron", "post": "split_part(post, ':', 1)"},
        {"rijen_n": "sum(rijen_n)::bigint", "bedrag_eur": "round(sum(bedrag_cent) / 100.0, 2)"},
    ),
    "leveringen_per_status": Summary("mart_datakwaliteit", as_is("bron status"), {"leveringen_n": "count(*)"}),
    "leveringen_per_bron": Summary(
        "mart_datakwaliteit",
        as_is("bron"),
        {
            "leveringen_n": "count(*)",
            "rijen_geleverd_n": "sum(rijen_geleverd_n)::bigint",
            "rijen_quarantaine_n": "sum(rijen_quarantaine_n)::bigint",
            "quarantaine_pct": "round(100.0 * sum(rijen_quarantaine_n) / nullif(sum(rijen_geleverd_n), 0), 1)",
        },
    ),
    "maanden": Summary(
        "mart_budget_realisatie",
        as_is("contractnummer gemeentecode boekjaar maand"),
        {
            "geboekt_eur": "round(sum(grootboek_cumulatief_cent) / 100.0, 2)",
            "norm_eur": "round(sum(begroting_jaar_cent) * max(norm_pct) / 10000.0, 2)",
        },
        _OF_CONTRACT,
    ),
    "oordelen": Summary("mart_oordeel", as_is("onderwerp jaar oordeel_code"), {"contracten_n": "count(*)"}, _HEADLINE),
    "oordelen_per_jaar": Summary("mart_oordeel", as_is("onderwerp jaar"), {"contracten_n": "count(*)"}, _HEADLINE),
    "oordelen_onbekend": Summary(
        "mart_oordeel",
        as_is("onderwerp jaar")
        | {"groep": "case when oordeel_code in ('nog_niet_te_zeggen', 'niet_getoond') then 'onbekend' else 'bekend' end"},
        {"contracten_n": "count(*)"},
        _HEADLINE,
    ),
    "geldoordelen": Summary("mart_oordeel", as_is("onderwerp jaar geld_oordeel_code"), {"contracten_n": "count(*)"}, _HEADLINE),
}
