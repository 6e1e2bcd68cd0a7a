{# What of an unexplained amount can be declarations that are still to come: at most what the completion factors expect for the months that
   are known, and never more than the ledger holds above the messages. Its rows are all lines of those months: int_boekhouding__bijdragen
   finds them when somebody traces. #}
with verwacht as (
    select contractnummer, gemeentecode, taakveld_code, boekjaar, sum(later_cent) as later_cent
    from {{ ref('int_boekhouding__latercellen') }}
    group by contractnummer, gemeentecode, taakveld_code, boekjaar
),

boven as (
    select contractnummer, gemeentecode, taakveld_code, boekjaar,
        sum(case post when 'grootboek' then bedrag_cent else -bedrag_cent end) as rest_cent
    from {{ ref('int_boekhouding__regels') }}
    where restpost = 'onverklaard'
    group by contractnummer, gemeentecode, taakveld_code, boekjaar
)

select b.contractnummer, b.gemeentecode, b.taakveld_code, b.boekjaar, least(b.rest_cent, v.later_cent) as bedrag_cent
from boven as b
inner join verwacht as v
    on v.contractnummer = b.contractnummer and v.gemeentecode = b.gemeentecode and v.taakveld_code = b.taakveld_code
    and v.boekjaar = b.boekjaar
where least(b.rest_cent, v.later_cent) > 0
