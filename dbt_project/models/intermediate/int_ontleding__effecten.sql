{# The change in declared costs per product as clients * share of clients * volume per user * price per unit, each factor's Shapley value
   (macro shapley). A product that is there in one year only has the volume and price of that year in both: all of its change is clients and
   mix. Where volume or users are absent on one side while there are costs, nothing can be divided: the product is left out. #}
with p as (
    select contractnummer, gemeentecode, boekjaar, product,
        {%- for nr, periode in [(0, 'toen'), (1, 'nu')] %}
        cast(coalesce(sum(contribution) filter (where measure = 'kosten_{{ periode }}_cent'), 0) as double) as k{{ nr }},
        cast(coalesce(sum(contribution) filter (where measure = 'volume_{{ periode }}'), 0) as double) as q{{ nr }},
        cast(coalesce(sum(contribution) filter (where measure = 'gebruikers_{{ periode }}_n'), 0) as double) as n{{ nr }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_ontleding__bijdragen') }}
    group by contractnummer, gemeentecode, boekjaar, product
),

factoren as (
    select
        p.contractnummer, p.gemeentecode, p.boekjaar, p.product, p.k0, p.k1,
        alle.n0, alle.n1,
        {%- for nr, ander in [(0, 1), (1, 0)] %}
        p.n{{ nr }} / alle.n{{ nr }} as w{{ nr }},
        case when p.n{{ nr }} > 0 then p.q{{ nr }} / p.n{{ nr }} else p.q{{ ander }} / p.n{{ ander }} end as v{{ nr }},
        case when p.n{{ nr }} > 0 then p.k{{ nr }} / p.q{{ nr }} else p.k{{ ander }} / p.q{{ ander }} end as t{{ nr }}{{ ',' if not loop.last }}
        {%- endfor %}
    from p
    cross join {{ ref('int_parameter__geldig') }} as g
    inner join p as alle
        on alle.contractnummer = p.contractnummer and alle.gemeentecode = p.gemeentecode and alle.boekjaar = p.boekjaar
        and alle.product = 'alle' and alle.n0 >= g.k_min and alle.n1 >= g.k_min
    where p.product <> 'alle' and (p.n0 > 0 or p.n1 > 0)
        and case when p.n0 > 0 then p.q0 > 0 else p.k0 = 0 and p.q0 = 0 end and case when p.n1 > 0 then p.q1 > 0 else p.k1 = 0 and p.q1 = 0 end
)

select
    contractnummer,
    gemeentecode,
    boekjaar,
    product,
    cast(k1 - k0 as bigint) as verschil_cent,
    cast({{ shapley('n', 'w', 'v', 't') }} as decimal(24, 6)) as clienten_cent,
    cast({{ shapley('v', 'n', 'w', 't') }} as decimal(24, 6)) as volume_cent,
    cast({{ shapley('t', 'n', 'w', 'v') }} as decimal(24, 6)) as prijs_cent,
    cast({{ shapley('w', 'n', 'v', 't') }} as decimal(24, 6)) as mix_cent
from factoren
