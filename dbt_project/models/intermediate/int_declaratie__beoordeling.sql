{# The declaration lines with what the municipality answered (325) to each of them (IV087, TR342). A 325 names only the rejected lines. No 325, or one that
   says nothing: open. A rejecting code on the message or on the declaration as a whole, or nothing awarded while no line is named: all
   rejected. Otherwise a line is rejected when it is named, else accepted. Of several answers the latest dated counts, then what it says;
   order of arrival has no meaning (OP080).
   A view: everything it joins to the lines is small, so millions of lines stream through it and are never joined with themselves. #}
{{ config(materialized='view') }}
with gekozen as (
    select max_by(
        a._row_id,
        {%- for kolom in ['b.dagtekening', 'a.bericht_identificatie', 'a.header_retourcodes', 'a.antwoord_retourcodes',
            'a.totaal_toegekend_cent', 'a._row_id'] %}
        coalesce(cast({{ kolom }} as varchar), ''){{ " || '|' ||" if not loop.last }}
        {%- endfor %}
    ) as _row_id
    from {{ ref('stg_bericht__declaratieantwoord') }} as a
    left join {{ ref('stg_bericht__bericht') }} as b on b._delivery_id = a._delivery_id
    group by a.wet, a.gemeentecode, a.agb_code, a.declaratie_identificatie
),

fout as (
    select _delivery_id from {{ ref('int_declaratie__retourcodes') }} where plaats in ('bericht', 'declaratie') group by _delivery_id
),

antwoorden as (
    select a.*, fout._delivery_id is not null as is_fout
    from {{ ref('stg_bericht__declaratieantwoord') }} as a
    inner join gekozen on gekozen._row_id = a._row_id
    left join fout on fout._delivery_id = a._delivery_id
),

afgewezen as (
    select a._delivery_id, r.referentie_pseudo, min(r._row_id) as _row_id
    from antwoorden as a
    inner join {{ ref('stg_bericht__antwoordregel') }} as r on r._delivery_id = a._delivery_id
    group by a._delivery_id, r.referentie_pseudo
)

select
    r.*,
    case
        when a._delivery_id is null then 'open'
        when a.is_fout then 'afgewezen'
        when a.totaal_toegekend_cent is null then 'open'
        when a.n_regels = 0 and a.totaal_toegekend_cent = 0 and a.totaal_ingediend_cent <> 0 then 'afgewezen'
        when x.referentie_pseudo is not null then 'afgewezen'
        else 'geaccepteerd'
    end as declaratie_status,
    a._row_id as antwoord_row_id,
    case when not a.is_fout then x._row_id end as antwoordregel_row_id
from {{ ref('stg_bericht__declaratieregel') }} as r
left join antwoorden as a
    on a.wet = r.wet and a.gemeentecode = r.gemeentecode and a.agb_code = r.agb_code
    and a.declaratie_identificatie = r.bericht_identificatie
left join afgewezen as x on x._delivery_id = a._delivery_id and x.referentie_pseudo = r.referentie_pseudo
