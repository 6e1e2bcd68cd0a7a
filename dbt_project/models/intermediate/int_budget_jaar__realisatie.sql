{# Spending per contract and month from its source, closed months only, with the running total of the year. #}
with per_maand as (
    select a.contractnummer, a.gemeentecode, a.boekjaar, b.maand, sum(b.contribution) as bedrag_cent
    from {{ ref('int_geld__afgesloten') }} as a
    inner join {{ ref('int_geld__bedragen') }} as b
        on b.contractnummer = a.contractnummer and b.gemeentecode = a.gemeentecode and b.boekjaar = a.boekjaar
        and b.measure = case a.realisatie_bron when 'grootboek' then 'grootboek_cent' else 'declaratie_geaccepteerd_cent' end
        and b.maand <= a.laatste_maand
    group by a.contractnummer, a.gemeentecode, a.boekjaar, b.maand
)

select
    a.contractnummer,
    a.gemeentecode,
    a.boekjaar,
    a.realisatie_bron,
    a.maanden_n,
    maanden.m as maand_nr,
    cast(coalesce(sum(p.bedrag_cent), 0) as bigint) as cumulatief_cent
from {{ ref('int_geld__afgesloten') }} as a
inner join {{ maandnummers() }} as maanden on maanden.m <= a.maanden_n
left join per_maand as p
    on p.contractnummer = a.contractnummer and p.gemeentecode = a.gemeentecode and p.boekjaar = a.boekjaar
    and month(p.maand) <= maanden.m
group by a.contractnummer, a.gemeentecode, a.boekjaar, a.realisatie_bron, a.maanden_n, maanden.m
