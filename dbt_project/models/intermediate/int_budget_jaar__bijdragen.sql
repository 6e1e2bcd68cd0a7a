{# Contributions to mart_budget_jaar: budget versions, contract budget, spending in closed months, persons with support and with accepted
   declarations, and months with support. A view, as int_geld__bijdragen is: what a list is made of is grouped when somebody traces. #}
{{ config(materialized='view') }}
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
    select b.contractnummer, b.gemeentecode, b.boekjaar, 'realisatie_cent', b.contribution, {{ lijst_van('b._row_id') }}
    from {{ ref('int_geld__bedragen') }} as b
    inner join {{ ref('int_geld__afgesloten') }} as a
        on a.contractnummer = b.contractnummer and a.gemeentecode = b.gemeentecode and a.boekjaar = b.boekjaar
        and b.measure = case a.realisatie_bron when 'grootboek' then 'grootboek_cent' else 'declaratie_geaccepteerd_cent' end
        and b.maand <= a.laatste_maand
    union all
    select contractnummer, gemeentecode, boekjaar, measure, contribution, {{ lijst_van('_row_id') }}
    from {{ ref('int_geld__bedragen') }}
    where measure = 'declaratie_geaccepteerd_cent'
    union all
    select contractnummer, contract_gemeentecode, {{ jaar('maand') }}, 'clienten_n', 1, {{ lijst_samen('_row_ids') }}
    from {{ ref('int_gebruik__maanden') }}
    group by contractnummer, contract_gemeentecode, persoon_id, {{ jaar('maand') }}
    union all
    select m.contractnummer, m.contract_gemeentecode, a.boekjaar, 'clientmaanden_n', count(distinct m.maand), {{ lijst_samen('m._row_ids') }}
    from {{ ref('int_gebruik__maanden') }} as m
    inner join {{ ref('int_geld__afgesloten') }} as a
        on a.contractnummer = m.contractnummer and a.gemeentecode = m.contract_gemeentecode and a.boekjaar = {{ jaar('m.maand') }}
        and m.maand <= a.laatste_maand
    group by m.contractnummer, m.contract_gemeentecode, m.persoon_id, a.boekjaar
    union all
    select contractnummer, gemeentecode, {{ jaar('maand') }}, 'declaratie_clienten_n', 1, {{ lijst_uniek('_row_id') }}
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
