-- The rows of the delivery trajecten, under its headers. What an export of koers adds (KOERS_LEVERING) goes before what follows from the GGM;
-- what such an export had from messages comes to koers with the messages. `_dag` and `_tot`: first and last day.
select
    coalesce(k.GEMEENTECODE, $gemeente) as "Gemeentecode",
    i.clientnummer as "Clientnummer",
    i.bsn as "BSN",
    k.HUISHOUDEN as "Huishoudnummer",
    coalesce(k.TRAJECT, l.levering_nummer) as "Trajectnummer",
    coalesce(k.CONTRACTNUMMER, c.contractnummer) as "Contractnummer",
    coalesce(
        k.WET, case l.wet when 'WMO' then 'Wmo' when 'JEUGDWET' then 'Jeugdwet' when 'PARTICIPATIEWET_PW_I' then 'Participatiewet' else l.wet end
    ) as "Wet",
    coalesce(k.PRODUCTCATEGORIE, l.productcategorie) as "Productcategorie",
    coalesce(
        k.LEVERINGSVORM,
        case
            when l.leveringsvorm in ('PGB', 'ZIN') then lower(l.leveringsvorm)
            when l.GELEVERDE_ZORG_TOEWIJZING_ID is not null then 'zin'
            when not l.heeft_beschikking then 'algemene_voorziening'
        end
    ) as "Leveringsvorm",
    k.TOEGANG as "Toegang",
    k.MELDINGSDATUM as "Meldingsdatum",
    case when k.LEVERING_ID is not null then k.BESLUITDATUM else l.besluitdatum end as "Besluitdatum",
    case when k.LEVERING_ID is not null then k.BESCHIKKING when l.heeft_beschikking then 'ja' else 'nee' end as "Beschikking",
    l.DATUMSTART as "Begindatum",
    l.DATUMSTOP as "Einddatum",
    coalesce(nullif(regexp_extract(l.STOPREDEN, '^([0-9]{2})(?:[^0-9].*)?$', 1), ''), l.STOPREDEN) as "Reden beëindiging",
    k.WIJKCODE as "Wijkcode",
    k.LOCATIE_WIJKCODE as "Locatie wijkcode",
    coalesce(k.GEBOORTEJAAR, i.geboortejaar) as "Geboortejaar",
    case when k.LEVERING_ID is not null then k.GESLACHT else i.geslacht end as "Geslacht",
    k.INTENSITEIT as "Intensiteit",
    k.DOELRICHTING as "Doelrichting",
    k.DOELGROEP as "Doelgroep",
    dag(l.DATUMSTART) as _dag,
    dag(l.DATUMSTOP) as _tot,
    l.LEVERING_ID as _volgorde
from _leveringen as l
left join KOERS_LEVERING as k on k.LEVERING_ID = l.LEVERING_ID
left join _inwoners as i on i.client_id = l.client_id
left join _contracten as c on c.LEVERING_ID = l.LEVERING_ID
where coalesce(k.BRON, 'trajecten') = 'trajecten'
