-- A client with its number: CODE when every client has one of its own, else the key, marked so that no key can pass for a BSN.
select
    c.RECHTSPERSOON_ID as client_id,
    case when (select count(*) = count(distinct CODE) from CLIENT) then c.CODE else 'CLIENT-' || c.RECHTSPERSOON_ID end as clientnummer,
    p.BURGERSERVICENUMMER as bsn,
    left(p.DATUMGEBOORTE, 4) as geboortejaar,
    case lower(p.GESLACHTSAANDUIDING) when 'o' then '0' else p.GESLACHTSAANDUIDING end as geslacht
from CLIENT as c
left join NATUURLIJKPERSOON as p on p.RECHTSPERSOON_ID = c.RECHTSPERSOON_ID
