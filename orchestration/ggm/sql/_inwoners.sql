-- Every person in the export: the key is a number, the identifier stays a pseudonym.
select
    persoon_id,
    max_by(geslacht, cast(dag as varchar) || geslacht) filter (where geslacht is not null) as geslacht,
    row_number() over (order by persoon_id) as id
from (
    select persoon_id, geslacht, begindatum as dag from _trajecten
    union all
    select persoon_id, null, null from _metingen
    union all
    select persoon_id, geslacht, toewijzingsdatum from koers.intermediate.int_toewijzing__stand where is_bestaand
    union all
    select persoon_id, null, null from koers.intermediate.int_levering__perioden
    union all
    select bsn_pseudo, null, null from koers.staging.stg_bericht__declaratieregel
)
where persoon_id is not null
group by persoon_id
