{# The run-off triangle: accepted amount per contract, category and month of delivery, cumulated by months of delay until the declaration was
   dated; only what is fully known (int_declaratie__bekend). A month that began before the first known declaration month misses its early
   declarations and takes no part in the estimate. #}
with bedragen as (
    select
        gemeentecode,
        contractnummer,
        wet,
        productcategorie,
        maand,
        vertraging_maanden,
        sum(case when declaratie_status = 'geaccepteerd' then bedrag_cent else 0 end) as geaccepteerd_cent
    from {{ ref('int_declaratie__regels') }}
    group by gemeentecode, contractnummer, wet, productcategorie, maand, vertraging_maanden
),

cellen as (
    select
        c.gemeentecode,
        c.contractnummer,
        c.wet,
        c.productcategorie,
        c.maand,
        k.laatste_maand,
        c.maand >= k.eerste_maand as is_in_schatting,
        {{ getallen('p.voltooiing_max_vertraging') }} as vertraging_maanden
    from (select distinct gemeentecode, contractnummer, wet, productcategorie, maand from bedragen) as c
    inner join {{ ref('int_declaratie__bekend') }} as k
        on k.gemeentecode = c.gemeentecode and k.contractnummer = c.contractnummer and k.wet = c.wet
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    c.gemeentecode,
    c.contractnummer,
    c.wet,
    c.productcategorie,
    c.maand,
    cast(c.vertraging_maanden as integer) as vertraging_maanden,
    c.is_in_schatting,
    cast(sum(coalesce(b.geaccepteerd_cent, 0)) over (
        partition by c.gemeentecode, c.contractnummer, c.wet, c.productcategorie, c.maand
        order by c.vertraging_maanden rows unbounded preceding
    ) as bigint) as geaccepteerd_cent
from cellen as c
left join bedragen as b
    on b.gemeentecode = c.gemeentecode and b.contractnummer = c.contractnummer and b.wet = c.wet
    and b.productcategorie = c.productcategorie and b.maand = c.maand and b.vertraging_maanden = c.vertraging_maanden
where c.vertraging_maanden <= {{ maanden_tussen('c.maand', 'c.laatste_maand') }}
