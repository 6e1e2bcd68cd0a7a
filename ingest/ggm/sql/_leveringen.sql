-- Each LEVERING with its decision, its client, its provider and the granted provision that fits it best.
with basis as (
    select
        l.*,
        coalesce(l.GELEVERDE_PRESTATIE_BESCHIKKING_ID, t.TOEWIJZING_BESCHIKKING_ID) as beschikking_id,
        coalesce(l.LEVERDE_PRESTATIE_RECHTSPERSOON_ID, t.LEVERT_VOORZIENING_RECHTSPERSOON_ID) as leverancier_id,
        t.WET_ENUM_ID as toewijzing_wet
    from LEVERING as l
    left join TOEWIJZING as t on t.TOEWIJZING_ID = l.GELEVERDE_ZORG_TOEWIJZING_ID
),

kandidaten as (
    select b.LEVERING_ID, v.BESCHIKTE_VOORZIENING_ID as voorziening, '1' as rang
    from basis as b
    inner join BESCHIKTE_VOORZIENING as v on v.TOEGEWEZEN_PRODUCT_TOEWIJZING_ID = b.GELEVERDE_ZORG_TOEWIJZING_ID
    union all
    select
        b.LEVERING_ID,
        v.BESCHIKTE_VOORZIENING_ID,
        case when v.IS_VOORZIENING_VOORZIENING_ID = b.VOORZIENING_VOORZIENING_ID then '2' else '3' end
    from basis as b
    inner join BESCHIKTE_VOORZIENING as v on v.HEEFT_VOORZIENINGEN_BESCHIKKING_ID = b.beschikking_id
),

gekozen as (
    select LEVERING_ID, min_by(voorziening, rang || voorziening) as voorziening from kandidaten group by LEVERING_ID
)

select
    b.*,
    coalesce(b.PRESTATIE_VOOR_RECHTSPERSOON_ID, d.RECHTSPERSOON_ID) as client_id,
    d.BESCHIKKING_ID is not null as heeft_beschikking,
    d.DATUMAFGIFTE as besluitdatum,
    w.VALUE as wet,
    f.VALUE as leveringsvorm,
    s.PRODUCTCATEGORIECODE as productcategorie,
    case
        when (select count(*) = count(distinct CODE) from LEVERING) then b.CODE else 'LEVERING-' || b.LEVERING_ID
    end as levering_nummer
from basis as b
left join gekozen as g on g.LEVERING_ID = b.LEVERING_ID
left join BESCHIKTE_VOORZIENING as v on v.BESCHIKTE_VOORZIENING_ID = g.voorziening
left join BESCHIKKING as d on d.BESCHIKKING_ID = coalesce(b.beschikking_id, v.HEEFT_VOORZIENINGEN_BESCHIKKING_ID)
left join VOORZIENING as p on p.VOORZIENING_ID = coalesce(b.VOORZIENING_VOORZIENING_ID, v.IS_VOORZIENING_VOORZIENING_ID)
left join VOORZIENINGSOORT as s on s.VOORZIENINGSOORT_ID = p.VALT_BINNEN_VOORZIENINGSOORT_ID
left join WET_ENUM as w on w.WET_ENUM_ID = coalesce(v.WET_ENUM_ID, b.toewijzing_wet, d.WET_ENUM_ID, p.WET_ENUM_ID)
left join LEVERINGSVORM_309_ENUM as f on f.LEVERINGSVORM_309_ENUM_ID = v.LEVERINGSVORM_287_ENUM_ID
