{# Contributions to mart_indicatorwaarde, of every indicator. #}
{%- set sleutels = ['indicator_code', 'gemeentecode', 'wet', 'contractnummer', 'wijkcode', 'onderdeel', 'klasse', 'periode'] %}
with alle as (
    {%- for bron in ['gebruik', 'huishouden', 'na_einde', 'contract', 'gemeld', 'geteld', 'pgb_euro'] %}
    select {{ sleutels | join(', ') }}, measure, cast(contribution as decimal(18, 6)) as contribution, _row_ids
    from {{ ref('int_indicator__' ~ bron) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    {{ sleutels | join(', ') }},
    {{ cell_id('mart_indicatorwaarde', sleutels) }} as cell_id,
    measure,
    contribution,
    _row_ids
from alle
-- Sorted, because the release then packs it into half the space.
order by {{ sleutels | join(', ') }}, measure
