{# The profile of earlier years: per contract, year and month, what a year still does after that month, as the logarithm of (whole year / spent
   by then) over the last whole years before it; mean and standard deviation between those years. Sums are of decimals: a second night
   must give the same digits. #}
with heel as (
    select contractnummer, gemeentecode, boekjaar, cumulatief_cent
    from {{ ref('int_budget_jaar__realisatie') }}
    where maand_nr = 12 and realisatie_bron <> 'geen' and cumulatief_cent > 0
),

factoren as (
    select
        j.contractnummer,
        j.gemeentecode,
        j.boekjaar,
        toen.maand_nr,
        cast(ln(heel.cumulatief_cent * 1.0 / toen.cumulatief_cent) as decimal(18, 12)) as log_factor
    from (
        select distinct contractnummer, gemeentecode, boekjaar from {{ ref('int_budget_jaar__realisatie') }} where realisatie_bron <> 'geen'
    ) as j
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join heel
        on heel.contractnummer = j.contractnummer and heel.gemeentecode = j.gemeentecode
        and heel.boekjaar between j.boekjaar - p.prognose_jaren and j.boekjaar - 1
    inner join {{ ref('int_budget_jaar__realisatie') }} as toen
        on toen.contractnummer = heel.contractnummer and toen.gemeentecode = heel.gemeentecode and toen.boekjaar = heel.boekjaar
        and toen.cumulatief_cent > 0
),

gemiddeld as (
    select contractnummer, gemeentecode, boekjaar, maand_nr, count(*) as jaren_n, cast(sum(log_factor) as double) / count(*) as log_gemiddeld
    from factoren
    group by contractnummer, gemeentecode, boekjaar, maand_nr
)

select
    g.contractnummer,
    g.gemeentecode,
    g.boekjaar,
    g.maand_nr,
    cast(g.jaren_n as integer) as jaren_n,
    g.log_gemiddeld,
    sqrt(
        cast(sum(cast(pow(cast(f.log_factor as double) - g.log_gemiddeld, 2) as decimal(38, 24))) as double) / nullif(g.jaren_n - 1, 0)
    ) as log_sd
from gemiddeld as g
inner join factoren as f
    on f.contractnummer = g.contractnummer and f.gemeentecode = g.gemeentecode and f.boekjaar = g.boekjaar and f.maand_nr = g.maand_nr
group by g.contractnummer, g.gemeentecode, g.boekjaar, g.maand_nr, g.jaren_n, g.log_gemiddeld
