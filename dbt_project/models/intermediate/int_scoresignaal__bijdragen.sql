{# Contributions to mart_scoresignaal. #}
{{ config(materialized='view') }}
with basis as (
    select
        w.*,
        {{ cell_id('mart_scoresignaal', ['w.contractnummer', 'w.gemeentecode', 'w.signaal', 'w.periode']) }} as cell_id
    from {{ ref('int_scoresignaal__waarnemingen') }} as w
),

met_maat as (
    select
        b.*,
        m.measure,
        case m.measure
            when 'n' then case when b.waarde is not null then 1 end
            when 'vergelijking_n' then case when b.vergelijking is not null then 1 end
            when 'waarde_som' then b.waarde
            when 'vergelijking_som' then b.vergelijking
            else b.waarde - b.vergelijking
        end as contribution
    from basis as b
    cross join (values ('n'), ('vergelijking_n'), ('waarde_som'), ('vergelijking_som'), ('verschil_som')) as m(measure)
)

select
    contractnummer,
    gemeentecode,
    signaal,
    periode,
    deel,
    cell_id,
    measure,
    cast(contribution as decimal(18, 6)) as contribution,
    _row_ids,
    rijen_sleutel
from met_maat
where contribution is not null
