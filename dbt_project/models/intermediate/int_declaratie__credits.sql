{# Each credit line with the debit it corrects: the line of the same provider and law with the reference it names (TR323), preferably an
   accepted one. A credit that has no accepted debit of its own keeps counting in money; the reason says what is wrong. One debit carries one
   credit (TR390): the first that was not rejected. #}
with paren as (
    select
        c._row_id,
        max_by(
            d._row_id,
            case d.declaratie_status when 'geaccepteerd' then '2' when 'open' then '1' else '0' end
            || coalesce(cast(d.dagtekening as varchar), '') || d._row_id
        ) as debet_row_id
    from {{ ref('int_declaratie__regels') }} as c
    left join {{ ref('int_declaratie__regels') }} as d
        on d.agb_code = c.agb_code and d.wet = c.wet and d.referentie_pseudo = c.vorig_referentie_pseudo and not d.is_credit
    where c.is_credit
    group by c._row_id
),

genummerd as (
    select
        c._row_id,
        c.declaratie_status,
        c.bedrag_cent,
        c.vorig_referentie_pseudo,
        c.bsn_pseudo,
        paren.debet_row_id,
        row_number() over (
            partition by paren.debet_row_id, c.declaratie_status = 'afgewezen'
            order by coalesce(cast(c.dagtekening as varchar), ''), c._row_id
        ) as credit_nr
    from {{ ref('int_declaratie__regels') }} as c
    inner join paren on paren._row_id = c._row_id
)

select
    c._row_id,
    c.debet_row_id,
    c.declaratie_status,
    c.bedrag_cent,
    d.declaratie_status as debet_status,
    case
        when c.vorig_referentie_pseudo is null then 'geen_verwijzing'
        when d._row_id is null then 'debet_onbekend'
        when d.bsn_pseudo <> c.bsn_pseudo then 'debet_van_ander'
        when d.declaratie_status = 'afgewezen' then 'debet_afgewezen'
        when d.declaratie_status = 'open' then 'debet_open'
        when c.declaratie_status <> 'afgewezen' and c.credit_nr > 1 then 'debet_al_gecrediteerd'
    end as reden_zonder_debet
from genummerd as c
left join {{ ref('int_declaratie__regels') }} as d on d._row_id = c.debet_row_id
