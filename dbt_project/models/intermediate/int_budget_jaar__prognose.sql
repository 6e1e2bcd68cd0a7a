{# Expectation for the year: spending so far divided by the share that earlier years had spent by then; band from the fastest and the
   slowest of those years. A closed year is its own expectation. #}
with stand as (
    select contractnummer, gemeentecode, boekjaar, maanden_n, cumulatief_cent
    from {{ ref('int_budget_jaar__realisatie') }}
    where maand_nr = maanden_n and realisatie_bron <> 'geen'
),

aandelen as (
    select
        s.contractnummer,
        s.gemeentecode,
        s.boekjaar,
        count(*) as jaren_n,
        avg(toen.cumulatief_cent * 1.0 / heel.cumulatief_cent) as aandeel,
        min(toen.cumulatief_cent * 1.0 / heel.cumulatief_cent) as laagste_aandeel,
        max(toen.cumulatief_cent * 1.0 / heel.cumulatief_cent) as hoogste_aandeel
    from stand as s
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join stand as heel
        on heel.contractnummer = s.contractnummer and heel.gemeentecode = s.gemeentecode and heel.maanden_n = 12
        and heel.boekjaar between s.boekjaar - p.prognose_jaren and s.boekjaar - 1 and heel.cumulatief_cent > 0
    inner join {{ ref('int_budget_jaar__realisatie') }} as toen
        on toen.contractnummer = heel.contractnummer and toen.gemeentecode = heel.gemeentecode and toen.boekjaar = heel.boekjaar
        and toen.maand_nr = s.maanden_n and toen.cumulatief_cent > 0
    group by s.contractnummer, s.gemeentecode, s.boekjaar
)

select
    s.contractnummer,
    s.gemeentecode,
    s.boekjaar,
    s.cumulatief_cent,
    coalesce(a.jaren_n, 0) as jaren_n,
    case
        when s.maanden_n = 12 then s.cumulatief_cent
        when a.jaren_n >= p.prognose_min_jaren then cast(round(s.cumulatief_cent / a.aandeel) as bigint)
        else cast(round(s.cumulatief_cent * 12.0 / s.maanden_n) as bigint)
    end as prognose_cent,
    case
        when s.maanden_n = 12 then s.cumulatief_cent
        when a.jaren_n >= p.prognose_min_jaren then cast(round(s.cumulatief_cent / a.hoogste_aandeel) as bigint)
    end as prognose_laag_cent,
    case
        when s.maanden_n = 12 then s.cumulatief_cent
        when a.jaren_n >= p.prognose_min_jaren then cast(round(s.cumulatief_cent / a.laagste_aandeel) as bigint)
    end as prognose_hoog_cent,
    case
        when s.maanden_n = 12 then 'definitief'
        when a.jaren_n >= p.prognose_min_jaren then 'profiel_eerdere_jaren'
        else 'evenredig'
    end as prognose_methode
from stand as s
cross join {{ ref('int_parameter__geldig') }} as p
left join aandelen as a on a.contractnummer = s.contractnummer and a.gemeentecode = s.gemeentecode and a.boekjaar = s.boekjaar
