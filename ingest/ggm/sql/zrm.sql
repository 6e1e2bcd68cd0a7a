-- The rows of the delivery zrm, under its headers. What an export of koers adds (KOERS_SCORE) goes before what follows from the GGM: the first
-- day of a trajectory and edition is the intake, the last one of an ended trajectory the end, and the GGM knows no informant but professionals.
with basis as (
    select
        s.*,
        k.TRAJECT, k.GEMEENTECODE, k.MEETMOMENT, k.INFORMANT, k.BEOORDELAAR,
        coalesce(k.ZRM_VERSIE, e.editie) as editie,
        t.LEVERING_ID, t.is_erna, l.levering_nummer, l.DATUMSTOP
    from SCORE as s
    left join KOERS_SCORE as k on k.SCORE_ID = s.SCORE_ID
    left join _edities as e on e.SCORE_ID = s.SCORE_ID
    left join _trajecten_bij_scores as t on t.SCORE_ID = s.SCORE_ID
    left join _leveringen as l on l.LEVERING_ID = t.LEVERING_ID
)

select
    coalesce(b.GEMEENTECODE, $gemeente) as "Gemeentecode",
    i.clientnummer as "Clientnummer",
    i.bsn as "BSN",
    coalesce(b.TRAJECT, b.levering_nummer) as "Trajectnummer",
    b.editie as "ZRM-versie",
    coalesce(
        b.MEETMOMENT,
        case
            when b.is_erna then 'follow_up'
            when b.DATUM = min(b.DATUM) over (partition by b.LEVERING_ID, b.editie) then 'intake'
            when b.DATUMSTOP is not null
                and b.DATUM = max(case when not b.is_erna then b.DATUM end) over (partition by b.LEVERING_ID, b.editie) then 'eind'
            else 'voortgang'
        end
    ) as "Meetmoment",
    b.DATUM as "Meetdatum",
    coalesce(b.INFORMANT, 'professional') as "Informant",
    b.BEOORDELAAR as "Beoordelaar",
    g.NAAM as "Domein",
    coalesce(nullif(regexp_extract(n.NIVEAU, '^([1-5])(?:[^0-9].*)?$', 1), ''), n.NIVEAU) as "Score",
    dag(b.DATUM) as _dag,
    dag(b.DATUM) as _tot,
    b.SCORE_ID as _volgorde
from basis as b
left join _inwoners as i on i.client_id = b.HEEFT_CLIENT_ID
left join LEEFGEBIED as g on g.LEEFGEBIED_ID = b.SCORE_BIJ_LEEGGEBIED_LEEFGEBIED_ID
left join SCORESOORT as n on n.SCORESOORT_ID = b.HOOGTE_SCORE_SCORESOORT_ID
