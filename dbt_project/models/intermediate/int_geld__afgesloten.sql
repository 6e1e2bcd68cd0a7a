{# Per contract and year: up to which month the spending is known, and from which source it is read.
   The ledger of a municipality is closed up to its last booked month; a contract of more municipalities waits for the slowest.
   A contract without ledger lines is read from accepted declarations, up to the last month with one. #}
with grootboek as (
    select
        _leverancier,
        coalesce(contractnummer, 'geen') as contractnummer,
        max(max(make_date(cast(boekjaar as integer), cast(periode as integer), 1))) over (partition by _leverancier) as laatste_maand
    from {{ ref('stg_levering__grootboek') }}
    group by _leverancier, coalesce(contractnummer, 'geen')
),

per_contract as (
    select
        contractnummer,
        gemeentecode,
        boekjaar,
        count(*) filter (where measure = 'grootboek_cent') as grootboek_n,
        max(maand) filter (where measure = 'declaratie_geaccepteerd_cent') as laatste_declaratie
    from {{ ref('int_geld__bedragen') }}
    group by contractnummer, gemeentecode, boekjaar
),

met_bron as (
    select
        k.contractnummer,
        k.gemeentecode,
        k.boekjaar,
        case
            when k.grootboek_n > 0 then 'grootboek'
            when k.laatste_declaratie is not null then 'declaraties'
            else 'geen'
        end as realisatie_bron,
        case when k.grootboek_n = 0 then coalesce(k.laatste_declaratie, min(g.laatste_maand)) else min(g.laatste_maand) end as bekend_tot
    from per_contract as k
    left join grootboek as g
        on (g.contractnummer = k.contractnummer and k.contractnummer <> 'geen') or g._leverancier = k.gemeentecode
    group by k.contractnummer, k.gemeentecode, k.boekjaar, k.grootboek_n, k.laatste_declaratie
)

select
    m.contractnummer,
    m.gemeentecode,
    m.boekjaar,
    m.realisatie_bron,
    least(m.bekend_tot, p.peildatum) as laatste_maand,
    greatest(0, least(12, coalesce(
        ({{ jaar('least(m.bekend_tot, p.peildatum)') }} - m.boekjaar) * 12 + cast(month(least(m.bekend_tot, p.peildatum)) as integer), 0
    ))) as maanden_n
from met_bron as m
cross join {{ ref('int_parameter__geldig') }} as p
