{# Credit lines that take back nothing, or something that was taken back already. One rule is one block. Credits are few, so the debits are found
   from them; a rejected or repeated line does not count. #}
with vervallen as (
    select _row_id from {{ ref('int_declaratie__vervallen') }}
),

credits as (
    select
        r.wet, r.gemeentecode, r.agb_code, r.vorig_referentie_pseudo, r.referentie_pseudo,
        min(r.productperiode_begin) as periode,
        {{ eerste_rij('r._row_id', 'b.dagtekening') }} as _row_id
    from {{ ref('stg_bericht__declaratieregel') }} as r
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = r._delivery_id
    left join vervallen as a on a._row_id = r._row_id
    where r.vorig_referentie_pseudo is not null and a._row_id is null
    group by r.wet, r.gemeentecode, r.agb_code, r.vorig_referentie_pseudo, r.referentie_pseudo
),

debet_van_credit as (
    select r.wet, r.agb_code, r.referentie_pseudo
    from {{ ref('stg_bericht__declaratieregel') }} as r
    left join vervallen as a on a._row_id = r._row_id
    where
        r.vorig_referentie_pseudo is null and a._row_id is null
        and r.referentie_pseudo in (select vorig_referentie_pseudo from credits)
    group by r.wet, r.agb_code, r.referentie_pseudo
),

-- The look back ends where a provider's lines begin: what was declared before that, koers never saw.
begin as (
    select wet, gemeentecode, agb_code, min(productperiode_begin) as eerste
    from {{ ref('stg_bericht__declaratieregel') }}
    where vorig_referentie_pseudo is null
    group by wet, gemeentecode, agb_code
)

-- TR323: a credit takes back a debit that was sent and not rejected.
select 'TR323' as regel, c.wet, c.gemeentecode, c.agb_code, c._row_id, cast(null as varchar) as tegenover_row_id
from credits as c
inner join begin as b on b.wet = c.wet and b.gemeentecode = c.gemeentecode and b.agb_code = c.agb_code and b.eerste <= c.periode
left join debet_van_credit as d on d.wet = c.wet and d.agb_code = c.agb_code and d.referentie_pseudo = c.vorig_referentie_pseudo
where d.referentie_pseudo is null
union all
-- TR390: a debit is taken back once.
select 'TR390', wet, gemeentecode, agb_code, max_by(_row_id, referentie_pseudo), min_by(_row_id, referentie_pseudo)
from credits
group by wet, gemeentecode, agb_code, vorig_referentie_pseudo
having count(*) > 1
