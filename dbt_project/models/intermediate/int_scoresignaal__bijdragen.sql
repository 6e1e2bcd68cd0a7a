{# Contributions to mart_scoresignaal. #}
{{ config(materialized='view') }}
with basis as (
    select
        w.*,
        {{ cell_id('mart_scoresignaal', ['w.contractnummer', 'w.gemeentecode', 'w.signaal', 'w.periode']) }} as cell_id
    from {{ ref('int_scoresignaal__waarnemingen') }} as w
)

{%- for maat, waarde, voorwaarde in [
    ('n', '1', 'waarde is not null'),
    ('vergelijking_n', '1', 'vergelijking is not null'),
    ('waarde_som', 'waarde', 'waarde is not null'),
    ('vergelijking_som', 'vergelijking', 'vergelijking is not null'),
    ('verschil_som', 'waarde - vergelijking', 'waarde is not null and vergelijking is not null'),
] %}
select
    contractnummer, gemeentecode, signaal, periode, deel, cell_id, '{{ maat }}' as measure, cast({{ waarde }} as decimal(18, 6)) as contribution,
    _row_ids
from basis
where {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}
