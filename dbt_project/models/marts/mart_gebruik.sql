{# The cell id and the name of the municipality are added to the cells, not to the millions of contributions they are made of: a join on dates is
   no hash join, and a hash of keys per contribution cost as much again. The test against the contributions shows that the ids are the same. #}
with maten as (
    select
        b.gemeentecode,
        b.wet,
        b.productcategorie,
        b.wijkcode,
        b.maand,
        {%- for maat in ['clienten_n', 'trajecten_n', 'instroom_n', 'uitstroom_n', 'pgb_n'] %}
        {{ som(maat) }} as {{ maat }},
        {%- endfor %}
        {{ kwantiel('b.contribution', 0.5) }} filter (where b.measure = 'duur_dagen') as duur_mediaan_dagen,
        {{ kwantiel('b.contribution', 0.9) }} filter (where b.measure = 'duur_dagen') as duur_p90_dagen
    from {{ ref('int_gebruik__bijdragen') }} as b
    group by b.gemeentecode, b.wet, b.productcategorie, b.wijkcode, b.maand
)

select
    {{ cell_id('mart_gebruik', ['m.gemeentecode', 'm.wet', 'm.productcategorie', 'm.wijkcode', 'm.maand']) }} as cell_id,
    m.gemeentecode,
    g.gemeentenaam,
    m.wet,
    m.productcategorie,
    m.wijkcode,
    m.maand,
    {%- for maat in ['clienten_n', 'trajecten_n', 'instroom_n', 'uitstroom_n', 'pgb_n'] %}
    m.{{ maat }},
    {%- endfor %}
    m.duur_mediaan_dagen,
    m.duur_p90_dagen,
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('gemeente') }} as g
    on g.gemeentecode = m.gemeentecode and g.geldig_vanaf <= m.maand and (g.geldig_tot is null or g.geldig_tot > m.maand)
