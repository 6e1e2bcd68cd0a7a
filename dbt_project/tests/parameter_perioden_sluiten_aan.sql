-- Every parameter has one value on every day: a period ends on the day the next one begins, and the last one is open.
select parameter, geldig_vanaf, geldig_tot
from (
    select *, lead(geldig_vanaf) over (partition by parameter order by geldig_vanaf) as volgende from {{ ref('parameter') }}
)
where geldig_tot is distinct from volgende
