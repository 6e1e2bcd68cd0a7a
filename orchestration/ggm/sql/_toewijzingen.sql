-- The current state of every allocation that exists; one that never existed (RedenWijziging 13) is left out.
select *, row_number() over (order by gemeentecode, wet, toewijzing_pseudo) as id
from koers.intermediate.int_toewijzing__stand
where is_bestaand
