{# One row per ended trajectory that counts, with what came after it for the same person. A start on the last day or later is new support of that
   law; lighter support is a general provision or a category with less weight, of any law. Who died, moved or was stopped by the municipality
   cannot start again and is left out, as in the denominator of uitval. #}
with starts as (
    select
        t.traject_id, t.persoon_id, t.wet, t.begindatum, t._row_ids,
        t.leveringsvorm = 'algemene_voorziening' as is_algemeen,
        case t.leveringsvorm when 'algemene_voorziening' then 0 else k.gewicht end as gewicht
    from {{ ref('int_gebruik__trajecten') }} as t
    left join {{ ref('productkenmerk') }} as k on k.wet = t.wet and k.productcategorie = t.productcategorie
),

beeindigd as (
    select t.*, k.gewicht
    from {{ ref('int_gebruik__trajecten') }} as t
    left join {{ ref('productkenmerk') }} as k on k.wet = t.wet and k.productcategorie = t.productcategorie
    where t.is_geeindigd and t.telt_in_noemer_uitval
),

erna as (
    select
        b.traject_id,
        min(s.begindatum) filter (where s.wet = b.wet) as nieuwe_start,
        min_by(s._row_ids, s.begindatum) filter (where s.wet = b.wet) as _start_ids,
        min(s.begindatum) filter (where s.is_algemeen or s.gewicht < b.gewicht) as lichter_start,
        min_by(s._row_ids, s.begindatum) filter (where s.is_algemeen or s.gewicht < b.gewicht) as _lichter_ids
    from beeindigd as b
    inner join starts as s on s.persoon_id = b.persoon_id and s.traject_id <> b.traject_id and s.begindatum >= b.einddatum
    group by b.traject_id
)

select
    b.traject_id,
    b.contract_gemeentecode as gemeentecode,
    b.wet,
    b.contractnummer,
    {{ jaar('b.einddatum') }} as jaar,
    b.klasse = 'volgens_plan' as is_volgens_plan,
    b.leveringsvorm <> 'algemene_voorziening' as is_maatwerk,
    b.koppeling = 'zonder_bsn' as is_zonder_bsn,
    b.einddatum,
    e.nieuwe_start,
    e.lichter_start,
    b._row_ids,
    e._start_ids,
    e._lichter_ids
from beeindigd as b
left join erna as e on e.traject_id = b.traject_id
