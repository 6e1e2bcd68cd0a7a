{# Per contract, category and month of delivery: what will finally be accepted, from what is accepted up to the last month that was fully
   answered, or why nothing can be said yet. A month older than the horizon is taken as complete. #}
with cellen as (
    select gemeentecode, contractnummer, wet, productcategorie, maand,
        sum(case when declaratie_status = 'geaccepteerd' then bedrag_cent else 0 end) as geaccepteerd_cent
    from {{ ref('int_declaratie__regels') }}
    group by gemeentecode, contractnummer, wet, productcategorie, maand
),

met_leeftijd as (
    select
        c.*,
        h.niveau,
        case when h.niveau is null then p.voltooiing_max_vertraging else h.horizon_maanden end as horizon_maanden,
        coalesce(c.maand < k.eerste_maand, false) as is_te_oud,
        {{ maanden_tussen('c.maand', 'k.laatste_maand') }} as leeftijd_maanden,
        p.z,
        p.voltooiing_min_pct
    from cellen as c
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join {{ ref('int_declaratie__horizon') }} as h on h.wet = c.wet and h.productcategorie = c.productcategorie
    left join {{ ref('int_declaratie__bekend') }} as k
        on k.gemeentecode = c.gemeentecode and k.contractnummer = c.contractnummer and k.wet = c.wet
),

met_voltooiing as (
    select
        m.*,
        case when m.leeftijd_maanden >= m.horizon_maanden then 1.0 else v.voltooiing end as voltooiing,
        case when m.leeftijd_maanden >= m.horizon_maanden then m.geaccepteerd_cent else d.geaccepteerd_cent end as peil_cent,
        coalesce(v.variantie_proces, 0) as variantie_proces,
        coalesce(v.variantie_schatting, 0) as variantie_schatting,
        v.voltooiing is not null as heeft_schatting
    from met_leeftijd as m
    left join {{ ref('int_declaratie__voltooiing') }} as v
        on v.wet = m.wet and v.productcategorie = m.productcategorie and v.vertraging_maanden = m.leeftijd_maanden
    left join {{ ref('int_declaratie__driehoek') }} as d
        on d.gemeentecode = m.gemeentecode and d.contractnummer = m.contractnummer and d.wet = m.wet
        and d.productcategorie = m.productcategorie and d.maand = m.maand and d.vertraging_maanden = m.leeftijd_maanden
),

met_reden as (
    select
        *,
        case
            when is_te_oud then 'voor_eerste_declaratie'
            when coalesce(leeftijd_maanden, -1) < 0 then 'nog_niet_beantwoord'
            when leeftijd_maanden >= horizon_maanden then null
            when niveau is null then 'te_weinig_maanden'
            when coalesce(voltooiing, 0) * 100 < voltooiing_min_pct then 'te_vroeg'
            when peil_cent <= 0 then 'niets_geaccepteerd'
        end as reden_code
    from met_voltooiing
)

select
    gemeentecode,
    contractnummer,
    wet,
    productcategorie,
    maand,
    leeftijd_maanden,
    niveau,
    horizon_maanden,
    case when not is_te_oud and leeftijd_maanden >= 0 then voltooiing end as voltooiing,
    reden_code,
    case when reden_code is null then peil_cent / voltooiing end as verwacht_cent,
    case
        when reden_code is null and leeftijd_maanden >= horizon_maanden then 0
        when reden_code is null
            then z * peil_cent / voltooiing * sqrt(variantie_proces / peil_cent + variantie_schatting)
    end as marge_cent
from met_reden
