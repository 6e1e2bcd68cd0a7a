select
    *,
    row_number() over (order by meetdatum, trajectnummer_pseudo, zrm_versie, informant, domein_naam, _row_id) as id
from _metingen
