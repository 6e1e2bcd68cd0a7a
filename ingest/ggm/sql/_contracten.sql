-- The contract of a LEVERING: that of its provider on its first day, when there is exactly one.
select l.LEVERING_ID, min(c.INTERNCONTRACTID) as contractnummer
from _leveringen as l
inner join CONTRACT as c
    on c.HEEFT_RECHTSPERSOON_ID = l.leverancier_id
    and coalesce(c.DATUMSTART <= l.DATUMSTART, true) and coalesce(c.DATUMEINDE >= l.DATUMSTART, true)
group by l.LEVERING_ID
having count(distinct c.INTERNCONTRACTID) = 1
