{# The one shape of staging: rows of deliveries that count, with where they come from.
   `_volgorde` sorts as text: a later period wins, within a period the later delivery, within a delivery the later row. #}
{% macro geaccepteerde_rijen(tabel) -%}
select
    rij.*,
    levering.leverancier as _leverancier,
    levering.periode as _periode,
    levering.volgnummer as _volgnummer,
    coalesce(cast({{ periode_eind('levering.periode') }} as varchar), '0001-01-01')
    || lpad(cast(levering.volgnummer as varchar), 12, '0')
    || lpad(cast(rij._source_row as varchar), 12, '0') as _volgorde
from {{ source('landing', tabel) }} as rij
inner join {{ source('meta', 'delivery') }} as levering on levering.delivery_id = rij._delivery_id
where levering.status = 'geaccepteerd'
{%- endmacro %}
