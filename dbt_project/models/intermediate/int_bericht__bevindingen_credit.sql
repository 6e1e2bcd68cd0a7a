{# Declaration lines that contradict each other across messages: credits without debit, one debit twice. One rule is one block. Credits are few,
   so the lines they may take back are found from them; a line that was sent twice (the same reference) counts once. #}
with regels as (
    select r.wet, r.gemeentecode, r.agb_code, r.referentie_pseudo, r.vorig_referentie_pseudo, r.toewijzing_pseudo, r.productcategorie,
        r.productcode, r.productperiode_begin, r.productperiode_eind, r.bedrag_cent, r._row_id, b.declaratie_status, m.dagtekening
    from {{ ref('stg_bericht__declaratieregel') }} as r
    inner join {{ ref('int_declaratie__beoordeling') }} as b on b._row_id = r._row_id
    inner join {{ ref('int_bericht__berichten') }} as m on m._delivery_id = r._delivery_id
),

credits as (
    select wet, gemeentecode, agb_code, vorig_referentie_pseudo, referentie_pseudo, min(productperiode_begin) as periode,
        {{ eerste_rij('_row_id', 'dagtekening') }} as _row_id
    from regels
    where vorig_referentie_pseudo is not null and declaratie_status <> 'afgewezen'
    group by wet, gemeentecode, agb_code, vorig_referentie_pseudo, referentie_pseudo
),

debet_van_credit as (
    select r.wet, r.agb_code, r.referentie_pseudo
    from regels as r
    where
        r.vorig_referentie_pseudo is null and r.declaratie_status <> 'afgewezen'
        and r.referentie_pseudo in (select vorig_referentie_pseudo from credits)
    group by r.wet, r.agb_code, r.referentie_pseudo
),

-- The look back ends where a provider's lines begin: what was declared before that, koers never saw.
begin as (
    select wet, gemeentecode, agb_code, min(productperiode_begin) as eerste
    from regels
    where vorig_referentie_pseudo is null
    group by wet, gemeentecode, agb_code
),

dubbel as (
    select wet, gemeentecode, agb_code, toewijzing_pseudo, productcategorie, productcode, productperiode_begin, productperiode_eind
    from regels
    where vorig_referentie_pseudo is null and bedrag_cent >= 0 and declaratie_status <> 'afgewezen'
    group by wet, gemeentecode, agb_code, toewijzing_pseudo, productcategorie, productcode, productperiode_begin, productperiode_eind
    having min(referentie_pseudo) <> max(referentie_pseudo)
),

open_debet as (
    select r.wet, r.gemeentecode, r.agb_code, r.toewijzing_pseudo, r.productcategorie, r.productcode, r.productperiode_begin,
        r.productperiode_eind, r.referentie_pseudo, {{ eerste_rij('r._row_id', 'r.dagtekening') }} as _row_id
    from dubbel as d
    inner join regels as r
        on r.wet = d.wet and r.gemeentecode = d.gemeentecode and r.agb_code = d.agb_code and r.toewijzing_pseudo = d.toewijzing_pseudo
        and r.productcategorie = d.productcategorie and r.productcode = d.productcode
        and r.productperiode_begin = d.productperiode_begin and r.productperiode_eind = d.productperiode_eind
    left join credits as c on c.wet = r.wet and c.agb_code = r.agb_code and c.vorig_referentie_pseudo = r.referentie_pseudo
    where
        r.vorig_referentie_pseudo is null and r.bedrag_cent >= 0 and r.declaratie_status <> 'afgewezen' and c._row_id is null
    group by r.wet, r.gemeentecode, r.agb_code, r.toewijzing_pseudo, r.productcategorie, r.productcode, r.productperiode_begin,
        r.productperiode_eind, r.referentie_pseudo
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
union all
-- TR389: one debit per allocation, product and period that is not taken back.
select 'TR389', wet, gemeentecode, agb_code, max_by(_row_id, referentie_pseudo), min_by(_row_id, referentie_pseudo)
from open_debet
group by wet, gemeentecode, agb_code, toewijzing_pseudo, productcategorie, productcode, productperiode_begin, productperiode_eind
having count(*) > 1
