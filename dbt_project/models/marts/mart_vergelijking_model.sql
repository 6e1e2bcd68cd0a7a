with modellen as (
    select
        {{ groepskolommen('k') }},
        max(k.methode) as methode,
        max(k.reden_code) as reden_code,
        max(k.correctie_op) as correctie_op,
        max(k.parameters_n) as parameters_n,
        max(k.gebeurtenissen_n) as gebeurtenissen_n,
        max(k.stappen_n) as stappen_n
    from {{ ref('int_vergelijking__kansen') }} as k
    group by {{ groepskolommen('k') }}
)

select
    v.cell_id,
    v.gemeentecode,
    v.wet,
    v.doelrichting,
    v.jaar,
    v.jaar - p.vergelijking_jaren + 1 as jaar_vanaf,
    v.in_aanmerking_n,
    v.paren_n,
    v.doel_gehaald_n,
    {{ aandeel('v.doel_gehaald_n', 'v.paren_n') }} as groep_pct,
    coalesce(m.methode, 'geweigerd') as methode,
    case when m.methode is null then 'geen_paren' else m.reden_code end as reden_code,
    m.correctie_op,
    cast(m.parameters_n as integer) as parameters_n,
    cast(m.gebeurtenissen_n as bigint) as gebeurtenissen_n,
    m.gebeurtenissen_n * 1.0 / m.parameters_n as gebeurtenissen_per_parameter,
    cast(m.stappen_n as integer) as stappen_n,
    v.verwacht_n,
    p.peildatum
from {{ ref('int_vergelijking__verwacht') }} as v
cross join {{ ref('int_parameter__geldig') }} as p
left join modellen as m on {{ zelfde_groep('v', 'm') }}
where v.eenheidsoort = 'groep'
order by v.gemeentecode, v.wet, v.doelrichting, v.jaar
