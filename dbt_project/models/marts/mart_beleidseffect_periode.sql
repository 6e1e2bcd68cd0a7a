with perioden as (
    select
        b.cell_id,
        b.vraag_id,
        b.reeks_code,
        b.groep,
        b.periode_start,
        b.is_erna,
        {{ som('teller') }} as teller,
        {{ som('n') }} as n
    from {{ ref('int_beleidseffect__bijdragen') }} as b
    group by b.cell_id, b.vraag_id, b.reeks_code, b.groep, b.periode_start, b.is_erna
)

select
    m.cell_id,
    m.vraag_id,
    m.reeks_code,
    m.groep,
    {{ periode_naam('m.periode_start', 'r.periode_soort') }} as periode,
    m.periode_start,
    m.is_erna,
    case when r.waarde_soort <> 'aantal' then m.teller end as teller,
    m.n,
    case r.waarde_soort
        when 'aantal' then cast(m.n as double)
        else m.teller * case r.waarde_soort when 'aandeel' then 100.0 else 1.0 end / nullif(m.n, 0)
    end as waarde,
    p.peildatum
from perioden as m
inner join {{ ref('verloopreeks') }} as r on r.reeks_code = m.reeks_code
cross join {{ ref('int_parameter__geldig') }} as p
