with punten as (
    select
        b.cell_id,
        b.contractnummer,
        b.gemeentecode,
        b.reeks_code,
        b.periode_start,
        {{ som('teller') }} as teller,
        {{ som('n') }} as n
    from {{ ref('int_verloop__bijdragen') }} as b
    group by b.cell_id, b.contractnummer, b.gemeentecode, b.reeks_code, b.periode_start
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.reeks_code,
    {{ periode_naam('m.periode_start', 'q.periode_soort') }} as periode,
    m.periode_start,
    case when q.waarde_soort <> 'aantal' then m.teller end as teller,
    m.n,
    cast(q.waarde as double) as waarde,
    q.fase_start,
    cast(g.perioden_n as integer) as fase_perioden_n,
    g.kaart,
    g.reden_code,
    g.midden,
    g.grens_laag,
    g.grens_hoog,
    coalesce(s.is_buiten, false) as is_buiten,
    coalesce(s.is_serie, false) as is_serie,
    coalesce(s.is_op_rij, false) as is_op_rij,
    coalesce(s.is_twee_van_drie, false) as is_twee_van_drie,
    t.trend_code,
    t.reden_code as trend_reden_code,
    t.helling as trend_helling,
    t.toets_z as trend_z,
    t.grens_z as trend_grens_z,
    p.peildatum
from punten as m
inner join {{ ref('int_verloop__punten') }} as q on q.cell_id = m.cell_id
inner join {{ ref('int_verloop__grenzen') }} as g
    on g.contractnummer = q.contractnummer and g.gemeentecode = q.gemeentecode and g.reeks_code = q.reeks_code and g.fase_start = q.fase_start
inner join {{ ref('int_verloop__trend') }} as t
    on t.contractnummer = q.contractnummer and t.gemeentecode = q.gemeentecode and t.reeks_code = q.reeks_code
left join {{ ref('int_verloop__signalen') }} as s on s.cell_id = m.cell_id
cross join {{ ref('int_parameter__geldig') }} as p
