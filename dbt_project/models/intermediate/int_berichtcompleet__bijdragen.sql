{# Contributions to mart_berichtcompleet: a received message counts by itself, an expected or missing type by the row of its contract. #}
with maten as (
    select
        contractnummer, gemeentecode, maand, berichttype, 'ontvangen_n' as measure, {{ uitgerold('bericht_row_ids') }} as _row_id
    from {{ ref('int_bericht__verwacht') }}
    union all
    select contractnummer, gemeentecode, maand, berichttype, 'verwacht_n', contract_row_id
    from {{ ref('int_bericht__verwacht') }}
    where is_verwacht
    union all
    select contractnummer, gemeentecode, maand, berichttype, 'ontbreekt_n', contract_row_id
    from {{ ref('int_bericht__verwacht') }}
    where is_verwacht and ontvangen_n = 0
)

select
    contractnummer,
    gemeentecode,
    maand,
    berichttype,
    {{ cell_id('mart_berichtcompleet', ['contractnummer', 'gemeentecode', 'maand', 'berichttype']) }} as cell_id,
    measure,
    1 as contribution,
    {{ lijst_van('_row_id') }} as _row_ids
from maten
