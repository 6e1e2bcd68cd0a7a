with delen as (
    select
        {{ groepskolommen('k') }},
        k.deciel,
        max(k.methode) as methode,
        cast(sum(e.paren_n) as bigint) as paren_n,
        cast(sum(e.doel_gehaald_n) as bigint) as doel_gehaald_n,
        cast(sum(e.paren_n * cast(k.kans as decimal(12, 9))) as double) as verwacht_n
    from {{ ref('int_vergelijking__kansen') }} as k
    inner join {{ ref('int_vergelijking__profielen') }} as e on e.cel_nr = k.cel_nr
    where k.deciel is not null
    group by {{ groepskolommen('k') }}, k.deciel
)

select
    {{ cell_id('mart_vergelijking_ijking', ['d.gemeentecode', 'd.wet', 'd.doelrichting', 'd.jaar', 'd.deciel']) }} as cell_id,
    d.gemeentecode,
    d.wet,
    d.doelrichting,
    d.jaar,
    d.deciel,
    d.methode,
    d.paren_n,
    d.verwacht_n,
    {{ aandeel('d.verwacht_n', 'd.paren_n') }} as verwacht_pct,
    d.doel_gehaald_n,
    {{ aandeel_met_interval('d.doel_gehaald_n', 'd.paren_n', 'p.z', 'doel_gehaald') }},
    p.peildatum
from delen as d
cross join {{ ref('int_parameter__geldig') }} as p
order by d.gemeentecode, d.wet, d.doelrichting, d.jaar, d.deciel
