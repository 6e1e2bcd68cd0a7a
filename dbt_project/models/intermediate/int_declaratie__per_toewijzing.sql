{# What was declared on each allocation, rejected and repeated lines left out: volume per unit and amount, credits subtracted. #}
with vervallen as (
    select _row_id from {{ ref('int_declaratie__vervallen') }}
)

select
    r.wet,
    r.gemeentecode,
    r.toewijzing_pseudo,
    r.eenheid,
    cast(sum(case when r.bedrag_cent < 0 then -r.volume else r.volume end) as bigint) as volume,
    cast(sum(r.bedrag_cent) as bigint) as bedrag_cent,
    max(r.productperiode_eind) as laatste_dag
from {{ ref('stg_bericht__declaratieregel') }} as r
left join vervallen as a on a._row_id = r._row_id
where r.toewijzing_pseudo is not null and a._row_id is null
group by r.wet, r.gemeentecode, r.toewijzing_pseudo, r.eenheid
