{# Rows about policy and the chain with where they went: counted in a figure ('') or set apart with a reason. #}
{{ config(materialized='view') }}
{%- set leveringen = [('ketenkosten', 'int_ketenkosten__bijdragen', 's.bedrag_cent'), ('doelen', 'int_doel__bijdragen', 'null'),
  ('verhaal', 'int_doel_verslag__bijdragen', 'null'), ('acties', 'int_doel_verslag__bijdragen', 'null'),
  ('besluiten', 'int_besluit__bijdragen', 'null'), ('scenario', 'int_scenario__bijdragen', 's.taakmutatie_cent')] %}
{%- for levering, bijdragen, bedrag in leveringen %}
select s._row_id, s._delivery_id, case when b._row_id is null then 'dubbel' else '' end as reden, cast({{ bedrag }} as bigint) as bedrag_cent
from {{ ref('stg_levering__' ~ levering) }} as s
left join (select distinct {{ uitgerold('_row_ids') }} as _row_id from {{ ref(bijdragen) }}) as b on b._row_id = s._row_id
{{ 'union all' if not loop.last }}
{%- endfor %}
