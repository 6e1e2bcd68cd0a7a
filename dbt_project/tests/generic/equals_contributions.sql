{# A figure is a set of rows first: each measure of a mart row is exactly the sum of its contributions, and each contribution is in a mart
   row. `other_measures` are contributions the mart uses in another form (a mean); a measure named nowhere fails.
   Columns of the answer: cell_id, measure, in_mart, in_contributions. #}
{% test equals_contributions(model, contributions, measures, cell_column='cell_id', other_measures=[]) %}
with mart as (
    {%- for measure in measures %}
    select cell_id, '{{ measure }}' as measure, cast(coalesce({{ measure }}, 0) as decimal(38, 6)) as in_mart from {{ model }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),
bijdragen as (
    select {{ cell_column }} as cell_id, measure, cast(sum(contribution) as decimal(38, 6)) as in_contributions
    from {{ contributions }}
    where {{ cell_column }} is not null and measure not in ({% for m in other_measures %}'{{ m }}', {% endfor %}'')
    group by {{ cell_column }}, measure
)
select coalesce(m.cell_id, b.cell_id) as cell_id, coalesce(m.measure, b.measure) as measure, m.in_mart, b.in_contributions
from mart as m
full outer join bijdragen as b on b.cell_id = m.cell_id and b.measure = m.measure
where m.in_mart is null or m.in_mart <> coalesce(b.in_contributions, 0)
{% endtest %}
