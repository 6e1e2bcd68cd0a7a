with maten as (
    select b.contractnummer, b.gemeentecode, b.jaar, b.cell_id_jaar as cell_id, {{ trajectmaten() }}
    from {{ ref('int_resultaat_contract__bijdragen') }} as b
    group by b.contractnummer, b.gemeentecode, b.jaar, b.cell_id_jaar
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.jaar,
    {{ trajectaandelen() }},
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p
