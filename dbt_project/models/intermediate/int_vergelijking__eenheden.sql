{# Per comparison group, window of years, unit and profile: how many trajectories, pairs and reached goals, and the sums of the first and last means.
   The window ends in `jaar` and is as long as the parameter says. Unit type 'groep' is everybody together; an empty unit: unknown. All further models
   start here, and join by number: a profile is a hundred characters long. Sums are whole numbers of millionths, because those add up fastest. #}
{%- set eenheden = {'groep': "''", 'contract': 't.contractnummer', 'wijk': 't.wijkcode', 'aanbieder': 't.agb_code'} %}
{%- set tellingen = ['in_aanmerking_n', 'paren_n', 'doel_gehaald_n'] %}
with profielen as (
    select profiel, row_number() over (order by profiel) as profiel_nr
    from (select distinct profiel from {{ ref('int_vergelijking__paren') }} where profiel is not null)
),

groepen as (
    select *, row_number() over (order by gemeentecode, wet, doelrichting) as groep_nr
    from (select distinct gemeentecode, wet, doelrichting from {{ ref('int_vergelijking__paren') }})
),

namen as (
    select eenheidsoort, eenheid, row_number() over (order by eenheidsoort, eenheid) as naam_nr
    from (
        {%- for soort, eenheid in eenheden.items() %}
        select distinct '{{ soort }}' as eenheidsoort, coalesce({{ eenheid }}, '') as eenheid from {{ ref('int_vergelijking__paren') }} as t
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    )
),

genummerd as (
    select
        g.groep_nr,
        t.jaar,
        {%- for soort in eenheden %}
        {{ soort }}.naam_nr as naam_{{ soort }},
        {%- endfor %}
        coalesce(f.profiel_nr, 0) as profiel_nr,
        t.is_paar,
        t.is_doel_gehaald,
        cast(t.eerste_gemiddeld * 1000000 as bigint) as x,
        cast(t.laatste_gemiddeld * 1000000 as bigint) as y
    from {{ ref('int_vergelijking__paren') }} as t
    inner join groepen as g on g.gemeentecode = t.gemeentecode and g.wet = t.wet and g.doelrichting = t.doelrichting
    {%- for soort, eenheid in eenheden.items() %}
    inner join (select * from namen where eenheidsoort = '{{ soort }}') as {{ soort }} on {{ soort }}.eenheid = coalesce({{ eenheid }}, '')
    {%- endfor %}
    left join profielen as f on f.profiel = t.profiel
),

per_jaar as (
    select
        groep_nr, jaar, {% for soort in eenheden %}naam_{{ soort }}, {% endfor %}profiel_nr,
        count(*) as in_aanmerking_n, count(*) filter (where is_paar) as paren_n, count(*) filter (where is_doel_gehaald) as doel_gehaald_n,
        {%- for naam, som in {
            'x': 'x', 'y': 'y', 'xx': 'x * x', 'xy': 'x * y', 'yy': 'y * y',
            'kx': 'case when is_doel_gehaald then x else 0 end', 'ky': 'case when is_doel_gehaald then y else 0 end',
        }.items() %}
        cast(coalesce(sum({{ som }}) filter (where is_paar), 0) as bigint) as som_{{ naam }}{{ ',' if not loop.last }}
        {%- endfor %}
    from genummerd
    group by groep_nr, jaar, {% for soort in eenheden %}naam_{{ soort }}, {% endfor %}profiel_nr
),

vensters as (
    select
        j.groep_nr, j.jaar, t.profiel_nr,
        case s.soort {% for soort in eenheden %}when '{{ soort }}' then t.naam_{{ soort }} {% endfor %}end as naam_nr,
        {%- for maat in tellingen %}
        cast(sum(t.{{ maat }}) as bigint) as {{ maat }},
        {%- endfor %}
        {%- for naam in ['x', 'y', 'xx', 'xy', 'yy', 'kx', 'ky'] %}
        cast(sum(t.som_{{ naam }}) as bigint) as som_{{ naam }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (select distinct groep_nr, jaar from per_jaar) as j
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join per_jaar as t on t.groep_nr = j.groep_nr and t.jaar between j.jaar - p.vergelijking_jaren + 1 and j.jaar
    cross join (values {% for soort in eenheden %}('{{ soort }}'){{ ', ' if not loop.last }}{% endfor %}) as s(soort)
    group by j.groep_nr, j.jaar, t.profiel_nr, naam_nr
)

select
    g.gemeentecode, g.wet, g.doelrichting, v.jaar, n.eenheidsoort, n.eenheid, f.profiel,
    (v.groep_nr * 10000 + v.jaar) * 1000000 + n.naam_nr as eenheid_nr,
    (v.groep_nr * 10000 + v.jaar) * 1000000 + v.profiel_nr as cel_nr,
    {%- for maat in tellingen %}
    v.{{ maat }},
    {%- endfor %}
    {%- for naam in ['x', 'y', 'xx', 'xy', 'yy', 'kx', 'ky'] %}
    v.som_{{ naam }}{{ ',' if not loop.last }}
    {%- endfor %}
from vensters as v
inner join groepen as g on g.groep_nr = v.groep_nr
inner join namen as n on n.naam_nr = v.naam_nr
left join profielen as f on f.profiel_nr = v.profiel_nr
