{# One row per delivered trajectory and step: days from report to decision, from decision to begin, from report to begin. A decision belongs to
   the year and month it was taken, a begin to those in which it began. Days are empty when a date is missing or the two are in the wrong order. #}
{{ config(materialized='view') }}
with trajecten as (
    select
        coalesce(c.gemeentecode, s.gemeentecode) as gemeentecode,
        s.wet,
        s.contractnummer,
        t.heeft_beschikking,
        t.meldingsdatum,
        t.besluitdatum,
        s.begindatum,
        t._row_id
    from {{ ref('int_traject__spells') }} as s
    inner join {{ ref('stg_levering__trajecten') }} as t on t._row_id = s._row_id
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = s.contractnummer
    cross join {{ ref('int_parameter__geldig') }} as p
    where s.begindatum <= p.peildatum
)

{%- for stap, van, tot, dag_van, mee in [
    ('melding_besluit', 'meldingsdatum', 'besluitdatum', 'coalesce(t.besluitdatum, t.begindatum)', 't.heeft_beschikking or t.besluitdatum is not null'),
    ('besluit_start', 'besluitdatum', 'begindatum', 't.begindatum', 't.heeft_beschikking or t.besluitdatum is not null'),
    ('melding_start', 'meldingsdatum', 'begindatum', 't.begindatum', 'true'),
] %}
select
    t.gemeentecode,
    t.wet,
    t.contractnummer,
    '{{ stap }}' as stap,
    cast({{ jaar(dag_van) }} as varchar) as periode,
    cast(date_trunc('month', {{ dag_van }}) as date) as maand,
    case when t.{{ tot }} >= t.{{ van }} then {{ dbt.datediff('t.' ~ van, 't.' ~ tot, 'day') }} end as dagen,
    {{ lijst_van('t._row_id') }} as _row_ids
from trajecten as t
where {{ mee }}
{{ 'union all' if not loop.last }}
{%- endfor %}
