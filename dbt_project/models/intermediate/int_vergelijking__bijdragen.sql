{# Contributions to mart_vergelijking (cell_id), mart_vergelijking_model (cell_id_model) and mart_vergelijking_ijking (cell_id_ijking): every
   trajectory counts once per window and unit type. A view: millions of rows that follow from the trajectories at once. #}
{{ config(materialized='view') }}
with ijking as (
    select
        {{ groepskolommen('k') }},
        k.profiel,
        {{ cell_id('mart_vergelijking_ijking', ['k.gemeentecode', 'k.wet', 'k.doelrichting', 'k.jaar', 'k.deciel']) }} as cell_id
    from {{ ref('int_vergelijking__kansen') }} as k
    where k.deciel is not null
)

select
    case when v.eenheidsoort <> 'groep' then v.cell_id end as cell_id,
    case when v.eenheidsoort = 'groep' then v.cell_id end as cell_id_model,
    case when v.eenheidsoort = 'groep' and m.measure <> 'in_aanmerking_n' then k.cell_id end as cell_id_ijking,
    m.measure,
    cast(1 as decimal(18, 6)) as contribution,
    case when t.is_paar then {{ rijen_sleutel('venster', 't.spell_id') }} else {{ rijen_sleutel('traject', 't.spell_id') }} end as rijen_sleutel
from {{ ref('int_vergelijking__paren') }} as t
cross join {{ ref('int_parameter__geldig') }} as p
cross join (values ('in_aanmerking_n'), ('paren_n'), ('doel_gehaald_n')) as m(measure)
inner join {{ ref('int_vergelijking__verwacht') }} as v
    on v.gemeentecode = t.gemeentecode and v.wet = t.wet and v.doelrichting = t.doelrichting
    and t.jaar between v.jaar - p.vergelijking_jaren + 1 and v.jaar
    and v.eenheid = case v.eenheidsoort when 'contract' then t.contractnummer when 'wijk' then t.wijkcode when 'aanbieder' then t.agb_code else '' end
left join ijking as k on {{ zelfde_groep('v', 'k') }} and k.profiel = t.profiel
where case m.measure when 'in_aanmerking_n' then true when 'paren_n' then t.is_paar else t.is_doel_gehaald end
