-- Every trajectory once (its latest delivery), with the person as int_traject__spells names them.
select t.*, coalesce(t.bsn_pseudo, k.bsn_pseudo, t.clientnummer_pseudo) as persoon_id
from koers.staging.stg_levering__trajecten as t
inner join (
    select max_by(_row_id, _volgorde) as _row_id from koers.staging.stg_levering__trajecten group by trajectnummer_pseudo
) as gekozen on gekozen._row_id = t._row_id
left join koers.intermediate.int_persoon__koppeling as k on k.clientnummer_pseudo = t.clientnummer_pseudo and k.is_eenduidig
