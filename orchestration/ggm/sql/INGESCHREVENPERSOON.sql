select id as RECHTSPERSOON_ID from _inwoners
