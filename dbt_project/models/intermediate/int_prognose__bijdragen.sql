{# Contributions to mart_prognose: what each method starts from. The run rate and the obligo start from the spending of the closed months; the
   completion starts from the accepted declarations of the months it completes. A view, as int_geld__bijdragen is. #}
{{ config(materialized='view') }}
with maten as (
    select m.contractnummer, m.gemeentecode, m.boekjaar, m.methode, 'gerealiseerd_cent' as measure, b.contribution, {{ lijst_van('b._row_id') }} as _row_ids
    from {{ ref('int_prognose__methoden') }} as m
    inner join {{ ref('int_geld__afgesloten') }} as a
        on a.contractnummer = m.contractnummer and a.gemeentecode = m.gemeentecode and a.boekjaar = m.boekjaar
    inner join {{ ref('int_geld__bedragen') }} as b
        on b.contractnummer = m.contractnummer and b.gemeentecode = m.gemeentecode and b.boekjaar = m.boekjaar
        and b.measure = case a.realisatie_bron when 'grootboek' then 'grootboek_cent' else 'declaratie_geaccepteerd_cent' end
        and b.maand <= a.laatste_maand
    where m.methode <> 'voltooiing'
    union all
    select m.contractnummer, m.gemeentecode, m.boekjaar, m.methode, 'gerealiseerd_cent', b.contribution, {{ lijst_van('b._row_id') }}
    from {{ ref('int_prognose__methoden') }} as m
    inner join {{ ref('int_prognose__voltooiing') }} as v
        on v.contractnummer = m.contractnummer and v.gemeentecode = m.gemeentecode and v.boekjaar = m.boekjaar
    inner join {{ ref('int_geld__bedragen') }} as b
        on b.contractnummer = m.contractnummer and b.gemeentecode = m.gemeentecode and b.boekjaar = m.boekjaar
        and b.measure = 'declaratie_geaccepteerd_cent' and month(b.maand) <= v.maand_nr
    where m.methode = 'voltooiing'
)

select
    contractnummer,
    gemeentecode,
    cast(boekjaar as integer) as boekjaar,
    methode,
    {{ cell_id('mart_prognose', ['contractnummer', 'gemeentecode', 'cast(boekjaar as integer)', 'methode']) }} as cell_id,
    measure,
    cast(contribution as bigint) as contribution,
    _row_ids
from maten
