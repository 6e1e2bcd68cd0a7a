{# Contributions of ledger lines to the share of personal budgets in money, in cents: lasten on the own Iv3 task field of the pgb, and on those of
   support for one person. Only for laws and years in which a pgb was booked: no booking is not the same as no pgb. #}
{{ config(materialized='view') }}
with regels as (
    select g._leverancier as gemeentecode, v.wet, cast(g.boekjaar as varchar) as periode, v.vorm, g.bedrag_cent, g._row_id
    from {{ ref('stg_levering__grootboek') }} as g
    inner join {{ ref('taakveld_vorm') }} as v
        on v.taakveld_code = g.taakveld_code and cast(g.boekjaar as integer) >= {{ jaar('v.geldig_vanaf') }}
        and (v.geldig_tot is null or cast(g.boekjaar as integer) < {{ jaar('v.geldig_tot') }})
    where g.lasten_baten = 'lasten'
),

geboekt as (
    select distinct gemeentecode, wet, periode from regels where vorm = 'pgb'
)

{%- for maat, voorwaarde in [('noemer', 'true'), ('teller', "r.vorm = 'pgb'")] %}
select
    'pgb_aandeel_euro' as indicator_code, r.gemeentecode, r.wet, 'alle' as contractnummer, 'alle' as wijkcode, 'alle' as onderdeel,
    'alle' as klasse, r.periode, '{{ maat }}' as measure, r.bedrag_cent as contribution, {{ lijst_van('r._row_id') }} as _row_ids
from regels as r
inner join geboekt as g on g.gemeentecode = r.gemeentecode and g.wet = r.wet and g.periode = r.periode
where {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}
