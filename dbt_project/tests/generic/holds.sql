{# Conditions that every row fulfils; NULL counts as fulfilled. One test with many conditions, because each dbt test costs 35 ms.
   Returns the condition and the cell of each row that breaks one. #}
{% test holds(model, conditions, row_key='cell_id') %}
{%- for condition in conditions %}
select '{{ condition | replace("'", "''") }}' as voorwaarde, cast({{ row_key }} as varchar) as regel
from {{ model }}
where not ({{ condition }})
{{ 'union all' if not loop.last }}
{%- endfor %}
{% endtest %}
