select
    run_id as RELEASE_ID,
    koers_versie as KOERS_VERSIE,
    peildatum as PEILDATUM,
    sleutel_id as SLEUTEL_ID,
    is_demo as IS_DEMO
from koers.meta.run
