-- One row per edition and area: the GGM tells an edition by its area only.
select zrm_versie, domein_naam, row_number() over (order by zrm_versie, cast(volgorde as integer), domein_naam) as id
from koers.seeds.zrm_domein
