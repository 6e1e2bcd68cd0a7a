{# Contributions to mart_budget_jaar: budget versions, contract budget, spending in closed months, persons with support and with accepted
   declarations, and months with support. #}
with maten as (
    {%- for maat, vlag in [('begroting_primitief_cent', 'is_primitief'), ('begroting_actueel_cent', 'is_actueel')] %}
    select
        contractnummer, gemeentecode, boekjaar, '{{ maat }}' as measure, bedrag_cent as contribution, {{ lijst_van('_row_id') }} as _row_ids
    from {{ ref('int_begroting__regels') }}
    where {{ vlag }}
    union all
    {%- endfor %}
    select cb.contractnummer, cb.gemeentecode, cb.jaar, maat.measure, cb.bedrag_cent, {{ lijst_van('cb._row_id') }}
    from {{ ref('int_contractbudget__onderdelen') }} as cb
    inner join (values ('contractbudget_cent'), ('structureel_cent'), ('aanloopinvestering_cent')) as maat(measure)
        on maat.measure = 'contractbudget_cent' or (maat.measure = 'aanloopinvestering_cent') = (cb.soort = 'aanloopinvestering')
    where cb.reden = ''
    union all
    select b.contractnummer, b.gemeentecode, b.boekjaar, 'realisatie_cent', b.contribution, b._row_ids
    from {{ ref('int_geld__bijdragen') }} as b
    inner join {{ ref('int_geld__afgesloten') }} as a
        on a.contractnummer = b.contractnummer and a.gemeentecode = b.gemeentecode and a.boekjaar = b.boekjaar
        and b.measure = case a.realisatie_bron when 'grootboek' then 'grootboek_cent' else 'declaratie_geaccepteerd_cent' end
        and b.maand <= a.laatste_maand
    union all
    select contractnummer, gemeentecode, boekjaar, measure, contribution, _row_ids
    from {{ ref('int_geld__bijdragen') }}
    where measure = 'declaratie_geaccepteerd_cent'
    union all
    select contractnummer, gemeentecode, {{ jaar('maand') }}, 'clienten_n', 1, {{ lijst_samen('_row_ids') }}
    from {{ ref('int_gebruik__persoonsmaanden') }}
    group by contractnummer, gemeentecode, persoon_id, {{ jaar('maand') }}
    union all
    select m.contractnummer, m.gemeentecode, a.boekjaar, 'clientmaanden_n', count(*), {{ lijst_samen('m._row_ids') }}
    from {{ ref('int_gebruik__persoonsmaanden') }} as m
    inner join {{ ref('int_geld__afgesloten') }} as a
        on a.contractnummer = m.contractnummer and a.gemeentecode = m.gemeentecode and a.boekjaar = {{ jaar('m.maand') }}
        and m.maand <= a.laatste_maand
    group by m.contractnummer, m.gemeentecode, m.persoon_id, a.boekjaar
    union all
    select contractnummer, gemeentecode, {{ jaar('maand') }}, 'declaratie_clienten_n', 1, {{ lijst('_row_id') }}
    from {{ ref('int_declaratie__regels') }}
    where declaratie_status = 'geaccepteerd'
    group by contractnummer, gemeentecode, bsn_pseudo, {{ jaar('maand') }}
)

select
    contractnummer,
    gemeentecode,
    cast(boekjaar as integer) as boekjaar,
    {{ cell_id('mart_budget_jaar', ['contractnummer', 'gemeentecode', 'cast(boekjaar as integer)']) }} as cell_id,
    measure,
    cast(contribution as bigint) as contribution,
    _row_ids
from maten
