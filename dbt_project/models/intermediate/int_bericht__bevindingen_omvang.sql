{# Allocations on which more was declared than allocated, over all their lines. One rule is one block; the finding is about the allocation. #}
with stand as (
    select t.*, v._row_id
    from {{ ref('int_toewijzing__stand') }} as t
    inner join {{ ref('int_toewijzing__versies') }} as v on v.toewijzing_id = t.toewijzing_id
    where t.is_bestaand
),

gedeclareerd as (
    select wet, gemeentecode, toewijzing_pseudo, sum(bedrag_cent) as bedrag_cent
    from {{ ref('int_declaratie__per_toewijzing') }}
    group by wet, gemeentecode, toewijzing_pseudo
)

-- TR322: the volume of all lines fits the volume over the whole length of the allocation; an open one counts to the last declared day.
select 'TR322' as regel, t.wet, t.gemeentecode, t.agb_code, t._row_id, cast(null as varchar) as tegenover_row_id
from stand as t
inner join {{ ref('int_declaratie__per_toewijzing') }} as d
    on d.wet = t.wet and d.gemeentecode = t.gemeentecode and d.toewijzing_pseudo = t.toewijzing_pseudo
left join {{ ref('eenheid') }} as ed on ed.eenheid_code = d.eenheid
left join {{ ref('eenheid') }} as et on et.eenheid_code = t.eenheid
group by t.wet, t.gemeentecode, t.agb_code, t._row_id, t.toewijzing_id
having
    sum(d.volume * {{ in_minuten('d.eenheid', 't.eenheid', 'ed.minuten') }})
    > max({{ hoogste_volume('t', 't.ingangsdatum', 'coalesce(t.einddatum, d.laatste_dag)') }} * {{ in_minuten('t.eenheid', 'd.eenheid', 'et.minuten') }})
union all
-- TR369: the amount of all lines fits the budget.
select 'TR369', t.wet, t.gemeentecode, t.agb_code, t._row_id, cast(null as varchar)
from stand as t
inner join gedeclareerd as d on d.wet = t.wet and d.gemeentecode = t.gemeentecode and d.toewijzing_pseudo = t.toewijzing_pseudo
where d.bedrag_cent > t.budget_cent
