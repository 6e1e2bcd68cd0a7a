select
    l.id as LEVERING_ID,
    l.bron as BRON,
    l.sleutel as TRAJECT,
    l.gemeentecode as GEMEENTECODE,
    t.huishoudnummer_pseudo as HUISHOUDEN,
    l.contractnummer as CONTRACTNUMMER,
    l.wet as WET,
    l.productcategorie as PRODUCTCATEGORIE,
    t.leveringsvorm as LEVERINGSVORM,
    t.toegang as TOEGANG,
    t.meldingsdatum as MELDINGSDATUM,
    t.besluitdatum as BESLUITDATUM,
    case t.heeft_beschikking when true then 'ja' when false then 'nee' end as BESCHIKKING,
    t.wijkcode as WIJKCODE,
    t.locatie_wijkcode as LOCATIE_WIJKCODE,
    t.geboortejaar as GEBOORTEJAAR,
    t.geslacht as GESLACHT,
    t.intensiteit as INTENSITEIT,
    t.doelrichting as DOELRICHTING,
    t.doelgroep as DOELGROEP
from _leveringen as l
left join _trajecten as t on l.bron = 'trajecten' and t.trajectnummer_pseudo = l.sleutel
