{# Support by month: each trajectory in every month with at least one day, and each month of a personal budget. A budget belongs to the contract
   and neighbourhood of the person's own budget trajectory of that month, when there is one. A view: it is never stored, and its lists of row ids
   are made only for who reads them. The trajectories are read in two places and not shared: DuckDB would keep every month of every list. #}
{{ config(materialized='view') }}
{%- set tot_en_met = 'least(coalesce(t.einddatum, p.peildatum), p.peildatum)' %}
with budgetten as (
    select t.persoon_id, t.contractnummer, t.contract_gemeentecode, t.gemeentecode, t.wijkcode,
        {{ maandreeks('t.begindatum', tot_en_met) }} as maand
    from {{ ref('int_gebruik__trajecten') }} as t
    cross join {{ ref('int_parameter__geldig') }} as p
    where t.leveringsvorm = 'pgb' and t.begindatum <= {{ tot_en_met }}
)

select
    t.traject_id,
    t.gemeentecode,
    t.contractnummer,
    t.contract_gemeentecode,
    t.wet,
    t.productcategorie,
    t.wijkcode,
    t.persoon_id,
    t.leveringsvorm = 'pgb' as is_pgb,
    t._row_ids,
    {{ maandreeks('t.begindatum', tot_en_met) }} as maand
from {{ ref('int_gebruik__trajecten') }} as t
cross join {{ ref('int_parameter__geldig') }} as p
where t.begindatum <= {{ tot_en_met }}
union all
select
    cast(null as varchar),
    coalesce(t.gemeentecode, b._leverancier),
    coalesce(t.contractnummer, 'geen'),
    coalesce(t.contract_gemeentecode, b._leverancier),
    b.wet,
    coalesce(b.productcategorie, 'onbekend'),
    coalesce(t.wijkcode, 'onbekend'),
    b.bsn_pseudo,
    true,
    {{ lijst_van('b._row_id') }},
    b.maand
from {{ ref('stg_levering__pgb') }} as b
left join (
    select persoon_id, maand, min(contractnummer) as contractnummer, min_by(contract_gemeentecode, contractnummer) as contract_gemeentecode,
        min_by(gemeentecode, contractnummer) as gemeentecode, min_by(wijkcode, contractnummer) as wijkcode
    from budgetten
    group by persoon_id, maand
) as t on t.persoon_id = b.bsn_pseudo and t.maand = b.maand
