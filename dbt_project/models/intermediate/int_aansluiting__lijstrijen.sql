{# Every row of the lists that agree something (contracts, roles, tariffs), with where it went: counted ('') or set apart with a reason. #}
{{ config(materialized='view') }}
select s._row_id, s._delivery_id, case when c._row_id is null then 'dubbel' else '' end as reden, cast(null as bigint) as bedrag_cent
from {{ ref('stg_levering__contracten') }} as s
left join {{ ref('int_contract__contracten') }} as c on c._row_id = s._row_id
union all
select _row_id, _delivery_id, 'alleen_koppeling', null from {{ ref('stg_levering__aanbieders') }}
union all
select s._row_id, s._delivery_id, case when t._row_id is null then 'dubbel' else 'alleen_controle' end, s.tarief_cent
from {{ ref('stg_levering__tarieven') }} as s
left join {{ ref('int_contract__tarieven') }} as t on t._row_id = s._row_id
