{# Own ledger (or first budget) beside the Iv3 file of CBS, per taakveld and side, for the years of which a file came. What rounding to thousands
   can explain is half a unit per cell; a larger difference is wholly unexplained. #}
with bronnen as (
    select distinct gemeentecode, boekjaar, vergelijking from {{ ref('int_iv3__regels') }} where reden = ''
),

regels as (
    select b.gemeentecode, b.boekjaar, b.vergelijking, g.taakveld_code, g.lasten_baten, g.categorie_code as cel,
        case b.vergelijking when 'iv3_rekening' then 'grootboek' end as post, 1 as teken, g.bedrag_cent, g._row_id
    from {{ ref('stg_levering__grootboek') }} as g
    inner join bronnen as b on b.gemeentecode = g._leverancier and b.boekjaar = g.boekjaar and b.vergelijking = 'iv3_rekening'
    union all
    select b.gemeentecode, b.boekjaar, b.vergelijking, g.taakveld_code, s.lasten_baten, 'begroting',
        'begroting_primitief', 1, s.bedrag_cent, g._row_id
    from {{ ref('int_begroting__regels') }} as g
    inner join {{ ref('stg_levering__begroting') }} as s on s._row_id = g._row_id
    inner join bronnen as b on b.gemeentecode = s._leverancier and b.boekjaar = g.boekjaar and b.vergelijking = 'iv3_begroting'
    where g.is_primitief
    union all
    select gemeentecode, boekjaar, vergelijking, taakveld_code, lasten_baten, substr(categorie_code, 2), 'cbs_iv3', -1, bedrag_cent, _row_id
    from {{ ref('int_iv3__regels') }}
    where reden = ''
),

verschillen as (
    select gemeentecode, boekjaar, vergelijking, taakveld_code, lasten_baten,
        sum(teken * bedrag_cent) as verschil_cent,
        count(distinct cel) * 100 * max(p.iv3_afronding_eur) as afronding_cent
    from regels
    cross join {{ ref('int_parameter__geldig') }} as p
    group by gemeentecode, boekjaar, vergelijking, taakveld_code, lasten_baten
)

select r.gemeentecode, r.boekjaar, r.vergelijking, r.taakveld_code, r.lasten_baten, r.post, r.teken, r.bedrag_cent, r._row_id,
    case when abs(v.verschil_cent) <= v.afronding_cent then 'afronding' else 'onverklaard' end as restpost
from regels as r
inner join verschillen as v
    on v.gemeentecode = r.gemeentecode and v.boekjaar = r.boekjaar and v.vergelijking = r.vergelijking
    and v.taakveld_code = r.taakveld_code and v.lasten_baten = r.lasten_baten
