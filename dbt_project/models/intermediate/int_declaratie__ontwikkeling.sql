{# The development steps of the triangle, on three levels: a product category, a law, and everything. A step is the factor from delay v to
   v + 1 (chain ladder: sum over sum) with the variance of Mack (1993, ASTIN Bulletin 23). A step counts when enough months show it. #}
with stappen as (
    select
        niveau.niveau,
        case when niveau.niveau = 'alles' then 'alle' else nu.wet end as wet,
        case when niveau.niveau = 'productcategorie' then nu.productcategorie else 'alle' end as productcategorie,
        nu.vertraging_maanden,
        nu.maand,
        cast(nu.geaccepteerd_cent as double) as nu_cent,
        cast(straks.geaccepteerd_cent as double) as straks_cent
    from {{ ref('int_declaratie__driehoek') }} as nu
    inner join {{ ref('int_declaratie__driehoek') }} as straks
        on straks.gemeentecode = nu.gemeentecode and straks.contractnummer = nu.contractnummer and straks.wet = nu.wet
        and straks.productcategorie = nu.productcategorie and straks.maand = nu.maand
        and straks.vertraging_maanden = nu.vertraging_maanden + 1
    cross join (values ('productcategorie'), ('wet'), ('alles')) as niveau(niveau)
    where nu.is_in_schatting
),

factoren as (
    select
        niveau,
        wet,
        productcategorie,
        vertraging_maanden,
        sum(nu_cent) as noemer_cent,
        sum(straks_cent) / nullif(sum(nu_cent), 0) as factor,
        count(distinct case when nu_cent > 0 then maand end) as maanden_n,
        count(*) filter (where nu_cent > 0) as rijen_n
    from stappen
    group by niveau, wet, productcategorie, vertraging_maanden
)

select
    f.niveau,
    f.wet,
    f.productcategorie,
    f.vertraging_maanden,
    f.factor,
    f.noemer_cent,
    cast(f.maanden_n as integer) as maanden_n,
    cast(f.rijen_n as integer) as rijen_n,
    -- Summed as decimals: two threads add doubles in another order each night, and a second night must give the same.
    cast(sum(case when s.nu_cent > 0 then cast(round(
        s.nu_cent * (s.straks_cent / s.nu_cent - f.factor) * (s.straks_cent / s.nu_cent - f.factor), 6
    ) as decimal(38, 6)) end) as double) / nullif(f.rijen_n - 1, 0) as variantie,
    f.maanden_n >= p.voltooiing_min_maanden and f.noemer_cent > 0 and coalesce(f.factor, 0) > 0 and f.rijen_n > 1 as is_genoeg
from factoren as f
inner join stappen as s
    on s.niveau = f.niveau and s.wet = f.wet and s.productcategorie = f.productcategorie and s.vertraging_maanden = f.vertraging_maanden
cross join {{ ref('int_parameter__geldig') }} as p
group by
    f.niveau, f.wet, f.productcategorie, f.vertraging_maanden, f.factor, f.noemer_cent, f.maanden_n, f.rijen_n, p.voltooiing_min_maanden
