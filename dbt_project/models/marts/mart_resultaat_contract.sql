with maten as (
    select b.contractnummer, b.gemeentecode, b.halfjaar, b.cell_id, {{ trajectmaten() }}
    from {{ ref('int_resultaat_contract__bijdragen') }} as b
    group by b.contractnummer, b.gemeentecode, b.halfjaar, b.cell_id
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.halfjaar,
    {{ trajectaandelen() }},
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p
