select
    {{ cell_id('mart_bron', ['d.delivery_id']) }} as cell_id,
    d.delivery_id,
    d.bron,
    d.bestandsnaam,
    d.sha256,
    d.ontvangen_op,
    d.status,
    p.peildatum
from {{ source('meta', 'delivery') }} as d
cross join {{ ref('int_parameter__geldig') }} as p
