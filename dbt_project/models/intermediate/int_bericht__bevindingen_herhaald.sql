{# Declarations and lines that came again under a number that was used (TR333, TR314). One rule is one block. A rejected one used no number up
   (IV087). The lines of a declaration that came again are not named one by one. #}
with kandidaten as (
    select wet, agb_code, declaratienummer
    from {{ ref('stg_bericht__declaratie') }}
    group by wet, agb_code, declaratienummer
    having count(*) > 1
),

declaraties as (
    select
        d._row_id, d._delivery_id, d.wet, d.gemeentecode, d.agb_code, d.declaratienummer, r.is_geaccepteerd,
        coalesce(d.dagtekening, m.dagtekening, date '9999-12-31') as eerste_dag,
        {{ als_tekst(['m.dagtekening', 'd.totaal_cent', 'd.bericht_identificatie', 'd._row_id']) }} as inhoud
    from {{ ref('stg_bericht__declaratie') }} as d
    inner join kandidaten as k on k.wet = d.wet and k.agb_code = d.agb_code and k.declaratienummer = d.declaratienummer
    left join {{ ref('stg_bericht__bericht') }} as m on m._delivery_id = d._delivery_id
    inner join (
        select _delivery_id, max(case when declaratie_status = 'geaccepteerd' then 1 else 0 end) as is_geaccepteerd
        from {{ ref('int_declaratie__beoordeling') }}
        where declaratie_status <> 'afgewezen'
        group by _delivery_id
    ) as r on r._delivery_id = d._delivery_id
),

herhaald as (
    select *, first_value(_row_id) over sleutel as tegenover_row_id, row_number() over sleutel as nummer
    from declaraties
    window sleutel as (partition by wet, gemeentecode, agb_code, declaratienummer order by is_geaccepteerd desc, eerste_dag, inhoud)
)

-- TR333: a declaration number is used once.
select 'TR333' as regel, wet, gemeentecode, agb_code, _row_id, tegenover_row_id
from herhaald
where nummer > 1
union all
-- TR314: a reference number is used once.
select 'TR314', r.wet, r.gemeentecode, r.agb_code, r._row_id, r.tegenover_row_id
from {{ ref('int_declaratie__herhaald') }} as r
left join herhaald as h on h._delivery_id = r._delivery_id and h.nummer > 1
where r.declaratie_status <> 'afgewezen' and h._delivery_id is null
