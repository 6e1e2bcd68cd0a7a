select
    {{ cell_id('mart_contract', ['c.contractnummer']) }} as cell_id,
    c.contractnummer,
    c.contract_naam,
    c.gemeentecode,
    c.gemeentenaam,
    c.gemeentecodes,
    c.wet,
    c.uitvoeringsvariant,
    c.samenwerkingsverband,
    c.ingangsdatum,
    c.einddatum,
    c.inkoopschaal,
    c.berichten,
    cast(row_number() over (order by c.gemeentenaam, c.contractnummer) as integer) as situatie_volgorde,
    p.peildatum
from {{ ref('int_contract__contracten') }} as c
cross join {{ ref('int_parameter__geldig') }} as p
