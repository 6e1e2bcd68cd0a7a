{# Exact limits for units with few pairs: the smallest number of people that a binomial reaches with the chance of each limit. No engine has the
   quantile; here it follows from the sum of the chances of 0 up to n, in logarithms so that nothing becomes too small. #}
with klein as (
    select v.cell_id, v.paren_n, least(greatest(v.verwacht_n / v.paren_n, 1e-9), 1 - 1e-9) as kans
    from {{ ref('int_vergelijking__verwacht') }} as v
    cross join {{ ref('int_parameter__geldig') }} as p
    where v.eenheid <> '' and v.paren_n >= p.k_min and v.paren_n < p.binomiaal_exact_tot and v.verwacht_n > 0
),

termen as (
    select k.cell_id, k.paren_n, k.kans, {{ getallen('k.paren_n') }} as aantal from klein as k
),

kansen as (
    select
        t.cell_id,
        t.aantal,
        exp(
            sum(case when t.aantal = 0 then 0.0 else ln((t.paren_n - t.aantal + 1.0) / t.aantal) end)
                over (partition by t.cell_id order by t.aantal rows unbounded preceding)
            + t.aantal * ln(t.kans) + (t.paren_n - t.aantal) * ln(1 - t.kans)
        ) as kans
    from termen as t
),

opgeteld as (
    select k.cell_id, k.aantal, sum(k.kans) over (partition by k.cell_id order by k.aantal rows unbounded preceding) as tot_en_met from kansen as k
)

select
    o.cell_id,
    {%- for naam, z in {'95': 'p.z', '998': 'p.z_signaal'}.items() %}
    min(o.aantal) filter (where o.tot_en_met >= {{ normaal_staart(z) }}) as laag_{{ naam }}_n,
    min(o.aantal) filter (where o.tot_en_met >= 1 - ({{ normaal_staart(z) }})) as hoog_{{ naam }}_n{{ ',' if not loop.last }}
    {%- endfor %}
from opgeteld as o
cross join {{ ref('int_parameter__geldig') }} as p
group by o.cell_id
