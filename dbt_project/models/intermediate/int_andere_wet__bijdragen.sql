{# Contributions to mart_andere_wet: the lines of int_andere_wet__regels, with for who flowed out the rows that say so, and each client once. A
   view, as int_geld__bijdragen is. #}
{{ config(materialized='view') }}
with uitstroom as (
    select persoon_id, gemeentecode, 'voor_uitstroom' as soort, {{ lijst_samen('_row_ids') }} as _row_ids
    from {{ ref('int_gebruik__trajecten') }}
    where wet = 'Wmo' and eindklasse = 'ander_domein' and is_geeindigd
    group by persoon_id, gemeentecode
),

clienten as (
    select contractnummer, gemeentecode, boekjaar, soort, bsn_pseudo, {{ lijst_uniek('_row_id') }} as _row_ids
    from {{ ref('int_andere_wet__regels') }}
    group by contractnummer, gemeentecode, boekjaar, soort, bsn_pseudo
),

maten as (
    select contractnummer, gemeentecode, boekjaar, soort, bsn_pseudo, 'kosten_cent' as measure, bedrag_cent as contribution,
        {{ lijst_van('_row_id') }} as _row_ids
    from {{ ref('int_andere_wet__regels') }}
    union all
    select contractnummer, gemeentecode, boekjaar, soort, bsn_pseudo, 'clienten_n', 1, _row_ids from clienten
)

select
    m.contractnummer,
    m.gemeentecode,
    m.boekjaar,
    m.soort,
    m.measure,
    m.contribution,
    {{ lijst_van_twee('m._row_ids', 'u._row_ids') }} as _row_ids,
    {{ cell_id('mart_andere_wet', ['m.contractnummer', 'm.gemeentecode', 'm.boekjaar', 'm.soort']) }} as cell_id
from maten as m
left join uitstroom as u on u.persoon_id = m.bsn_pseudo and u.gemeentecode = m.gemeentecode and u.soort = m.soort
