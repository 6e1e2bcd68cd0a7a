{# The comparison groups, numbered for this night: joining and adding up by number takes a third of the time of names (2026-11). #}
select gemeentecode, wet, doelrichting, cast(row_number() over (order by gemeentecode, wet, doelrichting) as integer) as groep_nr
from (select distinct gemeentecode, wet, doelrichting from {{ ref('int_vergelijking__paren') }})
