select
    b.cell_id,
    b.contractnummer,
    b.gemeentecode,
    b.maand,
    b.berichttype,
    {%- for maat in ['verwacht_n', 'ontvangen_n', 'ontbreekt_n'] %}
    {{ som(maat) }} as {{ maat }},
    {%- endfor %}
    p.peildatum
from {{ ref('int_berichtcompleet__bijdragen') }} as b
cross join {{ ref('int_parameter__geldig') }} as p
group by b.cell_id, b.contractnummer, b.gemeentecode, b.maand, b.berichttype, p.peildatum
