select
    {{ cell_id('mart_kalender', ['k.gebeurtenis_id']) }} as cell_id,
    k.gebeurtenis_id,
    k.soort,
    k.datum,
    k.gemeentecode,
    k.contractnummer,
    k.wet,
    k.reeksen,
    k.variant,
    k.naam_nl,
    k.naam_en,
    k.status,
    k.bron,
    p.peildatum
from {{ ref('int_kalender__gebeurtenissen') }} as k
cross join {{ ref('int_parameter__geldig') }} as p
