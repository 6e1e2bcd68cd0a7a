{# Method "obligo": spent so far plus what comes of the allocations that run now. What comes of them is learnt from earlier periods of equal length
   (int_prognose__vensters): declared in the period / value of what was allocated before it. So people who stop early and people who come in are
   both in it. The logarithm of that share varies from period to period; the band is the prediction interval of a next one. #}
with gemiddeld as (
    select contractnummer, gemeentecode, boekjaar, count(*) as vensters_n, cast(sum(log_aandeel) as double) / count(*) as log_gemiddeld
    from {{ ref('int_prognose__aandelen') }}
    group by contractnummer, gemeentecode, boekjaar
),

gespreid as (
    select g.contractnummer, g.gemeentecode, g.boekjaar, g.vensters_n, g.log_gemiddeld, sqrt(
        cast(sum(cast(pow(cast(a.log_aandeel as double) - g.log_gemiddeld, 2) as decimal(38, 24))) as double) / nullif(g.vensters_n - 1, 0)
    ) as log_sd
    from gemiddeld as g
    inner join {{ ref('int_prognose__aandelen') }} as a on a.contractnummer = g.contractnummer and a.gemeentecode = g.gemeentecode and a.boekjaar = g.boekjaar
    group by g.contractnummer, g.gemeentecode, g.boekjaar, g.vensters_n, g.log_gemiddeld
),

stand as (
    select
        r.contractnummer,
        r.gemeentecode,
        r.boekjaar,
        r.cumulatief_cent,
        p.prognose_afronding_cent,
        o.toegewezen_cent as obligo_cent,
        coalesce(g.vensters_n, 0) as vensters_n,
        g.log_gemiddeld,
        {{ prognose_marge('t.t_80', 'g.log_sd', 'g.vensters_n') }} as marge_80,
        {{ prognose_marge('t.t_95', 'g.log_sd', 'g.vensters_n') }} as marge_95,
        case
            when coalesce(o.toegewezen_cent, 0) <= 0 then 'geen_toewijzingen'
            when coalesce(g.vensters_n, 0) < p.obligo_min_vensters then 'te_weinig_vensters'
        end as reden_code
    from {{ ref('int_budget_jaar__realisatie') }} as r
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_prognose__toegewezen') }} as o
        on o.contractnummer = r.contractnummer and o.gemeentecode = r.gemeentecode and o.boekjaar = r.boekjaar and o.venster = 0
    left join gespreid as g on g.contractnummer = r.contractnummer and g.gemeentecode = r.gemeentecode and g.boekjaar = r.boekjaar
    left join {{ ref('t_kwantiel') }} as t on t.vrijheidsgraden = g.vensters_n - 1
    where r.realisatie_bron <> 'geen' and r.maand_nr = r.maanden_n and r.maanden_n < 12
)

select
    contractnummer,
    gemeentecode,
    boekjaar,
    cumulatief_cent as gerealiseerd_cent,
    obligo_cent,
    case when reden_code is null then 100 * exp(log_gemiddeld) end as verzilvering_pct,
    cast(vensters_n as integer) as waarnemingen_n,
    reden_code,
    {{ prognosebedragen('cumulatief_cent', 'case when reden_code is null then obligo_cent end', 'log_gemiddeld') }}
from stand
