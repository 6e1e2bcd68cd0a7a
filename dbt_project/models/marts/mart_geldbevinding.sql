with maten as (
    select b.cell_id, b.regel, b.gemeentecode, b.boekjaar, b.onderwerp,
        {{ som('bevindingen_n') }} as bevindingen_n,
        {{ som('bedrag_cent') }} as bedrag_cent
    from {{ ref('int_geldbevinding__bijdragen') }} as b
    group by b.cell_id, b.regel, b.gemeentecode, b.boekjaar, b.onderwerp
)

select
    m.cell_id,
    m.regel,
    m.gemeentecode,
    m.boekjaar,
    m.onderwerp,
    r.ernst,
    r.zin,
    m.bevindingen_n,
    m.bedrag_cent,
    p.peildatum
from maten as m
inner join {{ ref('geldregel') }} as r on r.regel = m.regel
cross join {{ ref('int_parameter__geldig') }} as p
