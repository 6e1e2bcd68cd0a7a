select
    b.cell_id,
    b.contractnummer,
    b.gemeentecode,
    b.maand,
    {%- for maat in ['clienten_n', 'instroom_n', 'uitstroom_n', 'pgb_n'] %}
    {{ som(maat) }} as {{ maat }},
    {%- endfor %}
    p.peildatum
from {{ ref('int_gebruik_contract__bijdragen') }} as b
cross join {{ ref('int_parameter__geldig') }} as p
group by b.cell_id, b.contractnummer, b.gemeentecode, b.maand, p.peildatum
