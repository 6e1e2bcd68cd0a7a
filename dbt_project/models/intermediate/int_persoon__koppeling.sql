{# The link between a supplier's client number and the BSN, both as pseudonyms, from rows that carry both. Ambiguous ones are not used. #}
with gezien as (
    select clientnummer_pseudo, bsn_pseudo, _row_id from {{ ref('stg_levering__trajecten') }}
    where clientnummer_pseudo is not null and bsn_pseudo is not null
    union all
    select clientnummer_pseudo, bsn_pseudo, min(_row_id) from {{ ref('stg_levering__zrm') }}
    where clientnummer_pseudo is not null and bsn_pseudo is not null
    group by clientnummer_pseudo, bsn_pseudo
)

select
    clientnummer_pseudo,
    min(bsn_pseudo) as bsn_pseudo,
    cast(count(distinct bsn_pseudo) as integer) as bsn_n,
    count(distinct bsn_pseudo) = 1 as is_eenduidig,
    {{ lijst('_row_id') }} as _row_ids
from gezien
group by clientnummer_pseudo
