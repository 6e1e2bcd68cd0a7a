{# What was declared on each allocation, rejected lines left out: volume per unit and amount, credits subtracted. #}
select
    r.wet,
    r.gemeentecode,
    r.toewijzing_pseudo,
    r.eenheid,
    cast(sum(case when r.bedrag_cent < 0 then -r.volume else r.volume end) as bigint) as volume,
    cast(sum(r.bedrag_cent) as bigint) as bedrag_cent,
    max(r.productperiode_eind) as laatste_dag
from {{ ref('stg_bericht__declaratieregel') }} as r
inner join {{ ref('int_declaratie__beoordeling') }} as b on b._row_id = r._row_id and b.declaratie_status <> 'afgewezen'
where r.toewijzing_pseudo is not null
group by r.wet, r.gemeentecode, r.toewijzing_pseudo, r.eenheid
