select
    b.cell_id,
    b.gemeentecode,
    g.gemeentenaam,
    b.wet,
    b.productcategorie,
    b.wijkcode,
    b.maand,
    {%- for maat in ['clienten_n', 'trajecten_n', 'instroom_n', 'uitstroom_n', 'pgb_n'] %}
    {{ som(maat) }} as {{ maat }},
    {%- endfor %}
    {{ kwantiel('b.contribution', 0.5) }} filter (where b.measure = 'duur_dagen') as duur_mediaan_dagen,
    {{ kwantiel('b.contribution', 0.9) }} filter (where b.measure = 'duur_dagen') as duur_p90_dagen,
    p.peildatum
from {{ ref('int_gebruik__bijdragen') }} as b
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('gemeente') }} as g
    on g.gemeentecode = b.gemeentecode and g.geldig_vanaf <= b.maand and (g.geldig_tot is null or g.geldig_tot > b.maand)
group by b.cell_id, b.gemeentecode, g.gemeentenaam, b.wet, b.productcategorie, b.wijkcode, b.maand, p.peildatum
