{# Per unit: what was reached, what would be expected with this case mix from the whole group, and why there is no adjusted figure if there is none.
   Indirect standardisation: expected = sum of chances, variance = sum of chance times its complement. Exact sums, so that order is of no account. #}
with kansen as (
    select
        c.eenheid_nr,
        max(k.methode) as methode,
        max(k.correctie_op) as correctie_op,
        cast(sum(c.paren_n * cast(k.kans as decimal(12, 9))) as double) as verwacht_model_n,
        cast(sum(c.paren_n * cast(k.kans * (1 - k.kans) as decimal(12, 9))) as double) as variantie
    from {{ ref('int_vergelijking__cellen') }} as c
    inner join {{ ref('int_vergelijking__kansen') }} as k on k.cel_nr = c.cel_nr
    group by c.eenheid_nr
),

per_eenheid as (
    select
        {%- for naam in ['eenheid_nr', 'gemeentecode', 'wet', 'doelrichting', 'jaar', 'eenheidsoort', 'eenheid', 'in_aanmerking_n', 'paren_n', 'doel_gehaald_n'] %}
        e.{{ naam }},
        {%- endfor %}
        k.methode,
        k.correctie_op,
        k.verwacht_model_n,
        k.variantie,
        {%- for naam in ['x', 'y', 'xx', 'xy', 'yy', 'kx', 'ky'] %}
        cast(e.som_{{ naam }} as double) / {{ 1000000000000 if naam in ['xx', 'xy', 'yy'] else 1000000 }} as som_{{ naam }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_vergelijking__eenheden') }} as e
    left join kansen as k on k.eenheid_nr = e.eenheid_nr
)

select
    v.*,
    case when v.verwacht_model_n is not null then greatest(0.0, least(v.paren_n, v.verwacht_model_n + {{ ruis_eerste_score() }})) end as verwacht_n,
    case
        when v.eenheidsoort = 'groep' then {{ cell_id('mart_vergelijking_model', ['v.gemeentecode', 'v.wet', 'v.doelrichting', 'v.jaar']) }}
        else {{ cell_id('mart_vergelijking', ['v.gemeentecode', 'v.wet', 'v.doelrichting', 'v.jaar', 'v.eenheidsoort', 'v.eenheid']) }}
    end as cell_id,
    {{ onderscheid() }} as onderscheid_pct,
    {{ vergelijking_reden() }} as reden_code
from per_eenheid as v
cross join {{ ref('int_parameter__geldig') }} as p
left join per_eenheid as g on {{ zelfde_groep('v', 'g') }} and g.eenheidsoort = 'groep'
left join {{ ref('int_vergelijking__overlap') }} as o on o.eenheid_nr = v.eenheid_nr
