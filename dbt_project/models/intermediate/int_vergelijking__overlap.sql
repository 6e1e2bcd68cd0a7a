{# Per unit: the part of its variance that the model has taken up, because the profile of its people says which unit it is. When a contract has a
   route of its own, correcting for the route corrects the contract itself away, and "as expected" would mean nothing. #}
with plaatsen as (
    select k.cel_nr, k.lading, {{ getallen(aantal_in('k.lading') ~ ' - 1') }} as plaats
    from {{ ref('int_vergelijking__kansen') }} as k
    where k.lading is not null
),

-- Taken out of its list before the join, once per profile instead of once per unit.
delen as (
    select cel_nr, plaats, {{ element('lading', 'plaats + 1') }} as deel from plaatsen
),

sommen as (
    select e.eenheid_nr, d.plaats, cast(sum(cast(e.paren_n * d.deel as decimal(18, 9))) as double) as som
    from {{ ref('int_vergelijking__cellen') }} as e
    inner join delen as d on d.cel_nr = e.cel_nr
    where e.eenheid_nr % 1000000 <> 0
    group by e.eenheid_nr, d.plaats
)

select eenheid_nr, cast(sum(cast(som * som as decimal(28, 9))) as double) as opgenomen
from sommen
group by eenheid_nr
