{# Per unit the last score at equal first score, beside all others of its group: the sums of squares around the group mean. d is the unit itself. #}
with sommen as (
    select
        v.cell_id,
        g.paren_n as totaal_n,
        g.som_xx - g.som_x * g.som_x / g.paren_n as xx,
        g.som_xy - g.som_x * g.som_y / g.paren_n as xy,
        g.som_yy - g.som_y * g.som_y / g.paren_n as yy,
        v.paren_n * 1.0 * (g.paren_n - v.paren_n) / g.paren_n as dd,
        v.som_x - g.som_x * v.paren_n / g.paren_n as dx,
        v.som_y - g.som_y * v.paren_n / g.paren_n as dy
    from {{ ref('int_vergelijking__verwacht') }} as v
    inner join {{ ref('int_vergelijking__verwacht') }} as g on {{ zelfde_groep('v', 'g') }} and g.eenheidsoort = 'groep'
    where v.eenheidsoort <> 'groep' and v.paren_n > 0 and g.paren_n > v.paren_n and g.paren_n > 3
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
