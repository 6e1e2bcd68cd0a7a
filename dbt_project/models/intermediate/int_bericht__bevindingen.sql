{# Every finding across messages, with how serious it is and the sentence about it (seed berichtregel). A finding is about one row; where it
   contradicts another row, that one is named too. Rows that say the same give one finding. #}
with gevonden as (
    {%- for groep in ['toewijzing', 'start', 'stop', 'verzoek', 'declaratie', 'credit', 'dubbel', 'herhaald', 'omvang', 'tarief'] %}
    select regel, wet, gemeentecode, agb_code, _row_id, tegenover_row_id from {{ ref('int_bericht__bevindingen_' ~ groep) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

rijen as (
    {%- for tabel in ['toewijzing', 'levering_start', 'levering_stop', 'verzoek', 'verzoekantwoord', 'declaratie', 'declaratieregel'] %}
    select s._row_id, s._delivery_id
    from {{ ref('stg_bericht__' ~ tabel) }} as s
    where s._row_id in (select _row_id from gevonden)
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    {{ sleutel(["g.regel", "g._row_id"]) }} as bevinding_id,
    g.regel,
    r.ernst,
    g.gemeentecode,
    g.wet,
    g.agb_code,
    b.dagtekening,
    s._delivery_id,
    g._row_id,
    g.tegenover_row_id,
    r.zin
from gevonden as g
inner join rijen as s on s._row_id = g._row_id
inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = s._delivery_id
inner join {{ ref('berichtregel') }} as r on r.regel = g.regel
