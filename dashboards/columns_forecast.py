"""The columns pages may use of the marts about forecasts, their track record, and where an overspend comes from.

Belongs here: names, units and rounding, as in columns.py. Does not belong here: reading.
"""

from dashboards.columns import Mart, as_is, euro, share

_BANDS = "prognose prognose_laag80 prognose_hoog80 prognose_laag prognose_hoog"

_INDEXES = "budget_nominaal_index budget_reeel_index effect_index effect_index_laag effect_index_hoog"

FORECAST_MARTS: dict[str, Mart] = {
    "mart_prognose": Mart(
        "contractnummer, gemeentecode, boekjaar, methode",
        as_is("contractnummer gemeentecode boekjaar methode is_hoofdmethode keuze_reden maanden_n waarnemingen_n reden_code")
        | euro(_BANDS),
    ),
    "mart_prognose_toets": Mart(
        "contractnummer, gemeentecode, boekjaar, maand_nr, methode",
        as_is("contractnummer gemeentecode boekjaar maand_nr methode vorm herkomst is_binnen_80 is_binnen_95 waarnemingen_n")
        | euro(f"{_BANDS} uitkomst afwijking")
        | share("afwijking_pct"),
    ),
    "mart_prognose_proef": Mart(
        "contractnummer, gemeentecode, methode, bekend_tot",
        as_is("contractnummer gemeentecode methode toetst bekend_tot van tot_en_met waarnemingen_n is_binnen_80 is_binnen_95")
        | euro(f"{_BANDS} uitkomst afwijking")
        | share("afwijking_pct"),
    ),
    "mart_prognose_dekking": Mart(
        "methode, vorm, toetst",
        as_is("methode vorm toetst prognoses_n bewaard_n jaren_n binnen_80_n binnen_95_n")
        | share("binnen_80_pct binnen_80_laag_pct binnen_80_hoog_pct binnen_95_pct binnen_95_laag_pct binnen_95_hoog_pct"),
    ),
    "mart_overschrijding": Mart(
        "contractnummer, gemeentecode, boekjaar, volgorde",
        as_is("contractnummer gemeentecode boekjaar volgorde post kostenvorm maanden_n reden_code is_grootste_oorzaak")
        | euro("bedrag begroting prognose verschil"),
    ),
    "mart_schaduwprijs": Mart(
        "contractnummer, gemeentecode, boekjaar",
        as_is("contractnummer gemeentecode boekjaar kostenvorm maanden_n oordeel_code reden_code")
        | euro("vast_deel schaduw schaduw_laag schaduw_hoog verschil verschil_laag verschil_hoog"),
    ),
    "mart_budget_en_effect_index": Mart(
        "contractnummer, gemeentecode, maat, jaar",
        as_is("contractnummer gemeentecode maat jaar basisjaar indicator is_lopend budget_bron teller n basis_teller basis_n reden_code")
        | {name: f"round({name})" for name in _INDEXES.split()},
    ),
    "mart_langer_thuis": Mart(
        "contractnummer, gemeentecode, boekjaar",
        as_is("contractnummer gemeentecode boekjaar leeftijd_vanaf uren_per_week_vanaf jaren_langer_dan clienten_n bekend_n langdurig_n")
        | as_is("reden_code")
        | euro("kosten langdurig_kosten")
        | share("langdurig_pct langdurig_laag_pct langdurig_hoog_pct langdurig_kosten_pct"),
    ),
    "mart_andere_wet": Mart(
        "contractnummer, gemeentecode, periode, soort",
        as_is("contractnummer gemeentecode boekjaar periode soort clienten_n zekerheid") | euro("kosten"),
    ),
}
