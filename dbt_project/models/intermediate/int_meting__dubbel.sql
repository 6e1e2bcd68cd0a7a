{# Every score of which a later delivery of the same score exists: same trajectory, edition, informant, day and domain. Rare, so only where the
   number of rows and of domains differ are the scores themselves compared. #}
with verdacht as (
    select trajectnummer_pseudo, zrm_versie, informant, meetdatum
    from {{ ref('int_meting__gelezen') }}
    group by trajectnummer_pseudo, zrm_versie, informant, meetdatum
    having sum(rijen_n) <> bit_count(bit_or(domeinen))
),

scores as (
    select z._row_id, z._volgorde, z.trajectnummer_pseudo, z.zrm_versie, z.informant, z.meetdatum, z.domein_naam
    from {{ ref('stg_levering__zrm') }} as z
    inner join verdacht as v
        on v.trajectnummer_pseudo = z.trajectnummer_pseudo and v.zrm_versie = z.zrm_versie and v.informant = z.informant
        and v.meetdatum = z.meetdatum
),

gekozen as (
    select max_by(_row_id, _volgorde) as _row_id from scores group by trajectnummer_pseudo, zrm_versie, informant, meetdatum, domein_naam
)

select s._row_id, s.trajectnummer_pseudo, s.zrm_versie, s.informant, s.meetdatum
from scores as s
left join gekozen as g on g._row_id = s._row_id
where g._row_id is null
