select *, row_number() over (order by wet, gemeentecode, agb_code, declaratienummer, referentie_pseudo, _row_id) as id
from koers.staging.stg_bericht__declaratieregel
