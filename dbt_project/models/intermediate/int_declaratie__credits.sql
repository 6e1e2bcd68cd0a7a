{# Each credit line with the debit it corrects: the line of the same provider and law with the reference it names (TR323), preferably an
   accepted one. A credit that has no accepted debit of its own keeps counting in money; the reason says what is wrong. One debit carries one
   credit (TR390): the first that was not rejected. #}
with verwijzingen as (
    select r._row_id, r.agb_code, r.wet, r.bsn_pseudo, r.bedrag_cent, r.declaratie_status, r.dagtekening, s.referentie_pseudo,
        s.vorig_referentie_pseudo
    from {{ ref('int_declaratie__regels') }} as r
    inner join {{ ref('stg_bericht__declaratieregel') }} as s on s._row_id = r._row_id
    where r.is_credit
),

debetten as (
    select s._row_id, s.agb_code, s.wet, s.referentie_pseudo
    from {{ ref('stg_bericht__declaratieregel') }} as s
    inner join (select distinct agb_code, wet, vorig_referentie_pseudo from verwijzingen) as v
        on v.agb_code = s.agb_code and v.wet = s.wet and v.vorig_referentie_pseudo = s.referentie_pseudo
),

paren as (
    select
        c._row_id,
        max_by(
            d._row_id,
            case d.declaratie_status when 'geaccepteerd' then '2' when 'open' then '1' else '0' end
            || {{ als_tekst(['d.dagtekening', 'd.bsn_pseudo', 'd.productcategorie', 'd.maand', 'd.bedrag_cent', 'd._row_id']) }}
        ) as debet_row_id
    from verwijzingen as c
    left join debetten as s on s.agb_code = c.agb_code and s.wet = c.wet and s.referentie_pseudo = c.vorig_referentie_pseudo
    left join {{ ref('int_declaratie__regels') }} as d on d._row_id = s._row_id and not d.is_credit
    group by c._row_id
),

genummerd as (
    select
        c.*,
        paren.debet_row_id,
        row_number() over (
            partition by paren.debet_row_id, c.declaratie_status = 'afgewezen'
            order by {{ als_tekst(['c.dagtekening', 'c.referentie_pseudo', 'c.bedrag_cent', 'c._row_id']) }}
        ) as credit_nr
    from verwijzingen as c
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
