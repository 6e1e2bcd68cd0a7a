-- Every score once: of rows about the same score the latest delivery, as int_resultaat__scores chooses.
select z.*, coalesce(z.bsn_pseudo, k.bsn_pseudo, z.clientnummer_pseudo) as persoon_id
from koers.staging.stg_levering__zrm as z
inner join (
    select max_by(_row_id, _volgorde) as _row_id
    from koers.staging.stg_levering__zrm
    group by trajectnummer_pseudo, zrm_versie, informant, meetdatum, domein_naam
) as gekozen on gekozen._row_id = z._row_id
left join koers.intermediate.int_persoon__koppeling as k on k.clientnummer_pseudo = z.clientnummer_pseudo and k.is_eenduidig
