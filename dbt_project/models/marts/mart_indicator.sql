select
    {{ cell_id('mart_indicator', ['i.indicator_code']) }} as cell_id,
    i.*,
    p.peildatum
from {{ ref('indicator') }} as i
cross join {{ ref('int_parameter__geldig') }} as p
