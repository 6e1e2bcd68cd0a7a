{# Per supplier, source and year: how many lines of lasten are negative, and the lasten of an average month beside those of the year before. The
   budget counts by its current version. #}
with regels as (
    select 'grootboek' as bron, _leverancier as gemeentecode, boekjaar, periode as maand, bedrag_cent, _row_id
    from {{ ref('stg_levering__grootboek') }}
    where lasten_baten = 'lasten'
    union all
    select 'begroting', s._leverancier, s.boekjaar, 1, s.bedrag_cent, s._row_id
    from {{ ref('stg_levering__begroting') }} as s
    inner join {{ ref('int_begroting__regels') }} as r on r._row_id = s._row_id and r.is_actueel
    where s.lasten_baten = 'lasten'
),

totalen as (
    select
        bron,
        gemeentecode,
        cast(boekjaar as integer) as boekjaar,
        count(*) as regels_n,
        count(*) filter (where bedrag_cent < 0) as negatief_n,
        cast(sum(bedrag_cent) as bigint) as bedrag_cent,
        count(distinct maand) as maanden_n,
        {{ lijst('_row_id') }} as _row_ids
    from regels
    group by bron, gemeentecode, boekjaar
)

select
    t.*,
    -- Compared without dividing: t / t.months against v / v.months.
    abs(t.bedrag_cent) * v.maanden_n as nu,
    abs(v.bedrag_cent) * t.maanden_n as toen
from totalen as t
left join totalen as v on v.bron = t.bron and v.gemeentecode = t.gemeentecode and v.boekjaar = t.boekjaar - 1
