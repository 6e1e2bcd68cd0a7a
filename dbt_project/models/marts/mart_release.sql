select
    {{ cell_id('mart_release', ['r.run_id']) }} as cell_id,
    r.run_id,
    r.gestart_op,
    r.koers_versie,
    r.is_demo,
    cast(null as bigint) as tests_n,
    p.peildatum
from {{ source('meta', 'run') }} as r
cross join {{ ref('int_parameter__geldig') }} as p
