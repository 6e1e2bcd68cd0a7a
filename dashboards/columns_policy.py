"""The columns pages may use of the marts about goals, decisions, scenarios and the chain.

Belongs here: names, units and rounding, as in columns.py, which holds the marts about results and money. Does not belong here: reading.
"""

from dashboards.columns import Mart, Summary, as_is, euro, share


def euros(names: str, start: str = "sum(", end: str = ")") -> dict[str, str]:
    """Return sums of amounts in euros from columns in cents."""
    return {f"{name}_eur": f"round({start}{name}_cent{end} / 100.0, 2)" for name in names.split()}


def per_head(column: str) -> str:
    """Return an amount per client-month over several months, in euros."""
    return f"round(sum({column}) * 10.0 / sum(clienten_duizendste), 2)"


_LEVERS = {name: f"max({name}_pct)::double" for name in ("afbouw", "indexatie", "vraag", "volume", "prijs")}
_PATH = as_is("contractnummer gemeentecode scenario")

POLICY_MARTS: dict[str, Mart] = {
    "mart_ketenrendement": Mart(
        "gemeentecode, doelgroep, wet, jaar",
        as_is("gemeentecode doelgroep wet jaar personen_n basisjaar is_volledig reden_code") | euro("bedrag per_jaar_thuis"),
    ),
    "mart_doel": Mart(
        "gemeentecode, doelcode, contractnummer, streefjaar, versie",
        as_is("gemeentecode doelcode contractnummer streefjaar versie bovenliggend_doelcode niveau doel maatschappelijk_effect indicator")
        | as_is("geldig_vanaf geldig_tot is_actueel")
        | share("norm"),
    ),
    "mart_doel_verslag": Mart(
        "gemeentecode, doelcode, soort desc, nummer",
        as_is("gemeentecode doelcode soort nummer tekst eigenaar einddatum status is_te_laat"),
    ),
    "mart_besluit": Mart(
        "gemeentecode, besluitdatum, besluitnummer",
        as_is("gemeentecode besluitnummer doelcode besluit besluitdatum orgaan terugkijkdatum is_terug is_geld toen_bron toen_jaar nu_jaar")
        | as_is("toen_oordeel_code toen_n nu_oordeel_code nu_n nu_teller zelfde_n zelfde_teller reden_code")
        | as_is("cijfer_contractnummer cijfer_gemeentecode cijfer_indicator")
        | share("toen_pct toen_laag_pct toen_hoog_pct nu_pct nu_laag_pct nu_hoog_pct")
        | euro("toen nu"),
    ),
}

POLICY_SUMMARIES: dict[str, Summary] = {
    "keten_betalers": Summary(
        "mart_ketenrendement",
        as_is("gemeentecode doelgroep wet"),
        euros("meer minder saldo saldo_laag saldo_hoog") | {"personen_min": "min(personen_n)"},
        "is_volledig and reden_code IS NULL",
    ),
    "keten_totaal": Summary(
        "mart_ketenrendement",
        as_is("gemeentecode doelgroep"),
        euros("meer minder saldo saldo_laag saldo_hoog")
        | {"basisjaar": "min(basisjaar)", "jaar_van": "min(jaar)", "jaar_tot": "max(jaar)", "betalers": "count(distinct wet)"},
        "is_volledig and reden_code IS NULL",
    ),
    "scenario_jaren": Summary(
        "mart_scenario",
        _PATH | as_is("jaar"),
        euros("budget budget_reeel nodig verschil")
        | {"per_clientmaand_eur": per_head("budget_cent"), "per_clientmaand_reeel_eur": per_head("budget_reeel_cent")}
        | {"clienten_n": "round(avg(clienten_duizendste) / 1000)::bigint", "taakmutatie_eur": "round(max(taakmutatie_cent) / 100.0, 2)"}
        | {"ondergrens_eur": "round(max(ondergrens_cent) / 100.0, 2)"}
        | _LEVERS,
        "reden_code IS NULL",
    ),
    "scenario_maanden": Summary(
        "mart_scenario",
        _PATH | as_is("maand"),
        {
            "nominaal": "round(max(per_clientmaand_cent) / 100.0, 2)",
            "reeel": "round(max(per_clientmaand_reeel_cent) / 100.0, 2)",
            "onder": "bool_or(is_onder_grens)",
            "reeel_onder": "bool_or(is_reeel_onder_grens)",
        },
        "reden_code IS NULL",
    ),
    "scenario_start": Summary(
        "mart_scenario",
        _PATH,
        {
            "basisjaar": "max(basisjaar)",
            "basis_budget_eur": "round(max(basis_budget_cent) / 100.0, 2)",
            "basis_clienten_n": "max(basis_clienten_n)",
            "ondergrens_eur": "round(max(ondergrens_cent) / 100.0, 2)",
        },
    ),
    "scenario_geweigerd": Summary(
        "mart_scenario", _PATH | as_is("reden_code"), {"jaren_n": "count(distinct jaar)"}, "reden_code IS NOT NULL"
    ),
    "besluiten_terug": Summary("mart_besluit", {"stand": "case when is_terug then 'nu' else 'later' end"}, {"besluiten_n": "count(*)"}),
}
