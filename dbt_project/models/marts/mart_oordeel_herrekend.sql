{# The auditor's recomputation, kept in the release as a view: every verdict again, from the counts in mart_oordeel and the parameters alone,
   without the macros that made it. docs/oordeel.md explains it step by step and holds the same text. #}
{{ config(materialized='view') }}
with p as (
    select
        cast(max(waarde) filter (where parameter = 'z') as double) as z,
        cast(max(waarde) filter (where parameter = 'z_power') as double) as z_power,
        cast(max(waarde) filter (where parameter = 'relevant_verschil_pct') as double) / 100 as relevant,
        max(waarde) filter (where parameter = 'k_min') as k_min,
        max(waarde) filter (where parameter = 'dekking_ondergrens_pct') as vloer
    from {{ ref('parameter') }}
    cross join (select max(peildatum) as dag from {{ ref('mart_oordeel') }})
    where geldig_vanaf <= dag and (geldig_tot is null or geldig_tot > dag)
),

aandelen as (
    select
        o.*, p.*, cast(o.n as double) as n1, cast(o.vergelijking_n as double) as n2,
        teller / nullif(n1, 0) as a, vergelijking_teller / nullif(n2, 0) as b,
        (teller + vergelijking_teller + 2) / (n1 + n2 + 4) as pool, case richting when 'lager' then -1 else 1 end as goed
    from {{ ref('mart_oordeel') }} as o
    cross join p
),

grenzen as (
    select
        *,
        (a + z * z / (2 * n1) - z * sqrt(a * (1 - a) / n1 + z * z / (4 * n1 * n1))) / (1 + z * z / n1) as a_laag,
        (a + z * z / (2 * n1) + z * sqrt(a * (1 - a) / n1 + z * z / (4 * n1 * n1))) / (1 + z * z / n1) as a_hoog,
        (b + z * z / (2 * n2) - z * sqrt(b * (1 - b) / n2 + z * z / (4 * n2 * n2))) / (1 + z * z / n2) as b_laag,
        (b + z * z / (2 * n2) + z * sqrt(b * (1 - b) / n2 + z * z / (4 * n2 * n2))) / (1 + z * z / n2) as b_hoog,
        pool * (1 - pool) * pow((z + z_power) / relevant, 2) as nodig
    from aandelen
),

verschillen as (
    select
        *,
        a - b - sqrt(pow(a - a_laag, 2) + pow(b_hoog - b, 2)) as d_laag,
        a - b + sqrt(pow(a_hoog - a, 2) + pow(b - b_laag, 2)) as d_hoog
    from grenzen
),

oordelen as (
    select
        *,
        case
            when onderwerp = 'geld' and vergelijking is null then 'nog_niet_te_zeggen:geen_begroting'
            when onderwerp = 'geld' and waarde is null then 'nog_niet_te_zeggen:geen_realisatie'
            when onderwerp = 'geld' and laag is null then 'nog_niet_te_zeggen:geen_band'
            when onderwerp = 'geld' and laag <= vergelijking and hoog > vergelijking then 'nog_niet_te_zeggen:band_raakt_begroting'
            when onderwerp = 'geld' and hoog = vergelijking then 'geen_duidelijk_verschil'
            when onderwerp = 'geld' then case when hoog < vergelijking then 'duidelijk_beter' else 'duidelijk_slechter' end
            when n < k_min then 'niet_getoond:te_weinig_metingen'
            when 100.0 * n / in_aanmerking_n < vloer then 'niet_getoond:dekking_te_laag'
            when coalesce(vergelijking_n, 0) < k_min then 'nog_niet_te_zeggen:geen_vergelijking'
            when vergelijking_dekking_pct < vloer then 'nog_niet_te_zeggen:vorig_jaar_dekking_te_laag'
            when d_laag > 0 or d_hoog < 0 then case when goed * (a - b) > 0 then 'duidelijk_beter' else 'duidelijk_slechter' end
            when 1 / n1 + 1 / n2 <= 1 / nodig then 'geen_duidelijk_verschil'
            when n2 >= 1.5 * nodig then 'nog_niet_te_zeggen:te_weinig_metingen_voor_oordeel'
            else 'nog_niet_te_zeggen:ook_vorig_jaar_te_weinig'
        end as herrekend
    from verschillen
)

select
    cell_id, oordeel_id, onderwerp, contractnummer, gemeentecode, jaar, indicator,
    oordeel_code || coalesce(':' || reden_code, '') as oordeel,
    herrekend,
    case
        when herrekend like '%:te_weinig_metingen_voor_oordeel' then cast(ceil(nodig * n2 / (n2 - nodig)) - n as bigint)
        when herrekend like '%:ook_vorig_jaar_te_weinig' and ceil(2 * nodig) > n then cast(ceil(2 * nodig) - n as bigint)
    end as extra_metingen_n,
    oordeel_code || coalesce(':' || reden_code, '') = herrekend as is_gelijk,
    peildatum
from oordelen
