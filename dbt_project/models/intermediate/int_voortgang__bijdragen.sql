{# Contributions to mart_voortgang: trajectories that still run. A view: every row follows from its trajectory at once. #}
{{ config(materialized='view') }}
{%- set maten = {
    'lopend_n': ('1', 'true'),
    'te_kort_n': ('1', 't.is_te_kort'),
    'in_aanmerking_n': ('1', 'not t.is_te_kort'),
    'reden': ('1', 'not t.is_te_kort and not t.is_paar'),
    'paren_n': ('1', 't.is_paar'),
    'verandering': ('1', 't.is_paar'),
    'eerste_som': ('t.eerste_gemiddeld', 't.is_paar'),
    'laatste_som': ('t.laatste_gemiddeld', 't.is_paar'),
} %}
with met_maat as (
    select
        t.*,
        {{ cell_id('mart_voortgang', ['t.contractnummer', 't.gemeentecode']) }} as cell_id,
        case m.measure when 'reden' then t.reden_niet_meetbaar || '_n' when 'verandering' then t.verandering || '_n' else m.measure end as measure,
        case m.measure
            {%- for maat, (waarde, voorwaarde) in maten.items() %}
            when '{{ maat }}' then case when {{ voorwaarde }} then cast({{ waarde }} as decimal(18, 6)) end
            {%- endfor %}
        end as contribution
    from {{ ref('int_voortgang__traject') }} as t
    cross join (values {% for maat in maten %}('{{ maat }}'){{ ', ' if not loop.last }}{% endfor %}) as m(measure)
)

select
    contractnummer,
    gemeentecode,
    cell_id,
    case when is_paar then drempel end as drempel,
    case when is_paar then drempel_bron end as drempel_bron,
    measure,
    contribution,
    case when is_paar then score_row_ids else _row_ids end as _row_ids
from met_maat
where contribution is not null
