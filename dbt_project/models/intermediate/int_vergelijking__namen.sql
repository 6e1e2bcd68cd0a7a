{# The names of units and profiles, numbered for this night: a profile is a hundred characters long. 0 is the group as a whole. #}
{%- set soorten = {'contract': 'contractnummer', 'wijk': 'wijkcode', 'aanbieder': 'agb_code', 'profiel': 'profiel'} %}
with gezien as (
    {%- for soort, kolom in soorten.items() %}
    select distinct '{{ soort }}' as soort, coalesce({{ kolom }}, '') as naam from {{ ref('int_vergelijking__paren') }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select soort, naam, cast(row_number() over (order by soort, naam) as integer) as naam_nr
from gezien
union all
select 'groep', '', 0
