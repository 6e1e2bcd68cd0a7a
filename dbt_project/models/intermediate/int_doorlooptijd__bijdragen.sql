{# Contributions to mart_doorlooptijd: every trajectory of a step, and its days when they are known. #}
{%- for maat, waarde, voorwaarde in [('in_aanmerking_n', '1', 'true'), ('n', '1', 's.dagen is not null'), ('dagen', 's.dagen', 's.dagen is not null')] %}
select
    s.gemeentecode,
    s.wet,
    s.contractnummer,
    s.stap,
    s.periode,
    {{ cell_id('mart_doorlooptijd', ['s.gemeentecode', 's.wet', 's.contractnummer', 's.stap', 's.periode']) }} as cell_id,
    '{{ maat }}' as measure,
    {{ waarde }} as contribution,
    s._row_ids
from {{ ref('int_doorlooptijd__stappen') }} as s
where {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}
