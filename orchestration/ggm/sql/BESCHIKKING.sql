-- One decision per trajectory that has one; the messages carry no number of a decision. The key is that of its LEVERING.
select
    l.id as BESCHIKKING_ID,
    left(l.sleutel, 20) as CODE,
    t.besluitdatum as DATUMAFGIFTE,
    i.id as RECHTSPERSOON_ID,
    w.id as WET_ENUM_ID
from _leveringen as l
inner join _trajecten as t on t.trajectnummer_pseudo = l.sleutel
left join _inwoners as i on i.persoon_id = l.persoon_id
left join _codes as w on w.lijst = 'wet' and w.code = l.wet
where l.bron = 'trajecten' and l.heeft_beschikking
