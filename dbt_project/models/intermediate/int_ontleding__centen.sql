{# The four parts of a contract and year in whole cents that are the whole change: cents are rounded down, and those left over go to the parts with
   the largest remainder (Hamilton); of equal ones to the first in the order clients, volume, price, mix. #}
with sommen as (
    select contractnummer, gemeentecode, boekjaar, sum(verschil_cent) as verschil_cent,
        {%- for deel in ['clienten', 'volume', 'prijs', 'mix'] %}
        sum({{ deel }}_cent) as {{ deel }}_cent{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_ontleding__effecten') }}
    group by contractnummer, gemeentecode, boekjaar
),

delen as (
    {%- for deel in ['clienten', 'volume', 'prijs', 'mix'] %}
    select contractnummer, gemeentecode, boekjaar, verschil_cent, '{{ deel }}' as post, {{ loop.index }} as volgorde, {{ deel }}_cent as bedrag,
        cast(floor({{ deel }}_cent) as bigint) as heel_cent
    from sommen
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

verdeeld as (
    select *,
        cast(verschil_cent - sum(heel_cent) over contract as integer) as over_n,
        row_number() over (partition by contractnummer, gemeentecode, boekjaar order by bedrag - heel_cent desc, volgorde) as rang
    from delen
    window contract as (partition by contractnummer, gemeentecode, boekjaar)
)

select contractnummer, gemeentecode, boekjaar, post, cast(volgorde as integer) as volgorde,
    cast(heel_cent + case when rang <= over_n then 1 when rang > 4 + over_n then -1 else 0 end as bigint) as bedrag_cent
from verdeeld
