select
    t.id as TOEWIJZING_ID,
    left(t.toewijzing_pseudo, 20) as CODE,
    t.toewijzing_pseudo as TOEWIJZINGNUMMER,
    t.toewijzingsdatum as DATUMTOEWIJZING,
    t.ingangsdatum as DATUMSTARTTOEWIJZING,
    t.einddatum as DATUMEINDETOEWIJZING,
    cast(t.volume as varchar) as OMVANG,
    try_cast(t.reden_wijziging as integer) as REDENWIJZIGING,
    e.id as EENHEID_ENUM_ID,
    f.id as FREQUENTIE_ENUM_ID,
    a.id as LEVERT_VOORZIENING_RECHTSPERSOON_ID,
    w.id as WET_ENUM_ID
from _toewijzingen as t
left join _aanbieders as a on a.agb_code = t.agb_code
left join _codes as w on w.lijst = 'wet' and w.code = t.wet
left join _codes as e on e.lijst = 'eenheid' and e.code = t.eenheid
left join _codes as f on f.lijst = 'frequentie' and f.code = t.frequentie
