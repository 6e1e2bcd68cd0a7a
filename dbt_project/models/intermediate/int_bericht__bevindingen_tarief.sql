{# TR418: a line is declared at the tariff of the contract. Judged where the contract of the provider is known and has tariffs for the product on
   the first day of the period; one of them must fit. A tariff per hour may be declared in minutes (IV081): ProductTarief is rounded per
   minute, so the amount is recomputed from the hour, half a cent upwards. #}
with contracten as (
    {{ contract_van_aanbieder(ref('stg_bericht__declaratieregel'), 'productperiode_begin', '323') }}
),

vergeleken as (
    select
        r.wet,
        r.gemeentecode,
        r.agb_code,
        r.referentie_pseudo,
        r._row_id,
        b.dagtekening,
        t._row_id as tarief_row_id,
        case
            when t.eenheid = r.eenheid then t.tarief_cent = r.tarief_cent
            when t.eenheid = '04' and r.eenheid = '01'
                then abs(r.bedrag_cent) = {{ gehele_deling('2 * t.tarief_cent * r.volume + 60', '120') }}
            else false
        end as past
    from {{ ref('stg_bericht__declaratieregel') }} as r
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = r._delivery_id
    inner join contracten as k
        on k.wet = r.wet and k.gemeentecode = r.gemeentecode and k.agb_code = r.agb_code and k.dag = r.productperiode_begin
        and k.contracten_n = 1
    inner join {{ ref('int_contract__tarieven') }} as t
        on t.contractnummer = k.contractnummer and t.productcategorie = r.productcategorie
        and coalesce(t.productcode, r.productcode) = r.productcode
        and t.geldig_vanaf <= r.productperiode_begin and t.geldig_tot > r.productperiode_begin
    where r.tarief_cent is not null
)

select
    'TR418' as regel, wet, gemeentecode, agb_code, {{ eerste_rij('_row_id', 'dagtekening') }} as _row_id,
    min(tarief_row_id) as tegenover_row_id
from vergeleken
group by wet, gemeentecode, agb_code, referentie_pseudo
having not bool_or(past)
