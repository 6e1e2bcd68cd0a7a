{# The obligo on earlier periods: for every period (int_prognose__aandelen) what the periods before it promised, beside what came of it. #}
with eerder as (
    select d.contractnummer, d.gemeentecode, d.boekjaar, d.venster, count(*) as vensters_n, cast(sum(e.log_aandeel) as double) / count(*) as log_gemiddeld
    from {{ ref('int_prognose__aandelen') }} as d
    inner join {{ ref('int_prognose__aandelen') }} as e
        on e.contractnummer = d.contractnummer and e.gemeentecode = d.gemeentecode and e.boekjaar = d.boekjaar and e.venster > d.venster
    group by d.contractnummer, d.gemeentecode, d.boekjaar, d.venster
),

gespreid as (
    select g.contractnummer, g.gemeentecode, g.boekjaar, g.venster, g.vensters_n, g.log_gemiddeld, sqrt(
        cast(sum(cast(pow(cast(e.log_aandeel as double) - g.log_gemiddeld, 2) as decimal(38, 24))) as double) / nullif(g.vensters_n - 1, 0)
    ) as log_sd
    from eerder as g
    inner join {{ ref('int_prognose__aandelen') }} as e
        on e.contractnummer = g.contractnummer and e.gemeentecode = g.gemeentecode and e.boekjaar = g.boekjaar and e.venster > g.venster
    group by g.contractnummer, g.gemeentecode, g.boekjaar, g.venster, g.vensters_n, g.log_gemiddeld
),

met_marge as (
    select a.*, g.vensters_n, g.log_gemiddeld, p.prognose_afronding_cent,
        {{ prognose_marge('t.t_80', 'g.log_sd', 'g.vensters_n') }} as marge_80,
        {{ prognose_marge('t.t_95', 'g.log_sd', 'g.vensters_n') }} as marge_95
    from gespreid as g
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join {{ ref('int_prognose__aandelen') }} as a
        on a.contractnummer = g.contractnummer and a.gemeentecode = g.gemeentecode and a.boekjaar = g.boekjaar and a.venster = g.venster
    inner join {{ ref('t_kwantiel') }} as t on t.vrijheidsgraden = g.vensters_n - 1
    where g.vensters_n >= p.obligo_min_vensters
)

select
    contractnummer, gemeentecode, boekjaar, bekend_op, van, tot_en_met,
    cast(vensters_n as integer) as waarnemingen_n,
    cast(geleverd_cent as bigint) as uitkomst_cent,
    {{ prognosebedragen('0', 'toegewezen_cent', 'log_gemiddeld') }}
from met_marge
