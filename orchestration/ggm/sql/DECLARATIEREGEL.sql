-- Amounts in euros; a credit is negative.
select
    r.id as DECLARATIEREGEL_ID,
    left(r.referentie_pseudo, 20) as CODE,
    cast(r.bedrag_cent as decimal(18, 2)) / 100 as BEDRAG,
    r.productperiode_begin as DATUMSTART,
    r.productperiode_eind as DATUMEINDE,
    i.id as BETREFT_RECHTSPERSOON_ID,
    t.id as IS_OP_BASIS_VAN_TOEWIJZING_ID,
    d.id as VALT_BINNEN_DECLARATIE_ID
from _declaratieregels as r
left join (
    select _delivery_id, declaratienummer, min(id) as id from _declaraties group by _delivery_id, declaratienummer
) as d on d._delivery_id = r._delivery_id and d.declaratienummer is not distinct from r.declaratienummer
left join _inwoners as i on i.persoon_id = r.bsn_pseudo
left join _toewijzingen as t
    on t.gemeentecode = r.gemeentecode and t.wet = r.wet and t.toewijzing_pseudo = r.toewijzing_pseudo
