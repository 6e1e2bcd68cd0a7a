{# Agreed instalments, each once: the newest delivery counts. An instalment due a little before or after the year it is of, counts in the first or
   the last month of that year. #}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__termijnen') }}
    group by contractnummer, jaar, termijn, taakveld_code
)

select
    t._row_id,
    t._delivery_id,
    coalesce(c.gemeentecode, t._leverancier) as gemeentecode,
    t.contractnummer,
    t.taakveld_code,
    make_date(cast(t.jaar as integer), case sign(year(t.vervaldatum) - t.jaar) when -1 then 1 when 1 then 12
        else cast(month(t.vervaldatum) as integer) end, 1) as maand,
    t.bedrag_cent,
    case when g._row_id is null then 'dubbel' else '' end as reden
from {{ ref('stg_levering__termijnen') }} as t
left join gekozen as g on g._row_id = t._row_id
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = t.contractnummer
