{# Contributions to mart_verandering. A view: every row of it can be made from the trajectories in no time. #}
{{ config(materialized='view') }}
{%- set maten = {
    'paren_n': '1',
    'verschil_som': 'v.verschil',
    'eerste_som': 'v.eerste_gemiddeld',
    'laatste_som': 'v.laatste_gemiddeld',
    'domeinen_n': 'v.domeinen_n',
    'plafond_n': 'v.plafond_n',
    'eerste_voldoende_som': 'v.eerste_voldoende_n * 100.0 / v.domeinen_n',
    'laatste_voldoende_som': 'v.laatste_voldoende_n * 100.0 / v.domeinen_n',
    'voldoende_verschil_som': '(v.laatste_voldoende_n - v.eerste_voldoende_n) * 100.0 / v.domeinen_n',
    'eerste_problematisch_n': 'v.eerste_problematisch_n',
    'laatste_problematisch_n': 'v.laatste_problematisch_n',
    'problematisch_verschil_som': 'v.laatste_problematisch_n - v.eerste_problematisch_n',
    'doel_gehaald_n': 'case when v.is_doel_gehaald then 1 else 0 end',
} %}
with cellen as (
    select c.*, {{ cell_id('mart_verandering', ['c.contractnummer', 'c.gemeentecode', 'c.jaar']) }} as cell_id
    from (select distinct contractnummer, gemeentecode, jaar from {{ ref('int_verandering__traject') }}) as c
),

basis as (
    select v.*, c.cell_id
    from {{ ref('int_verandering__traject') }} as v
    inner join cellen as c on c.contractnummer = v.contractnummer and c.gemeentecode = v.gemeentecode and c.jaar = v.jaar
)

select
    v.contractnummer,
    v.gemeentecode,
    v.jaar,
    v.cell_id,
    m.measure,
    -- One pass over the trajectories: a union with a branch per measure costs thirteen.
    case m.measure
        {%- for maat, waarde in maten.items() %}
        when '{{ maat }}' then cast({{ waarde }} as decimal(18, 6))
        {%- endfor %}
    end as contribution,
    {{ rijen_sleutel('venster', 'v.spell_id') }} as rijen_sleutel
from basis as v
cross join (values {% for maat in maten %}('{{ maat }}'){{ ', ' if not loop.last }}{% endfor %}) as m(measure)
