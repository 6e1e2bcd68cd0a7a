select c.*, e.agb_code, row_number() over (order by c.contractnummer) as id
from koers.intermediate.int_contract__contracten as c
left join _enige_aanbieder as e on e.contractnummer = c.contractnummer
