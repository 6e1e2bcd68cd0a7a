-- The lines of a declaration, those in quarantine included, are its header total (TR358). A warning: the door has judged the message.
{{ config(severity='warn') }}
with regels as (
    select _delivery_id, sum(bedrag_cent) as cent from {{ ref('stg_bericht__declaratieregel') }} group by _delivery_id
)

select d._delivery_id, d.totaal_cent, coalesce(r.cent, 0) + coalesce(m.bedrag_quarantaine_cent, 0) as som_cent
from {{ ref('stg_bericht__declaratie') }} as d
inner join {{ source('meta', 'delivery') }} as m on m.delivery_id = d._delivery_id
left join regels as r on r._delivery_id = d._delivery_id
where d.totaal_cent <> coalesce(r.cent, 0) + coalesce(m.bedrag_quarantaine_cent, 0)
