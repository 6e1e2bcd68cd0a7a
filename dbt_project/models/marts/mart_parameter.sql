select
    {{ cell_id('mart_parameter', ['w.parameter']) }} as cell_id,
    w.parameter,
    w.waarde,
    w.eenheid,
    w.status,
    w.bron,
    w.geldig_vanaf,
    w.geldig_tot,
    p.peildatum
from {{ ref('parameter') }} as w
inner join {{ ref('int_parameter__geldig') }} as p
    on w.geldig_vanaf <= p.peildatum and (w.geldig_tot is null or w.geldig_tot > p.peildatum)
