select
    b.cell_id,
    b.gemeentecode,
    b.agb_code,
    b.wet,
    b.regel,
    b.maand,
    b.ernst,
    b.zin,
    {{ som('bevindingen_n') }} as bevindingen_n,
    p.peildatum
from {{ ref('int_berichtbevinding__bijdragen') }} as b
cross join {{ ref('int_parameter__geldig') }} as p
group by b.cell_id, b.gemeentecode, b.agb_code, b.wet, b.regel, b.maand, b.ernst, b.zin, p.peildatum
