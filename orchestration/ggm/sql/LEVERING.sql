select
    l.id as LEVERING_ID,
    left(l.sleutel, 20) as CODE,
    l.begindatum as DATUMSTART,
    l.einddatum as DATUMSTOP,
    l.reden_beeindiging_code as STOPREDEN,
    i.id as PRESTATIE_VOOR_RECHTSPERSOON_ID,
    a.id as LEVERDE_PRESTATIE_RECHTSPERSOON_ID,
    t.id as GELEVERDE_ZORG_TOEWIJZING_ID,
    case when l.heeft_beschikking then l.id end as GELEVERDE_PRESTATIE_BESCHIKKING_ID,
    p.id as VOORZIENING_VOORZIENING_ID
from _leveringen as l
left join _inwoners as i on i.persoon_id = l.persoon_id
left join _aanbieders as a on a.agb_code = l.agb_code
left join _toewijzingen as t on t.toewijzing_id = l.toewijzing_id
left join _producten as p
    on p.wet = l.wet and p.productcategorie is not distinct from l.productcategorie and p.productcode is not distinct from l.productcode
