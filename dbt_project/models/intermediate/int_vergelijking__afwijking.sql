{# How far units lie from what was expected, and what that says of their group: spread beyond chance (phi after winsorising, Spiegelhalter 2005),
   true spread between units (tau squared by moments, DerSimonian & Laird 1986) and how many lie outside the inner limit before any widening. #}
with namen as (
    select 'contract' as eenheidsoort, contractnummer as eenheid, contract_naam as eenheid_naam from {{ ref('int_contract__contracten') }}
    union all
    select 'aanbieder', agb_code, max_by(aanbieder_naam, _volgorde) from {{ ref('stg_levering__aanbieders') }} group by agb_code
),

eenheden as (
    select
        v.*,
        n.eenheid_naam,
        {{ aandeel('g.doel_gehaald_n', 'g.paren_n') }} as groep_pct,
        {{ aandeel('g.doel_gehaald_n', 'g.paren_n') }} * v.doel_gehaald_n / nullif(v.verwacht_n, 0) as gecorrigeerd_pct,
        {{ aandeel('g.doel_gehaald_n', 'g.paren_n') }} * sqrt(v.variantie) / nullif(v.verwacht_n, 0) as fout_pct,
        (v.doel_gehaald_n - v.verwacht_n) / nullif(sqrt(v.variantie), 0) as z
    from {{ ref('int_vergelijking__verwacht') }} as v
    inner join {{ ref('int_vergelijking__verwacht') }} as g
        on {{ zelfde_groep('v', 'g') }} and g.eenheidsoort = 'groep'
    left join namen as n on n.eenheidsoort = v.eenheidsoort and n.eenheid = v.eenheid
    where v.eenheidsoort <> 'groep' and v.eenheid <> ''
),

gerangd as (
    select
        e.*,
        row_number() over (partition by {{ groepskolommen('e') }}, e.eenheidsoort order by e.z, e.eenheid) - 1 as plaats,
        count(*) over (partition by {{ groepskolommen('e') }}, e.eenheidsoort) - 1 as laatste
    from eenheden as e
    where e.reden_code is null
),

-- Quantiles with interpolation; not by a function of the engine, which wants a constant where we have a parameter.
grenzen as (
    select
        {{ groepskolommen('e') }},
        e.eenheidsoort,
        sum(e.z * greatest(0.0, 1 - abs(e.plaats - e.laatste * p.winsor_pct / 100))) as z_laag,
        sum(e.z * greatest(0.0, 1 - abs(e.plaats - e.laatste * (1 - p.winsor_pct / 100)))) as z_hoog
    from gerangd as e
    cross join {{ ref('int_parameter__geldig') }} as p
    group by {{ groepskolommen('e') }}, e.eenheidsoort
),

sommen as (
    select
        {{ groepskolommen('e') }},
        e.eenheidsoort,
        count(*) as eenheden_n,
        count(*) filter (where abs(e.z) > p.z) as buiten_n,
        sum(cast(pow(least(greatest(e.z, g.z_laag), g.z_hoog), 2) as decimal(18, 9))) as z_kwadraat,
        {%- for naam, som in {'w': '1', 'wy': 'e.gecorrigeerd_pct', 'wyy': 'pow(e.gecorrigeerd_pct, 2)', 'ww': '1 / pow(e.fout_pct, 2)'}.items() %}
        cast(sum(cast({{ som }} / pow(e.fout_pct, 2) as decimal(30, 12))) as double) as {{ naam }}{{ ',' if not loop.last }}
        {%- endfor %}
    from eenheden as e
    inner join grenzen as g on {{ zelfde_groep('e', 'g') }} and g.eenheidsoort = e.eenheidsoort
    cross join {{ ref('int_parameter__geldig') }} as p
    where e.reden_code is null
    group by {{ groepskolommen('e') }}, e.eenheidsoort
)

select
    e.*,
    coalesce(s.eenheden_n, 0) as eenheden_n,
    coalesce(s.buiten_n, 0) as buiten_n,
    cast(s.z_kwadraat as double) / s.eenheden_n as phi,
    greatest(0.0, (s.wyy - s.wy * s.wy / s.w - (s.eenheden_n - 1)) / nullif(s.w - s.ww / s.w, 0)) as tau_kwadraat
from eenheden as e
left join sommen as s on {{ zelfde_groep('e', 's') }} and s.eenheidsoort = e.eenheidsoort
