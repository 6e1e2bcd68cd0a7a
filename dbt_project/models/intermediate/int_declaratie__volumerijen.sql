{# Allocated and accepted volume of each contract, category and month, row by row. Only months with an allocation: without one there is nothing
   to compare with. A view: lines are not stored twice. #}
{{ config(materialized='view') }}
select gemeentecode, contractnummer, wet, productcategorie, maand, volume_eenheid, 'toegewezen_volume' as measure, volume, _row_ids
from {{ ref('int_declaratie__toegewezen') }}
union all
select
    r.gemeentecode,
    r.contractnummer,
    r.wet,
    r.productcategorie,
    r.maand,
    case when e.minuten is not null then 'minuut' else r.eenheid end,
    'geleverd_volume',
    cast(coalesce(e.minuten, 1) * r.volume as decimal(18, 6)),
    {{ lijst_van('r._row_id') }}
from {{ ref('int_declaratie__regels') }} as r
left join {{ ref('eenheid') }} as e on e.eenheid_code = r.eenheid
inner join (
    select distinct gemeentecode, contractnummer, wet, productcategorie, maand from {{ ref('int_declaratie__toegewezen') }}
) as t
    on t.gemeentecode = r.gemeentecode and t.contractnummer = r.contractnummer and t.wet = r.wet
    and t.productcategorie = r.productcategorie and t.maand = r.maand
where r.declaratie_status = 'geaccepteerd'
