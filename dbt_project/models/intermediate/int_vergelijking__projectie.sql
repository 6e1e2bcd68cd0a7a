{# Per unit and parameter: what the traits other than the first score take up of the number of people and of both scores. With it the comparison of
   means takes those traits out of everything at once (Frisch & Waugh 1933). #}
with delen as (
    select {{ groepskolommen('k') }}, k.profiel, k.lading_gemiddelde, {{ getallen(aantal_in('k.lading_gemiddelde') ~ ' - 1') }} as plaats
    from {{ ref('int_vergelijking__kansen') }} as k
)

select
    {{ groepskolommen('e') }},
    e.eenheidsoort,
    e.eenheid,
    d.plaats,
    {%- for naam, maat in {'n': 'e.paren_n', 'x': 'e.som_x', 'y': 'e.som_y'}.items() %}
    cast(sum(cast({{ maat }} * {{ element('d.lading_gemiddelde', 'd.plaats + 1') }} as decimal(28, 9))) as double) as deel_{{ naam }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ ref('int_vergelijking__eenheden') }} as e
inner join delen as d on {{ zelfde_groep('e', 'd') }} and d.profiel = e.profiel
where e.eenheidsoort <> 'groep'
group by {{ groepskolommen('e') }}, e.eenheidsoort, e.eenheid, d.plaats
