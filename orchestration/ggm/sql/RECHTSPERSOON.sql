select id as RECHTSPERSOON_ID, cast(null as varchar) as NAAM, persoon_id as IDENTIFICATIE from _inwoners
union all
select id, left(aanbieder_naam, 200), agb_code from _aanbieders
