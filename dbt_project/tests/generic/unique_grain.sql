{# Every row has its own key: no key column is null, no key occurs twice, and (in a mart) no cell id either. Returns the offending keys. #}
{% test unique_grain(model, columns) %}
{%- set vol = columns | join(' is not null and ') ~ ' is not null' %}
select {{ columns | join(', ') }}, count(*) as rijen
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1 or not ({{ vol }})
{% endtest %}
