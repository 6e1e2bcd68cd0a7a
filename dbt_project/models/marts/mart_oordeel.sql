with oordelen as (
    select
        'resultaat' as onderwerp,
        case o.indicator when 'betrouwbaar_beter' then 'resultaat-' else 'resultaat-' || o.indicator || '-' end as voorvoegsel,
        o.contractnummer, o.gemeentecode, o.jaar, o.indicator, o.is_hoofdoordeel, o.teller, o.waarde, o.laag, o.hoog,
        o.ondergrens_pct, o.bovengrens_pct, o.is_met_grenzen,
        o.vergelijking, o.vergelijking_laag, o.vergelijking_hoog, o.vergelijking_teller, o.vergelijking_n, o.vergelijking_dekking_pct,
        o.vergelijking_jaar, o.verschil, o.verschil_laag, o.verschil_hoog,
        o.richting, o.n, o.in_aanmerking_n, o.dekking_pct, o.nodig_n, o.oordeel_code, cast(null as varchar) as geld_oordeel_code,
        o.reden_code, o.extra_metingen_n, o.bron_mart, o.bron_cell_id
    from {{ ref('int_oordeel__resultaat') }} as o
    union all
    select
        'geld', 'geld-',
        contractnummer, gemeentecode, boekjaar, 'prognose_jaareinde', true, null, prognose_cent, prognose_laag_cent, prognose_hoog_cent,
        null, null, null,
        begroting_actueel_cent, null, null, null, null, null,
        boekjaar, verschil_cent, verschil_laag_cent, verschil_hoog_cent,
        'lager', maanden_n, null, null, null, {{ geld_als_oordeel() }}, geld_oordeel_code,
        geld_reden_code, null, 'mart_budget_jaar', cell_id
    from {{ ref('mart_budget_jaar') }}
    where realisatie_cent is not null
),

met_kenmerk as (
    select
        o.*,
        -- Without a contract in the list a number says which contract only together with its municipality.
        o.voorvoegsel || case when c.contractnummer is null then o.contractnummer || '-' || o.gemeentecode else o.contractnummer end
        || '-' || cast(o.jaar as varchar) as oordeel_id
    from oordelen as o
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = o.contractnummer
)

select
    {{ cell_id('mart_oordeel', ['o.oordeel_id']) }} as cell_id,
    o.oordeel_id,
    o.onderwerp,
    o.contractnummer,
    o.gemeentecode,
    o.jaar,
    o.indicator,
    o.is_hoofdoordeel,
    o.teller,
    o.waarde,
    o.laag,
    o.hoog,
    o.ondergrens_pct,
    o.bovengrens_pct,
    o.is_met_grenzen,
    o.vergelijking,
    o.vergelijking_laag,
    o.vergelijking_hoog,
    o.vergelijking_teller,
    o.vergelijking_n,
    o.vergelijking_dekking_pct,
    o.vergelijking_jaar,
    o.verschil,
    o.verschil_laag,
    o.verschil_hoog,
    o.richting,
    o.n,
    o.in_aanmerking_n,
    o.dekking_pct,
    o.nodig_n,
    o.oordeel_code,
    o.geld_oordeel_code,
    o.reden_code,
    o.extra_metingen_n,
    o.bron_mart,
    o.bron_cell_id,
    p.peildatum
from met_kenmerk as o
cross join {{ ref('int_parameter__geldig') }} as p
