{# Contributions to mart_dekking: who was measured twice, and the first score of those who were and those who were not. #}
{{ config(materialized='view') }}
with basis as (
    select
        t.contractnummer,
        t.contract_gemeentecode as gemeentecode,
        t.jaar,
        {{ cell_id('mart_dekking', ['t.contractnummer', 't.contract_gemeentecode', 't.jaar']) }} as cell_id,
        t.is_paar,
        i.gemiddeld,
        t.spell_id,
        i.zrm_versie
    from {{ ref('int_resultaat__traject') }} as t
    left join {{ ref('int_resultaat__intake') }} as i on i.spell_id = t.spell_id and i.is_eerste
    where t.is_in_aanmerking
),

met_maat as (
    select
        b.*,
        m.measure,
        case m.measure
            when 'in_aanmerking_n' then 1
            when 'paren_n' then case when b.is_paar then 1 end
            when 'gepaard_n' then case when b.is_paar and b.gemiddeld is not null then 1 end
            when 'ongepaard_n' then case when not b.is_paar and b.gemiddeld is not null then 1 end
            when 'gepaard_som' then case when b.is_paar then b.gemiddeld end
            else case when not b.is_paar then b.gemiddeld end
        end as contribution
    from basis as b
    cross join (
        values ('in_aanmerking_n'), ('paren_n'), ('gepaard_n'), ('ongepaard_n'), ('gepaard_som'), ('ongepaard_som')
    ) as m(measure)
)

select
    contractnummer,
    gemeentecode,
    jaar,
    cell_id,
    measure,
    cast(contribution as decimal(18, 6)) as contribution,
    case when measure in ('in_aanmerking_n', 'paren_n') then {{ rijen_sleutel('traject', 'spell_id') }} else {{ rijen_sleutel('intake', 'spell_id', 'zrm_versie') }} end
        as rijen_sleutel
from met_maat
where contribution is not null
