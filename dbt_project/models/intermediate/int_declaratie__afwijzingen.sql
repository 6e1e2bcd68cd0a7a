{# Each rejected declaration line with every code that says why: those of the returned line, else those of the message and the declaration as a
   whole; 'onbekend' when there is none. #}
with redenen as (
    select r._row_id, c.retourcode
    from {{ ref('int_declaratie__regels') }} as r
    inner join {{ ref('int_declaratie__retourcodes') }} as c
        on c._row_id = coalesce(r.antwoordregel_row_id, r.antwoord_row_id) and (c.plaats = 'regel') = (r.antwoordregel_row_id is not null)
    where r.declaratie_status = 'afgewezen'
    group by r._row_id, c.retourcode
)

select
    r._row_id,
    r.gemeentecode,
    r.contractnummer,
    r.wet,
    r.productcategorie,
    r.maand,
    coalesce(redenen.retourcode, 'onbekend') as retourcode,
    r.bedrag_cent,
    {{ lijst_van_gevuld(['r._row_id', 'r.antwoord_row_id', 'r.antwoordregel_row_id']) }} as _row_ids
from {{ ref('int_declaratie__regels') }} as r
left join redenen on redenen._row_id = r._row_id
where r.declaratie_status = 'afgewezen'
