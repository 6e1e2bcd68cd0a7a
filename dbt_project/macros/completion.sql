{# The chain ladder of late declarations, on what is known now (no `stand`) or as it was known at the end of each month (`stand`: the column that
   says which month): the back-test must be the method itself and no copy of it. #}

{# Steps from one delay to the next; `driehoek`: a relation with the run-off triangle. #}
{% macro voltooiing_ontwikkeling(driehoek, stand='') -%}
{%- set k = stand ~ ', ' if stand else '' -%}
with stappen as (
    select
        {{ 'nu.' ~ k if stand }}niveau.niveau,
        case when niveau.niveau = 'alles' then 'alle' else nu.wet end as wet,
        case when niveau.niveau = 'productcategorie' then nu.productcategorie else 'alle' end as productcategorie,
        nu.vertraging_maanden,
        nu.maand,
        cast(nu.geaccepteerd_cent as double) as nu_cent,
        cast(straks.geaccepteerd_cent as double) as straks_cent
    from {{ driehoek }} as nu
    inner join {{ driehoek }} as straks
        on straks.gemeentecode = nu.gemeentecode and straks.contractnummer = nu.contractnummer and straks.wet = nu.wet
        and straks.productcategorie = nu.productcategorie and straks.maand = nu.maand
        and straks.vertraging_maanden = nu.vertraging_maanden + 1{{ ' and straks.' ~ stand ~ ' = nu.' ~ stand if stand }}
    cross join (values ('productcategorie'), ('wet'), ('alles')) as niveau(niveau)
    where nu.is_in_schatting
),

factoren as (
    select
        {{ k }}niveau,
        wet,
        productcategorie,
        vertraging_maanden,
        sum(nu_cent) as noemer_cent,
        sum(straks_cent) / nullif(sum(nu_cent), 0) as factor,
        count(distinct case when nu_cent > 0 then maand end) as maanden_n,
        count(*) filter (where nu_cent > 0) as rijen_n
    from stappen
    group by {{ k }}niveau, wet, productcategorie, vertraging_maanden
)

select
    {{ 'f.' ~ k if stand }}f.niveau,
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
    {{- ' and s.' ~ stand ~ ' = f.' ~ stand if stand }}
cross join {{ ref('int_parameter__geldig') }} as p
group by
    {{ 'f.' ~ k if stand }}f.niveau, f.wet, f.productcategorie, f.vertraging_maanden, f.factor, f.noemer_cent, f.maanden_n, f.rijen_n,
    p.voltooiing_min_maanden
{%- endmacro %}

{# Up to which delay can be estimated, and from which group; `categorieen`: wet and productcategorie (and the stand) that need an answer. #}
{% macro voltooiing_horizon(ontwikkeling, categorieen, stand='') -%}
{%- set k = stand ~ ', ' if stand else '' -%}
with horizon as (
    select {{ 'c.' ~ k if stand }}coalesce(min(n.stap) filter (where coalesce(not o.is_genoeg, true)), max(p.voltooiing_max_vertraging)) as horizon_maanden
    from (select {{ getallen('voltooiing_max_vertraging') }} as stap from {{ ref('int_parameter__geldig') }}) as n
    cross join {{ ref('int_parameter__geldig') }} as p
    {%- if stand %}
    cross join (select distinct {{ stand }} from {{ categorieen }}) as c
    {%- endif %}
    left join {{ ontwikkeling }} as o
        on o.niveau = 'alles' and o.vertraging_maanden = n.stap{{ ' and o.' ~ stand ~ ' = c.' ~ stand if stand }}
    where n.stap between 1 and p.voltooiing_max_vertraging - 1
    {{ 'group by c.' ~ stand if stand }}
),

kandidaten as (
    select {{ 'c.' ~ k if stand }}c.wet, c.productcategorie, o.niveau
    from {{ categorieen }} as c
    inner join horizon as h on {{ 'h.' ~ stand ~ ' = c.' ~ stand if stand else 'true' }}
    inner join {{ ontwikkeling }} as o
        on o.wet in (c.wet, 'alle') and o.productcategorie in (c.productcategorie, 'alle')
        and o.vertraging_maanden between 1 and h.horizon_maanden - 1{{ ' and o.' ~ stand ~ ' = c.' ~ stand if stand }}
    group by {{ 'c.' ~ k if stand }}c.wet, c.productcategorie, o.niveau, h.horizon_maanden
    having count(*) filter (where o.is_genoeg) = h.horizon_maanden - 1
)

select
    {{ 'c.' ~ k if stand }}c.wet,
    c.productcategorie,
    cast(h.horizon_maanden as integer) as horizon_maanden,
    case
        when h.horizon_maanden >= p.voltooiing_min_horizon
            then min_by(k.niveau, case k.niveau when 'productcategorie' then 1 when 'wet' then 2 else 3 end)
    end as niveau
from {{ categorieen }} as c
inner join horizon as h on {{ 'h.' ~ stand ~ ' = c.' ~ stand if stand else 'true' }}
cross join {{ ref('int_parameter__geldig') }} as p
left join kandidaten as k on k.wet = c.wet and k.productcategorie = c.productcategorie{{ ' and k.' ~ stand ~ ' = c.' ~ stand if stand }}
group by {{ 'c.' ~ k if stand }}c.wet, c.productcategorie, h.horizon_maanden, p.voltooiing_min_horizon
{%- endmacro %}

{# Which part of what will be accepted is accepted after so many months, with the two variances of Mack (1993, ASTIN Bulletin 23). #}
{% macro voltooiing_delen(horizon, ontwikkeling, stand='') -%}
{%- set k = stand ~ ', ' if stand else '' -%}
with stappen as (
    select
        {{ 'h.' ~ k if stand }}h.wet,
        h.productcategorie,
        h.niveau,
        h.horizon_maanden,
        n.stap as vertraging_maanden,
        case when n.stap < h.horizon_maanden then o.maanden_n end as maanden_n,
        case when n.stap = h.horizon_maanden then 1.0 when o.is_genoeg then o.factor end as factor,
        case when n.stap < h.horizon_maanden then o.variantie else 0 end as variantie,
        o.noemer_cent
    from {{ horizon }} as h
    cross join (select {{ getallen('voltooiing_max_vertraging') }} as stap from {{ ref('int_parameter__geldig') }}) as n
    left join {{ ontwikkeling }} as o
        on o.niveau = h.niveau and o.wet = case when h.niveau = 'alles' then 'alle' else h.wet end
        and o.productcategorie = case when h.niveau = 'productcategorie' then h.productcategorie else 'alle' end
        and o.vertraging_maanden = n.stap{{ ' and o.' ~ stand ~ ' = h.' ~ stand if stand }}
    where h.niveau is not null and n.stap <= h.horizon_maanden
),

delen as (
    select
        *,
        case when factor is not null then round(exp(-sum(ln(factor)) over (
            partition by {{ k }}wet, productcategorie order by vertraging_maanden rows between current row and unbounded following
        )), 12) end as voltooiing
    from stappen
)

select
    {{ k }}wet,
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
window verder as (
    partition by {{ k }}wet, productcategorie order by vertraging_maanden rows between current row and unbounded following
)
{%- endmacro %}
