select
    c.id as CONTRACT_ID,
    c.contractnummer as INTERNCONTRACTID,
    c.contract_naam as BESCHRIJVING,
    c.uitvoeringsvariant as TYPE,
    c.ingangsdatum as DATUMSTART,
    c.einddatum as DATUMEINDE,
    a.id as HEEFT_RECHTSPERSOON_ID
from _contracten as c
left join _aanbieders as a on a.agb_code = c.agb_code
