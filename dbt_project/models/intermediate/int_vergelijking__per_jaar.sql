{# Per comparison group, year, units and profile, all by number: how many trajectories, pairs and reached goals, and sums of the first and last means.
   Sums are whole numbers of millionths, because those add up fastest. A table of its own: as part of one query the engine knows nothing of its
   numbers, and the windows over it took three times as long. #}
{%- set soorten = {'contract': 't.contractnummer', 'wijk': 't.wijkcode', 'aanbieder': 't.agb_code', 'profiel': 't.profiel'} %}
with genummerd as (
    select
        g.groep_nr,
        t.jaar,
        {%- for soort in soorten %}
        {{ soort }}.naam_nr as {{ soort }}_nr,
        {%- endfor %}
        t.is_paar,
        t.is_doel_gehaald,
        cast(t.eerste_gemiddeld * 1000000 as bigint) as x,
        cast(t.laatste_gemiddeld * 1000000 as bigint) as y
    from {{ ref('int_vergelijking__paren') }} as t
    inner join {{ ref('int_vergelijking__groepen') }} as g
        on g.gemeentecode = t.gemeentecode and g.wet = t.wet and g.doelrichting = t.doelrichting
    {%- for soort, kolom in soorten.items() %}
    inner join (select naam, naam_nr from {{ ref('int_vergelijking__namen') }} where soort = '{{ soort }}') as {{ soort }}
        on {{ soort }}.naam = coalesce({{ kolom }}, '')
    {%- endfor %}
)

select
    groep_nr,
    jaar,
    {{ soorten | join('_nr, ') }}_nr,
    cast(count(*) as integer) as in_aanmerking_n,
    cast(count(*) filter (where is_paar) as integer) as paren_n,
    cast(count(*) filter (where is_doel_gehaald) as integer) as doel_gehaald_n,
    {%- for naam, som in {
        'x': 'x', 'y': 'y', 'xx': 'x * x', 'xy': 'x * y', 'yy': 'y * y',
        'kx': 'case when is_doel_gehaald then x else 0 end', 'ky': 'case when is_doel_gehaald then y else 0 end',
    }.items() %}
    cast(coalesce(sum({{ som }}) filter (where is_paar), 0) as bigint) as som_{{ naam }}{{ ',' if not loop.last }}
    {%- endfor %}
from genummerd
group by groep_nr, jaar, {{ soorten | join('_nr, ') }}_nr
