{# Personal budgets with the contract and the taakveld they are booked on. The contract is that of the person's own trajectory with a personal
   budget in that month. From 2025 personal budgets have a taakveld of their own; before that they are where the ledger of the contract books
   them, when that is one place, else in the taakveld of the product. #}
with trajecten as (
    select persoon_id, maand, min(contractnummer) as contractnummer, min_by(gemeentecode, contractnummer) as gemeentecode
    from {{ ref('int_gebruik__persoonsmaanden') }}
    where is_pgb and contractnummer <> 'geen'
    group by persoon_id, maand
),

boekingen as (
    select contractnummer, boekjaar, min(taakveld_code) as taakveld_code
    from {{ ref('stg_levering__grootboek') }}
    group by contractnummer, boekjaar
    having count(distinct taakveld_code) = 1
)

select
    b._row_id,
    coalesce(t.gemeentecode, b._leverancier) as gemeentecode,
    coalesce(t.contractnummer, 'geen') as contractnummer,
    b.maand,
    coalesce(eigen.taakveld_code, g.taakveld_code, {{ taakveld_van_product('pc', 'b.maand', "'lokaal'") }}, 'onbekend') as taakveld_code,
    b.toegekend_cent,
    b.besteed_cent
from {{ ref('stg_levering__pgb') }} as b
left join trajecten as t on t.persoon_id = b.bsn_pseudo and t.maand = b.maand
left join boekingen as g on g.contractnummer = t.contractnummer and g.boekjaar = {{ jaar('b.maand') }}
left join {{ ref('productcategorie') }} as pc on pc.wet = b.wet and pc.productcategorie = b.productcategorie
left join {{ ref('iv3_taakveld') }} as eigen
    on eigen.trendsleutel = case b.wet when 'Wmo' then 'pgb_wmo' when 'Jeugdwet' then 'pgb_jeugd' end
    and eigen.geldig_vanaf <= b.maand and (eigen.geldig_tot is null or eigen.geldig_tot > b.maand)
