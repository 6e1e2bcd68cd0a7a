with maten as (
    select
        b.contractnummer,
        b.gemeentecode,
        b.jaar,
        b.kenmerk,
        b.groep,
        b.cell_id,
        {{ som('in_aanmerking_n') }} as in_aanmerking_n,
        {{ som('paren_n') }} as paren_n
    from {{ ref('int_dekking_groep__bijdragen') }} as b
    group by b.contractnummer, b.gemeentecode, b.jaar, b.kenmerk, b.groep, b.cell_id
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.jaar,
    m.kenmerk,
    m.groep,
    m.in_aanmerking_n,
    m.paren_n,
    m.in_aanmerking_n - m.paren_n as ongemeten_n,
    {{ aandeel_met_interval('(m.in_aanmerking_n - m.paren_n)', 'm.in_aanmerking_n', 'p.z', 'ongemeten') }},
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p
