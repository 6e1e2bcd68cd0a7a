{# Per unit the last score at equal first score, beside all others: sums of squares after the other traits are taken out. d is the unit itself.
   A first score counts as an estimate of the true one: within units its distance to the unit mean times the reliability r. #}
with eenheden as (
    select v.*, p.zrm_reliability as r, p.z as z_95
    from {{ ref('int_vergelijking__verwacht') }} as v
    cross join {{ ref('int_parameter__geldig') }} as p
    where v.eenheidsoort <> 'groep' and v.paren_n > 0
),

groepen as (
    select
        {{ groepskolommen('e') }},
        e.eenheidsoort,
        cast(sum(e.paren_n) as bigint) as paren_n,
        {%- for naam, som in {
            'xx': 'e.som_x * e.som_x / e.paren_n * (1 - e.r * e.r) + e.r * e.r * e.som_xx',
            'xy': 'e.som_x * e.som_y / e.paren_n * (1 - e.r) + e.r * e.som_xy',
            'yy': 'e.som_yy',
        }.items() %}
        cast(sum(cast({{ som }} as decimal(30, 9))) as double) as som_{{ naam }}{{ ',' if not loop.last }}
        {%- endfor %}
    from eenheden as e
    group by {{ groepskolommen('e') }}, e.eenheidsoort
),

per_parameter as (
    select
        {{ groepskolommen('e') }},
        e.eenheidsoort,
        m.plaats,
        cast(sum(cast((1 - e.r) * e.som_x / e.paren_n * m.deel_n + e.r * m.deel_x as decimal(28, 9))) as double) as deel_x,
        cast(sum(cast(m.deel_y as decimal(28, 9))) as double) as deel_y
    from eenheden as e
    inner join {{ ref('int_vergelijking__projectie') }} as m on m.eenheid_nr = e.eenheid_nr
    group by {{ groepskolommen('e') }}, e.eenheidsoort, m.plaats
),

sommen as (
    select
        e.cell_id,
        max(e.z_95) as z_95,
        max(g.paren_n) - max(k.parameters_n) - 2.0 as vrijheidsgraden,
        {%- for naam, (som, deel) in {
            'xx': ('g.som_xx', 't.deel_x * t.deel_x'), 'xy': ('g.som_xy', 't.deel_x * t.deel_y'), 'yy': ('g.som_yy', 't.deel_y * t.deel_y'),
            'dd': ('e.paren_n', 'm.deel_n * m.deel_n'), 'dx': ('e.som_x', 'm.deel_n * t.deel_x'), 'dy': ('e.som_y', 'm.deel_n * t.deel_y'),
        }.items() %}
        max({{ som }}) - cast(sum(cast({{ deel }} as decimal(28, 9))) as double) as {{ naam }}{{ ',' if not loop.last }}
        {%- endfor %}
    from eenheden as e
    inner join groepen as g on {{ zelfde_groep('e', 'g') }} and g.eenheidsoort = e.eenheidsoort
    inner join per_parameter as t on {{ zelfde_groep('e', 't') }} and t.eenheidsoort = e.eenheidsoort
    inner join {{ ref('int_vergelijking__projectie') }} as m on m.eenheid_nr = e.eenheid_nr and m.plaats = t.plaats
    inner join (
        select {{ groepskolommen('k') }}, max(k.parameters_gemiddelde_n) as parameters_n
        from {{ ref('int_vergelijking__kansen') }} as k
        group by {{ groepskolommen('k') }}
    ) as k on {{ zelfde_groep('e', 'k') }}
    group by e.cell_id
),

geschat as (
    select s.*, {{ ancova_verschil() }} as verschil, {{ ancova_helling() }} as helling
    from sommen as s
    -- A unit of people who all start alike has no slope to compare with; rounding then leaves a product of sums just below nothing.
    where s.vrijheidsgraden >= 1 and s.dd > 0.001 and s.xx > 0.001 and s.xx * s.dd - s.dx * s.dx > 1e-6 * s.xx * s.dd
),

met_fout as (
    select
        s.*,
        sqrt(greatest(s.yy - s.verschil * s.dy - s.helling * s.xy, 0.0) / s.vrijheidsgraden * s.xx / nullif(s.xx * s.dd - s.dx * s.dx, 0)) as fout
    from geschat as s
)

select
    s.cell_id,
    s.verschil,
    s.helling,
    s.fout,
    s.verschil - {{ t_kwantiel('s.z_95', 's.vrijheidsgraden') }} * s.fout as verschil_laag,
    s.verschil + {{ t_kwantiel('s.z_95', 's.vrijheidsgraden') }} * s.fout as verschil_hoog
from met_fout as s
