select id as RECHTSPERSOON_ID, case geslacht when '1' then 'M' when '2' then 'V' when '0' then 'O' end as GESLACHTSAANDUIDING
from _inwoners
