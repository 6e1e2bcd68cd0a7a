{# Per unit: the part of its variance that the model has taken up, because the profile of its people says which unit it is. When a contract has a
   route of its own, correcting for the route corrects the contract itself away, and "as expected" would mean nothing. #}
with delen as (
    select {{ groepskolommen('k') }}, k.profiel, k.lading, {{ getallen(aantal_in('k.lading') ~ ' - 1') }} as plaats
    from {{ ref('int_vergelijking__kansen') }} as k
    where k.lading is not null
),

sommen as (
    select
        {{ groepskolommen('e') }},
        e.eenheidsoort,
        e.eenheid,
        d.plaats,
        cast(sum(e.paren_n * cast({{ element('d.lading', 'd.plaats + 1') }} as decimal(18, 9))) as double) as som
    from {{ ref('int_vergelijking__eenheden') }} as e
    inner join delen as d on {{ zelfde_groep('e', 'd') }} and d.profiel = e.profiel
    where e.eenheidsoort <> 'groep'
    group by {{ groepskolommen('e') }}, e.eenheidsoort, e.eenheid, d.plaats
)

select
    {{ groepskolommen('s') }},
    s.eenheidsoort,
    s.eenheid,
    cast(sum(cast(s.som * s.som as decimal(28, 9))) as double) as opgenomen
from sommen as s
group by {{ groepskolommen('s') }}, s.eenheidsoort, s.eenheid
