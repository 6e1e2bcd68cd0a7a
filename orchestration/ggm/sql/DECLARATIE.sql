select
    d.id as DECLARATIE_ID,
    d.dagtekening as DATUMDECLARATIE,
    cast(d.totaal_cent as decimal(18, 2)) / 100 as DECLARATIEBEDRAG,
    a.id as INGEDIEND_DOOR_RECHTSPERSOON_ID
from _declaraties as d
left join _aanbieders as a on a.agb_code = d.agb_code
