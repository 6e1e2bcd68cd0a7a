{# Up to which delay can be estimated, and from which group. The horizon is the longest delay that everything together shows often enough; what
   comes later is not estimated. A category uses its own steps when all of them show often enough, else those of its law, else those of
   everything. Step 0 is left out: declarations are mostly dated in the month after. #}
with horizon as (
    select coalesce(min(n.stap) filter (where coalesce(not o.is_genoeg, true)), max(p.voltooiing_max_vertraging)) as horizon_maanden
    from (select {{ getallen('voltooiing_max_vertraging') }} as stap from {{ ref('int_parameter__geldig') }}) as n
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_declaratie__ontwikkeling') }} as o on o.niveau = 'alles' and o.vertraging_maanden = n.stap
    where n.stap between 1 and p.voltooiing_max_vertraging - 1
),

kandidaten as (
    select c.wet, c.productcategorie, o.niveau
    from (select distinct wet, productcategorie from {{ ref('int_declaratie__regels') }}) as c
    cross join horizon as h
    inner join {{ ref('int_declaratie__ontwikkeling') }} as o
        on o.wet in (c.wet, 'alle') and o.productcategorie in (c.productcategorie, 'alle')
        and o.vertraging_maanden between 1 and h.horizon_maanden - 1
    group by c.wet, c.productcategorie, o.niveau, h.horizon_maanden
    having count(*) filter (where o.is_genoeg) = h.horizon_maanden - 1
)

select
    c.wet,
    c.productcategorie,
    cast(h.horizon_maanden as integer) as horizon_maanden,
    case
        when h.horizon_maanden >= p.voltooiing_min_horizon
            then min_by(k.niveau, case k.niveau when 'productcategorie' then 1 when 'wet' then 2 else 3 end)
    end as niveau
from (select distinct wet, productcategorie from {{ ref('int_declaratie__regels') }}) as c
cross join horizon as h
cross join {{ ref('int_parameter__geldig') }} as p
left join kandidaten as k on k.wet = c.wet and k.productcategorie = c.productcategorie
group by c.wet, c.productcategorie, h.horizon_maanden, p.voltooiing_min_horizon
