-- The rows behind each row; their delivery is in schema landing under the same _row_id.
with paren as (
    select 'LEVERING' as TABEL, id as SLEUTEL, unnest(_row_ids) as _ROW_ID from _leveringen
    union all
    select 'TOEWIJZING', id, unnest(_row_ids) from _toewijzingen
    union all
    select 'SCORE', id, _row_id from _scores
    union all
    select 'CONTRACT', id, _row_id from _contracten
    union all
    select 'DECLARATIE', id, _row_id from _declaraties
    union all
    select 'DECLARATIEREGEL', id, _row_id from _declaratieregels
),

rijen as (
    select _row_id, _delivery_id from koers.landing.trajecten
    union all
    select _row_id, _delivery_id from koers.landing.zrm
    union all
    select _row_id, _delivery_id from koers.landing.contracten
    union all
    select _row_id, _delivery_id from koers.landing.toewijzing
    union all
    select _row_id, _delivery_id from koers.landing.levering_start
    union all
    select _row_id, _delivery_id from koers.landing.levering_stop
    union all
    select _row_id, _delivery_id from koers.landing.declaratie
    union all
    select _row_id, _delivery_id from koers.landing.declaratieregel
)

select p.TABEL, p.SLEUTEL, p._ROW_ID, r._delivery_id as _DELIVERY_ID
from paren as p
left join rijen as r on r._row_id = p._ROW_ID
