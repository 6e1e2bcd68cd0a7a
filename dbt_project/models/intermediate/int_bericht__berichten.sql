{# Every message that came, with whether a retour (302, 306, 308, 316, 318, 320) rejected it as a whole. Such a message was never processed
   nationally and its sender sends it again, so its lines make no state. A 323 is answered by a 325 (int_declaratie__beoordeling). #}
with afgekeurd as (
    select wet, gemeentecode, agb_code, beantwoord_berichttype as berichttype, beantwoord_identificatie as identificatie
    from {{ ref('stg_bericht__retour') }}
    where replace(replace(replace(coalesce(header_retourcodes, ''), '0200', ''), '8001', ''), ',', '') <> ''
    group by wet, gemeentecode, agb_code, beantwoord_berichttype, beantwoord_identificatie
)

select
    b._row_id,
    b._delivery_id,
    b.wet,
    b.gemeentecode,
    b.agb_code,
    b.berichttype,
    b.dagtekening,
    a.identificatie is not null as is_afgekeurd
from {{ ref('stg_bericht__bericht') }} as b
left join afgekeurd as a
    on a.wet = b.wet and a.gemeentecode = b.gemeentecode and a.agb_code = b.agb_code
    and a.berichttype = b.berichttype and a.identificatie = b.identificatie
