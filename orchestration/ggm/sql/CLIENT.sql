select id as RECHTSPERSOON_ID, persoon_id as CODE from _inwoners
