{# Rows of deliveries that only mart_indicatorwaarde reads, with where they went: counted (''), the same as a row of another supplier, or a
   population of a year in which nobody there had support. #}
{{ config(materialized='view') }}
with geteld as (
    select distinct {{ uitgerold('_row_ids') }} as _row_id
    from {{ ref('int_indicatorwaarde__bijdragen') }}
    where indicator_code in (select kaart from {{ ref('rapportage_indicator') }})
        or indicator_code in ('tevredenheid_7', 'ceo_eens', 'zrm_verdeling', 'zrm_voldoende', 'clienten_per_1000')
)

{%- for tabel, zonder in [('rapportage', 'dubbel'), ('ceo', 'dubbel'), ('zrmaggregaat', 'dubbel'), ('bevolking', 'geen_ondersteuning')] %}
select s._row_id, s._delivery_id, case when g._row_id is null then '{{ zonder }}' else '' end as reden
from {{ ref('stg_levering__' ~ tabel) }} as s
left join geteld as g on g._row_id = s._row_id
{{ 'union all' if not loop.last }}
{%- endfor %}
