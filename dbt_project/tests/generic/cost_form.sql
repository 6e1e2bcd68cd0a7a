{# Money per person follows the contract form (reference.md §4.2). Under a task contract it is never observed; whatever is not refused is a number,
   whatever is refused is none, and each has its reason. Applied to every mart with such a column; test_project.py sees to that. #}
{% test cost_form(model, columns) %}
{%- for column, form in columns.items() %}
select cell_id, '{{ column }}' as kolom, uitvoeringsvariant, {{ form }} as vorm
from {{ model }}
where
    (uitvoeringsvariant = 'taakgericht' and {{ form }} = 'waargenomen')
    or ({{ form }} = 'waargenomen' and uitvoeringsvariant is null)
    or {{ form }} is null or {{ form }} not in ('waargenomen', 'toegerekend', 'geweigerd')
    or ({{ form }} = 'geweigerd') <> ({{ column }} is null)
    or {{ form }}_reden is null
{{ 'union all' if not loop.last }}
{%- endfor %}
{% endtest %}
