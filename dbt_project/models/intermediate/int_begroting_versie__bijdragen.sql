{# Contributions to mart_begroting_versie: every line of every adopted version that is in force for its name, by kind of money. #}
select
    gemeentecode,
    contractnummer,
    taakveld_code,
    cast(boekjaar as integer) as boekjaar,
    versie,
    vastgesteld_datum,
    is_actueel,
    {{ cell_id('mart_begroting_versie', ['gemeentecode', 'contractnummer', 'taakveld_code', 'cast(boekjaar as integer)', 'versie']) }} as cell_id,
    soort || '_cent' as measure,
    bedrag_cent as contribution,
    {{ lijst_van('_row_id') }} as _row_ids
from {{ ref('int_begroting__regels') }}
where reden <> 'dubbel'
