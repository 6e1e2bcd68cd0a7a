select id as RECHTSPERSOON_ID, agb_code as AGBCODE, agb_code as LEVERANCIERSCODE, left(aanbieder_naam, 200) as NAAM from _aanbieders
