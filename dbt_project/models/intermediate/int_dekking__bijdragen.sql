{# Contributions to mart_dekking: who was measured twice, and the first score of those who were and those who were not. #}
{{ config(materialized='view') }}
with basis as (
    select
        t.contractnummer,
        t.contract_gemeentecode as gemeentecode,
        t.jaar,
        {{ cell_id('mart_dekking', ['t.contractnummer', 't.contract_gemeentecode', 't.jaar']) }} as cell_id,
        t.is_paar,
        i.gemiddeld,
        t._row_ids as traject_row_ids,
        i._row_ids as score_row_ids
    from {{ ref('int_resultaat__traject') }} as t
    left join {{ ref('int_resultaat__intake') }} as i on i.spell_id = t.spell_id and i.is_eerste
    where t.is_in_aanmerking
)

{%- for maat, waarde, voorwaarde, rijen in [
    ('in_aanmerking_n', '1', 'true', 'traject_row_ids'),
    ('paren_n', '1', 'is_paar', 'traject_row_ids'),
    ('gepaard_n', '1', 'is_paar and gemiddeld is not null', 'score_row_ids'),
    ('ongepaard_n', '1', 'not is_paar and gemiddeld is not null', 'score_row_ids'),
    ('gepaard_som', 'gemiddeld', 'is_paar and gemiddeld is not null', 'score_row_ids'),
    ('ongepaard_som', 'gemiddeld', 'not is_paar and gemiddeld is not null', 'score_row_ids'),
] %}
select contractnummer, gemeentecode, jaar, cell_id, '{{ maat }}' as measure, cast({{ waarde }} as decimal(18, 6)) as contribution, {{ rijen }} as _row_ids
from basis
where {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}
