-- What a decision grants (trajectories) and what is allocated (messages). The GGM types REDENEINDE as a date, so the reason is in LEVERING.
-- An allocation by message is care in kind (zin).
with samen as (
    select
        1 as soort, l.id, left(l.sleutel, 20) as code, l.begindatum, l.einddatum, l.wet, l.productcategorie, l.productcode,
        t.leveringsvorm, l.id as beschikking_id, null as toewijzing_id, null as volume, null as eenheid, null as frequentie
    from _leveringen as l
    inner join _trajecten as t on t.trajectnummer_pseudo = l.sleutel
    where l.bron = 'trajecten' and l.heeft_beschikking
    union all
    select
        2, id, left(toewijzing_pseudo, 20), ingangsdatum, einddatum, wet, productcategorie, productcode, 'zin', null, id, volume, eenheid,
        frequentie
    from _toewijzingen
)

select
    row_number() over (order by s.soort, s.id) as BESCHIKTE_VOORZIENING_ID,
    s.code as CODE,
    s.begindatum as DATUMSTART,
    s.einddatum as DATUMEINDE,
    s.volume as OMVANG,
    s.beschikking_id as HEEFT_VOORZIENINGEN_BESCHIKKING_ID,
    s.toewijzing_id as TOEGEWEZEN_PRODUCT_TOEWIJZING_ID,
    p.id as IS_VOORZIENING_VOORZIENING_ID,
    v.id as LEVERINGSVORM_287_ENUM_ID,
    e.id as EENHEID_ENUM_ID,
    f.id as FREQUENTIE_ENUM_ID,
    w.id as WET_ENUM_ID
from samen as s
left join _producten as p
    on p.wet = s.wet and p.productcategorie is not distinct from s.productcategorie and p.productcode is not distinct from s.productcode
left join _codes as w on w.lijst = 'wet' and w.code = s.wet
left join _codes as v on v.lijst = 'leveringsvorm' and v.code = s.leveringsvorm
left join _codes as e on e.lijst = 'eenheid' and e.code = s.eenheid
left join _codes as f on f.lijst = 'frequentie' and f.code = s.frequentie
