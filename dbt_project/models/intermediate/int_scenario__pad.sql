{# The path of every scenario, year by year; the only place where it is calculated (reference.md §4.4). In whole cents, thousandths of a
   client and millionths of an index, rounded half up each year:
     budget  B = B' x (1 - afbouw) x (1 + indexatie) + taakmutatie        clients, volume, price: X = X' x (1 + growth)
   A path that misses a year stops there. #}
with recursive pad as (
    select
        contractnummer, scenario, basisjaar as jaar,
        cast(basis_budget_cent as {{ groot_geheel() }}) as budget,
        cast(basis_clienten_n * 1000 as {{ groot_geheel() }}) as clienten,
        cast(1000000 as {{ groot_geheel() }}) as volume,
        cast(1000000 as {{ groot_geheel() }}) as prijs,
        cast(0 as {{ groot_geheel() }}) as clienten_vorig,
        {{ lijst_leeg() }} as _row_ids
    from (
        select distinct contractnummer, scenario, basisjaar, basis_budget_cent, basis_clienten_n from {{ ref('int_scenario__regels') }}
    ) as basis
    union all
    select
        v.contractnummer, v.scenario, r.jaar,
        {{ afgeronde_deling('v.budget * (1000000 - r.afbouw) * (1000000 + r.indexatie)', 'cast(1000000000000 as ' ~ groot_geheel() ~ ')') }}
        + r.taakmutatie_cent,
        {{ afgeronde_deling('v.clienten * (1000000 + r.vraag)', '1000000') }},
        {{ afgeronde_deling('v.volume * (1000000 + r.volume)', '1000000') }},
        {{ afgeronde_deling('v.prijs * (1000000 + r.prijs)', '1000000') }},
        v.clienten,
        {{ lijst_van_twee('v._row_ids', lijst_van('r._row_id')) }}
    from pad as v
    inner join {{ ref('int_scenario__regels') }} as r on r.contractnummer = v.contractnummer and r.scenario = v.scenario and r.jaar = v.jaar + 1
)

select
    r.contractnummer, r.gemeentecode, r.scenario, r.jaar, r.afbouw_pct, r.indexatie_pct, r.vraag_pct, r.volume_pct, r.prijs_pct,
    r.taakmutatie_cent, r.ondergrens_cent, r.basisjaar, r.basis_budget_cent, r.basis_clienten_n, r.basis_budget_cell_id,
    r.basis_clienten_cell_id,
    v.budget as budget_cent,
    v.clienten as clienten_duizendste,
    v.clienten_vorig as clienten_vorig_duizendste,
    v.volume as volume_miljoenste,
    v.prijs as prijs_miljoenste,
    coalesce(r.reden_code, case when v.jaar is null then 'jaar_ontbreekt' end) as reden_code,
    coalesce(v._row_ids, {{ lijst_van('r._row_id') }}) as _row_ids
from {{ ref('int_scenario__regels') }} as r
left join pad as v on v.contractnummer = r.contractnummer and v.scenario = r.scenario and v.jaar = r.jaar
