with maten as (
    select b.contractnummer, b.gemeentecode, b.wijkcode, b.halfjaar, b.domein_key, {{ domeinmaten() }}
    from {{ ref('int_resultaat__bijdragen') }} as b
    group by b.contractnummer, b.gemeentecode, b.wijkcode, b.halfjaar, b.domein_key
),

namen as (
    select domein_key, max_by(domein_naam, zrm_versie) as domein_naam, max_by(volgorde, zrm_versie) as volgorde
    from {{ ref('zrm_domein') }}
    where is_kern
    group by domein_key
)

select
    {{ cell_id('mart_resultaat', ['m.contractnummer', 'm.gemeentecode', 'm.wijkcode', 'm.halfjaar', 'm.domein_key']) }} as cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.wijkcode,
    m.halfjaar,
    m.domein_key,
    namen.domein_naam,
    namen.volgorde,
    m.in_aanmerking_n,
    m.paren_n,
    {{ domeinaandelen() }},
    p.peildatum
from maten as m
inner join namen on namen.domein_key = m.domein_key
cross join {{ ref('int_parameter__geldig') }} as p
