-- Every provider by AGB code; RECHTSPERSOON_ID is one row of numbers, so providers come after persons.
select
    agb_code,
    max_by(aanbieder_naam, _volgorde) as aanbieder_naam,
    (select count(*) from _inwoners) + row_number() over (order by agb_code) as id
from (
    select agb_code, aanbieder_naam, _volgorde from koers.staging.stg_levering__aanbieders
    union all
    select agb_code, null, null from koers.intermediate.int_toewijzing__stand where is_bestaand
    union all
    select agb_code, null, null from koers.intermediate.int_levering__perioden
    union all
    select agb_code, null, null from koers.staging.stg_bericht__declaratie
)
where agb_code is not null
group by agb_code
