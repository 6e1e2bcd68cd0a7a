{# Components of contract years, each once: of a component that was delivered again the newest counts. #}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id from {{ ref('stg_levering__contractbudget') }} group by contractnummer, jaar, soort
)

select
    b._row_id,
    b._delivery_id,
    b.contractnummer,
    coalesce(c.gemeentecode, b._leverancier) as gemeentecode,
    b.jaar,
    b.soort,
    b.bedrag_cent,
    case when g._row_id is null then 'dubbel' else '' end as reden
from {{ ref('stg_levering__contractbudget') }} as b
left join gekozen as g on g._row_id = b._row_id
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = b.contractnummer
