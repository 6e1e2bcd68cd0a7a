{# Declaration lines that count, each once (int_declaratie__herhaald holds the repeats), with the contract and the taakveld they belong to. The
   contract is that of the provider in the month of delivery, when there is exactly one with declarations; the taakveld follows from the product
   category, in youth also from the scale of purchase. #}
with contracten as (
    {{ contract_van_aanbieder(ref('stg_bericht__declaratieregel'), 'productperiode_begin', '323') }}
),

met_taakveld as (
    select
        r.*,
        coalesce(d.dagtekening, m.dagtekening) as dagtekening,
        k.contracten_n,
        c.contractnummer,
        c.gemeentecode as contract_gemeentecode,
        {{ taakveld_van_product('pc', 'r.productperiode_begin', 'c.inkoopschaal') }} as taakveld_code
    from {{ ref('int_declaratie__beoordeling') }} as r
    left join {{ ref('int_declaratie__herhaald') }} as h on h._row_id = r._row_id
    left join {{ ref('stg_bericht__declaratie') }} as d on d._delivery_id = r._delivery_id
    left join {{ ref('stg_bericht__bericht') }} as m on m._delivery_id = r._delivery_id
    left join contracten as k
        on k.wet = r.wet and k.gemeentecode = r.gemeentecode and k.agb_code = r.agb_code and k.dag = r.productperiode_begin
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = k.contractnummer and k.contracten_n = 1
    left join {{ ref('productcategorie') }} as pc on pc.wet = r.wet and pc.productcategorie = r.productcategorie
    where h._row_id is null
)

select
    r._row_id,
    r._delivery_id,
    coalesce(r.contract_gemeentecode, r.gemeentecode) as gemeentecode,
    coalesce(r.contractnummer, 'geen') as contractnummer,
    case when r.contracten_n is null then 'geen_contract' when r.contracten_n > 1 then 'meer_contracten' end as reden_zonder_contract,
    r.wet,
    r.agb_code,
    r.bsn_pseudo,
    r.productcategorie,
    r.productcode,
    cast(date_trunc('month', r.productperiode_begin) as date) as maand,
    coalesce(t.taakveld_code, 'onbekend') as taakveld_code,
    r.bedrag_cent,
    r.declaratie_status,
    r.bedrag_cent < 0 or r.vorig_referentie_pseudo is not null as is_credit,
    case when r.bedrag_cent < 0 then -r.volume else r.volume end as volume,
    r.eenheid,
    r.dagtekening,
    case
        when r.dagtekening is not null then greatest({{ maanden_tussen('r.productperiode_begin', 'r.dagtekening') }}, 0)
    end as vertraging_maanden,
    case when r.declaratie_status = 'afgewezen' then r.antwoord_row_id end as antwoord_row_id,
    r.antwoordregel_row_id
from met_taakveld as r
left join {{ ref('iv3_taakveld') }} as t
    on {{ taakveld_geldt('t', 'r.taakveld_code', 'r.productperiode_begin') }}
