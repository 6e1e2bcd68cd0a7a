{# What the municipality answered (325) to each declaration line (IV087, TR342). A 325 names only the rejected lines. No 325, or one that
   says nothing: open. An error code on the header or on the answer as a whole, or nothing awarded while no line is named: all rejected.
   Otherwise a line is rejected when it is named, else accepted. Codes 0200 (no remark) and 8001 (fully awarded) are no errors. #}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_bericht__declaratieantwoord') }}
    group by wet, gemeentecode, agb_code, declaratie_identificatie
),

antwoorden as (
    select
        a.*,
        replace(replace(replace(
            coalesce(a.header_retourcodes, '') || coalesce(a.antwoord_retourcodes, ''), '0200', ''
        ), '8001', ''), ',', '') <> '' as is_fout
    from {{ ref('stg_bericht__declaratieantwoord') }} as a
    inner join gekozen on gekozen._row_id = a._row_id
),

afgewezen as (
    select a._delivery_id, r.referentie_pseudo
    from antwoorden as a
    inner join {{ ref('stg_bericht__antwoordregel') }} as r on r._delivery_id = a._delivery_id
    group by a._delivery_id, r.referentie_pseudo
)

select
    r._row_id,
    case
        when a._delivery_id is null then 'open'
        when a.is_fout then 'afgewezen'
        when a.totaal_toegekend_cent is null then 'open'
        when a.n_regels = 0 and a.totaal_toegekend_cent = 0 and a.totaal_ingediend_cent <> 0 then 'afgewezen'
        when x.referentie_pseudo is not null then 'afgewezen'
        else 'geaccepteerd'
    end as declaratie_status
from {{ ref('stg_bericht__declaratieregel') }} as r
left join antwoorden as a
    on a.wet = r.wet and a.gemeentecode = r.gemeentecode and a.agb_code = r.agb_code
    and a.declaratie_identificatie = r.bericht_identificatie
left join afgewezen as x on x._delivery_id = a._delivery_id and x.referentie_pseudo = r.referentie_pseudo
