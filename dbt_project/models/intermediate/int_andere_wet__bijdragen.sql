{# Contributions to mart_andere_wet, per year and per quarter: the lines of int_andere_wet__regels, with for who flowed out the rows that say so,
   and each client once. A view, as int_geld__bijdragen is. #}
{{ config(materialized='view') }}
with uitstroom as (
    select persoon_id, gemeentecode, {{ lijst_samen('_row_ids') }} as _row_ids
    from {{ ref('int_gebruik__trajecten') }}
    where wet = 'Wmo' and eindklasse = 'ander_domein' and is_geeindigd
    group by persoon_id, gemeentecode
),

regels as (
    select r.contractnummer, r.gemeentecode, r.soort, r.bsn_pseudo, r.bedrag_cent, r._row_id, {{ jaar('r.telt_op') }} as boekjaar,
        cast(year(r.telt_op) as varchar) || case lengte.lengte when 'kwartaal' then 'Q' || cast(quarter(r.telt_op) as varchar) else '' end as periode
    from {{ ref('int_andere_wet__regels') }} as r
    cross join (values ('jaar'), ('kwartaal')) as lengte(lengte)
),

clienten as (
    select contractnummer, gemeentecode, boekjaar, periode, soort, bsn_pseudo, {{ lijst_uniek('_row_id') }} as _row_ids
    from regels
    group by contractnummer, gemeentecode, boekjaar, periode, soort, bsn_pseudo
),

maten as (
    select contractnummer, gemeentecode, boekjaar, periode, soort, bsn_pseudo, 'kosten_cent' as measure, bedrag_cent as contribution,
        {{ lijst_van('_row_id') }} as _row_ids
    from regels
    union all
    select contractnummer, gemeentecode, boekjaar, periode, soort, bsn_pseudo, 'clienten_n', 1, _row_ids from clienten
)

select
    m.contractnummer,
    m.gemeentecode,
    m.boekjaar,
    m.periode,
    m.soort,
    m.measure,
    m.contribution,
    {{ lijst_van_twee('m._row_ids', 'u._row_ids') }} as _row_ids,
    {{ cell_id('mart_andere_wet', ['m.contractnummer', 'm.gemeentecode', 'm.periode', 'm.soort']) }} as cell_id
from maten as m
left join uitstroom as u on u.persoon_id = m.bsn_pseudo and u.gemeentecode = m.gemeentecode and m.soort <> 'wlz_volume'
