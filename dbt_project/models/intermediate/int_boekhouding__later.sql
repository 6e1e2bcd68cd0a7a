{# What of an unexplained amount can be declarations that are still to come: at most what the completion factors expect for the months that
   are known, and never more than the ledger holds above the messages. #}
with cellen as (
    select contractnummer, gemeentecode, wet, productcategorie, maand, min(taakveld_code) as taakveld_code,
        sum(case when declaratie_status <> 'afgewezen' then bedrag_cent else 0 end) as gemeld_cent,
        {{ lijst('_row_id') }} as _row_ids
    from {{ ref('int_declaratie__regels') }}
    group by contractnummer, gemeentecode, wet, productcategorie, maand
),

verwacht as (
    select c.contractnummer, c.gemeentecode, c.taakveld_code, {{ jaar('c.maand') }} as boekjaar,
        sum(greatest(cast(round(v.verwacht_cent) as bigint) - c.gemeld_cent, 0)) as later_cent,
        {{ lijst_samen('c._row_ids') }} as _row_ids
    from cellen as c
    inner join {{ ref('int_declaratie__verwachting') }} as v
        on v.contractnummer = c.contractnummer and v.gemeentecode = c.gemeentecode and v.wet = c.wet
        and v.productcategorie = c.productcategorie and v.maand = c.maand
    where v.verwacht_cent is not null
    group by c.contractnummer, c.gemeentecode, c.taakveld_code, {{ jaar('c.maand') }}
),

boven as (
    select contractnummer, gemeentecode, taakveld_code, boekjaar,
        sum(case post when 'grootboek' then bedrag_cent else -bedrag_cent end) as rest_cent
    from {{ ref('int_boekhouding__regels') }}
    where restpost = 'onverklaard'
    group by contractnummer, gemeentecode, taakveld_code, boekjaar
)

select b.contractnummer, b.gemeentecode, b.taakveld_code, b.boekjaar, least(b.rest_cent, v.later_cent) as bedrag_cent, v._row_ids
from boven as b
inner join verwacht as v
    on v.contractnummer = b.contractnummer and v.gemeentecode = b.gemeentecode and v.taakveld_code = b.taakveld_code
    and v.boekjaar = b.boekjaar
where least(b.rest_cent, v.later_cent) > 0
