{# Per unit the last score at equal first score, beside all other units of its kind: sums of squares around the mean of all. d is the unit itself.
   A first score counts as an estimate of the true one: within units its distance to the unit mean times the reliability. #}
with eenheden as (
    select * from {{ ref('int_vergelijking__verwacht') }} where eenheidsoort <> 'groep' and paren_n > 0
),

groepen as (
    select
        {{ groepskolommen('e') }},
        e.eenheidsoort,
        cast(sum(e.paren_n) as bigint) as paren_n,
        {%- for naam, som in {
            'x': 'e.som_x', 'y': 'e.som_y', 'yy': 'e.som_yy',
            'xx': 'e.som_x * e.som_x / e.paren_n * (1 - p.zrm_reliability * p.zrm_reliability)
            + p.zrm_reliability * p.zrm_reliability * e.som_xx',
            'xy': 'e.som_x * e.som_y / e.paren_n * (1 - p.zrm_reliability) + p.zrm_reliability * e.som_xy',
        }.items() %}
        cast(sum(cast({{ som }} as decimal(30, 9))) as double) as som_{{ naam }}{{ ',' if not loop.last }}
        {%- endfor %}
    from eenheden as e
    cross join {{ ref('int_parameter__geldig') }} as p
    group by {{ groepskolommen('e') }}, e.eenheidsoort
),

sommen as (
    select
        v.cell_id,
        g.paren_n as totaal_n,
        {%- for a, b in ['xx', 'xy', 'yy'] %}
        {{ rond_gemiddelde('g', a, b) }} as {{ a }}{{ b }},
        {%- endfor %}
        v.paren_n * 1.0 * (g.paren_n - v.paren_n) / g.paren_n as dd,
        v.som_x - g.som_x * v.paren_n / g.paren_n as dx,
        v.som_y - g.som_y * v.paren_n / g.paren_n as dy
    from eenheden as v
    inner join groepen as g on {{ zelfde_groep('v', 'g') }} and g.eenheidsoort = v.eenheidsoort
    where g.paren_n > v.paren_n and g.paren_n > 3
),

geschat as (
    select s.*, {{ ancova_verschil() }} as verschil, {{ ancova_helling() }} as helling from sommen as s
),

met_fout as (
    select
        s.*,
        sqrt(greatest(s.yy - s.verschil * s.dy - s.helling * s.xy, 0.0) / (s.totaal_n - 3) * s.xx / nullif(s.xx * s.dd - s.dx * s.dx, 0)) as fout
    from geschat as s
)

select
    s.cell_id,
    s.verschil,
    s.helling,
    s.fout,
    s.verschil - {{ t_kwantiel('p.z', '(s.totaal_n - 3.0)') }} * s.fout as verschil_laag,
    s.verschil + {{ t_kwantiel('p.z', '(s.totaal_n - 3.0)') }} * s.fout as verschil_hoog
from met_fout as s
cross join {{ ref('int_parameter__geldig') }} as p
