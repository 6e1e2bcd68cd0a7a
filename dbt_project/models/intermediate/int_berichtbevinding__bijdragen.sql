{# Contributions to mart_berichtbevinding: one per finding, in the month of the message it is about. #}
with bevindingen as (
    select *, cast(date_trunc('month', dagtekening) as date) as maand from {{ ref('int_bericht__bevindingen') }}
)

select
    gemeentecode,
    agb_code,
    wet,
    regel,
    maand,
    ernst,
    zin,
    {{ cell_id('mart_berichtbevinding', ['gemeentecode', 'agb_code', 'wet', 'regel', 'maand']) }} as cell_id,
    'bevindingen_n' as measure,
    1 as contribution,
    case when tegenover_row_id is null then {{ lijst_van('_row_id') }}
        else {{ lijst_van_twee(lijst_van('_row_id'), lijst_van('tegenover_row_id')) }} end as _row_ids
from bevindingen
