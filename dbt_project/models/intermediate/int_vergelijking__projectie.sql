{# Per unit and parameter: what the traits other than the first score take up of the number of people and of both scores. With it the comparison of
   means takes those traits out of everything at once (Frisch & Waugh 1933). #}
with plaatsen as (
    select k.cel_nr, k.lading_gemiddelde, {{ getallen(aantal_in('k.lading_gemiddelde') ~ ' - 1') }} as plaats
    from {{ ref('int_vergelijking__kansen') }} as k
    where k.lading_gemiddelde is not null
),

-- Taken out of its list before the join, once per profile instead of once per unit.
delen as (
    select cel_nr, plaats, {{ element('lading_gemiddelde', 'plaats + 1') }} as deel from plaatsen
)

select
    e.eenheid_nr,
    d.plaats,
    {%- for naam, maat in {'n': 'e.paren_n * d.deel', 'x': 'e.som_x / 1000000 * d.deel', 'y': 'e.som_y / 1000000 * d.deel'}.items() %}
    cast(sum(cast({{ maat }} as decimal(18, 9))) as double) as deel_{{ naam }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ ref('int_vergelijking__cellen') }} as e
inner join delen as d on d.cel_nr = e.cel_nr
where e.eenheid_nr % 1000000 <> 0
group by e.eenheid_nr, d.plaats
