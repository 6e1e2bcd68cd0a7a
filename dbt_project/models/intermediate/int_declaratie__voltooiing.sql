{# Which part of what will be accepted by the horizon is accepted after so many months of delay, per law and product category (chain ladder).
   The two variances give the interval of an expected amount E that follows from C cents, after Mack (1993, ASTIN Bulletin 23):
   E plus or minus z * E * sqrt(variantie_proces / C + variantie_schatting). #}
with stappen as (
    select
        h.wet,
        h.productcategorie,
        h.niveau,
        h.horizon_maanden,
        n.stap as vertraging_maanden,
        case when n.stap < h.horizon_maanden then o.maanden_n end as maanden_n,
        case when n.stap = h.horizon_maanden then 1.0 when o.is_genoeg then o.factor end as factor,
        case when n.stap < h.horizon_maanden then o.variantie else 0 end as variantie,
        o.noemer_cent
    from {{ ref('int_declaratie__horizon') }} as h
    cross join (select {{ getallen('voltooiing_max_vertraging') }} as stap from {{ ref('int_parameter__geldig') }}) as n
    left join {{ ref('int_declaratie__ontwikkeling') }} as o
        on o.niveau = h.niveau and o.wet = case when h.niveau = 'alles' then 'alle' else h.wet end
        and o.productcategorie = case when h.niveau = 'productcategorie' then h.productcategorie else 'alle' end
        and o.vertraging_maanden = n.stap
    where h.niveau is not null and n.stap <= h.horizon_maanden
),

delen as (
    select
        *,
        case when factor is not null then round(exp(-sum(ln(factor)) over (
            partition by wet, productcategorie order by vertraging_maanden rows between current row and unbounded following
        )), 12) end as voltooiing
    from stappen
)

select
    wet,
    productcategorie,
    cast(vertraging_maanden as integer) as vertraging_maanden,
    niveau,
    horizon_maanden,
    maanden_n,
    factor,
    voltooiing,
    coalesce(voltooiing * sum(variantie / (factor * factor * voltooiing)) over verder, 0) as variantie_proces,
    coalesce(sum(variantie / (factor * factor * noemer_cent)) over verder, 0) as variantie_schatting
from delen
window verder as (partition by wet, productcategorie order by vertraging_maanden rows between current row and unbounded following)
