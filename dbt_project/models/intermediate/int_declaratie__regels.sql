{# Declaration lines with what the municipality answered (325) and the contract and taakveld they belong to.
   A 325 names only the rejected lines (IV087, TR342). No 325, or one that says nothing: open. An error code on the header or on the answer as
   a whole, or nothing awarded while no line is named: all lines rejected. Otherwise a line is rejected when it is named, else accepted.
   Codes 0200 (no remark) and 8001 (fully awarded) are no errors. #}
with antwoorden as (
    select
        wet,
        gemeentecode,
        agb_code,
        declaratie_identificatie,
        max_by(_delivery_id, _volgorde) as _delivery_id,
        max_by(n_regels, _volgorde) as n_regels,
        max_by(totaal_ingediend_cent, _volgorde) as ingediend_cent,
        max_by(totaal_toegekend_cent, _volgorde) as toegekend_cent,
        max_by(
            replace(replace(replace(coalesce(header_retourcodes, '') || coalesce(antwoord_retourcodes, ''), '0200', ''), '8001', ''), ',', '') <> '',
            _volgorde
        ) as is_fout
    from {{ ref('stg_bericht__declaratieantwoord') }}
    group by wet, gemeentecode, agb_code, declaratie_identificatie
),

afgewezen as (
    select a._delivery_id, r.referentie_pseudo
    from antwoorden as a
    inner join {{ ref('stg_bericht__antwoordregel') }} as r on r._delivery_id = a._delivery_id
    group by a._delivery_id, r.referentie_pseudo
),

beoordeeld as (
    select
        r.*,
        case
            when a._delivery_id is null then 'open'
            when a.is_fout then 'afgewezen'
            when a.toegekend_cent is null then 'open'
            when a.n_regels = 0 and a.toegekend_cent = 0 and a.ingediend_cent <> 0 then 'afgewezen'
            when x.referentie_pseudo is not null then 'afgewezen'
            else 'geaccepteerd'
        end as declaratie_status
    from {{ ref('stg_bericht__declaratieregel') }} as r
    left join antwoorden as a
        on a.wet = r.wet and a.gemeentecode = r.gemeentecode and a.agb_code = r.agb_code
        and a.declaratie_identificatie = r.bericht_identificatie
    left join afgewezen as x on x._delivery_id = a._delivery_id and x.referentie_pseudo = r.referentie_pseudo
),

contracten as (
    select r._row_id, min(a.contractnummer) as contractnummer, count(distinct a.contractnummer) as contracten_n
    from beoordeeld as r
    inner join {{ ref('stg_levering__aanbieders') }} as a
        on a.agb_code = r.agb_code and a._leverancier = r.gemeentecode
        and a.geldig_vanaf <= r.productperiode_begin and (a.geldig_tot is null or a.geldig_tot > r.productperiode_begin)
    inner join {{ ref('int_contract__contracten') }} as c
        on c.contractnummer = a.contractnummer and c.berichten like '%323%' and c.wet like '%' || r.wet || '%'
    group by r._row_id
)

select
    r._row_id,
    r._delivery_id,
    coalesce(c.gemeentecode, r.gemeentecode) as gemeentecode,
    coalesce(c.contractnummer, 'geen') as contractnummer,
    case when k.contracten_n is null then 'geen_contract' when k.contracten_n > 1 then 'meer_contracten' end as reden_zonder_contract,
    r.wet,
    r.agb_code,
    r.bsn_pseudo,
    r.productcategorie,
    cast(date_trunc('month', r.productperiode_begin) as date) as maand,
    coalesce(t.taakveld_code, 'onbekend') as taakveld_code,
    r.bedrag_cent,
    r.declaratie_status
from beoordeeld as r
left join contracten as k on k._row_id = r._row_id
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = k.contractnummer and k.contracten_n = 1
left join {{ ref('productcategorie') }} as pc on pc.wet = r.wet and pc.productcategorie = r.productcategorie
left join {{ ref('iv3_taakveld') }} as t
    on t.taakveld_code = case
        when r.productperiode_begin < date '2023-01-01' then pc.taakveld_code_2022
        when r.productperiode_begin < date '2025-01-01' then pc.taakveld_code_2023
        when pc.taakveld_status = 'voorvoegsel'
            then pc.taakveld_code || case c.inkoopschaal when 'lokaal' then '1' when 'regionaal' then '2' when 'landelijk' then '3' else '' end
        else pc.taakveld_code
    end
    and t.geldig_vanaf <= r.productperiode_begin and (t.geldig_tot is null or t.geldig_tot > r.productperiode_begin)
