-- The LEVERING a score belongs to when nobody says so: of the same client, running on that day; else within the windows of measuring around
-- it; else the last one that ended before (a follow-up). Of several the one that began last.
with kandidaten as (
    select
        s.SCORE_ID,
        l.LEVERING_ID,
        dag(l.DATUMSTART) as begindatum,
        case
            when dag(s.DATUM) between dag(l.DATUMSTART) and coalesce(dag(l.DATUMSTOP), date '9999-12-31') then '3'
            when dag(s.DATUM) between dag(l.DATUMSTART) - cast($voor as integer) and coalesce(dag(l.DATUMSTOP), date '9999-12-01')
                + cast($na as integer) then '2'
            when dag(s.DATUM) > dag(l.DATUMSTOP) then '1'
        end as rang
    from SCORE as s
    left join KOERS_SCORE as k on k.SCORE_ID = s.SCORE_ID
    inner join _leveringen as l on l.client_id = s.HEEFT_CLIENT_ID
    where k.TRAJECT is null
)

select SCORE_ID, max_by(LEVERING_ID, rang || cast(begindatum as varchar) || LEVERING_ID) as LEVERING_ID, max(rang) = '1' as is_erna
from kandidaten
where rang is not null
group by SCORE_ID
