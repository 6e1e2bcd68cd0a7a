{# TR389: one debit per allocation, product and period that is not taken back. The candidates are found by allocation and first day alone, as a
   number: of millions of lines few have a second one. A rejected or repeated line does not
   count. #}
with kandidaten as (
    select {{ getal_van('toewijzing_pseudo', 'productperiode_begin') }} as kandidaat
    from {{ ref('stg_bericht__declaratieregel') }}
    where vorig_referentie_pseudo is null and bedrag_cent >= 0
    group by {{ getal_van('toewijzing_pseudo', 'productperiode_begin') }}
    having count(*) > 1
),

regels as (
    select r.*
    from {{ ref('stg_bericht__declaratieregel') }} as r
    inner join kandidaten as k on k.kandidaat = {{ getal_van('r.toewijzing_pseudo', 'r.productperiode_begin') }}
    where r.vorig_referentie_pseudo is null and r.bedrag_cent >= 0
),

vervallen as (
    select _row_id from {{ ref('int_declaratie__vervallen') }}
),

credits as (
    select r.wet, r.agb_code, r.vorig_referentie_pseudo
    from {{ ref('stg_bericht__declaratieregel') }} as r
    left join vervallen as a on a._row_id = r._row_id
    where r.vorig_referentie_pseudo is not null and a._row_id is null
    group by r.wet, r.agb_code, r.vorig_referentie_pseudo
),

open_debet as (
    select r.wet, r.gemeentecode, r.agb_code, r.toewijzing_pseudo, r.productcategorie, r.productcode, r.productperiode_begin,
        r.productperiode_eind, r.referentie_pseudo, {{ eerste_rij('r._row_id', 'b.dagtekening') }} as _row_id
    from regels as r
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = r._delivery_id
    left join vervallen as a on a._row_id = r._row_id
    left join credits as c on c.wet = r.wet and c.agb_code = r.agb_code and c.vorig_referentie_pseudo = r.referentie_pseudo
    where a._row_id is null and c.vorig_referentie_pseudo is null
    group by r.wet, r.gemeentecode, r.agb_code, r.toewijzing_pseudo, r.productcategorie, r.productcode, r.productperiode_begin,
        r.productperiode_eind, r.referentie_pseudo
)

select 'TR389' as regel, wet, gemeentecode, agb_code, max_by(_row_id, referentie_pseudo) as _row_id,
    min_by(_row_id, referentie_pseudo) as tegenover_row_id
from open_debet
group by wet, gemeentecode, agb_code, toewijzing_pseudo, productcategorie, productcode, productperiode_begin, productperiode_eind
having count(*) > 1
