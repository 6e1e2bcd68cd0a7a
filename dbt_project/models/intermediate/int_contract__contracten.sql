with gekozen as (
    select
        contractnummer,
        max_by(_row_id, _volgorde) as _row_id,
        {{ met_kommas('_leverancier') }} as gemeentecodes
    from {{ ref('stg_levering__contracten') }}
    group by contractnummer
)

select
    c.contractnummer,
    c.contract_naam,
    c._leverancier as gemeentecode,
    coalesce(g.gemeentenaam, c._leverancier) as gemeentenaam,
    gekozen.gemeentecodes,
    c.wet,
    c.uitvoeringsvariant,
    c.samenwerkingsverband,
    c.ingangsdatum,
    c.einddatum,
    c.inkoopschaal,
    c.berichten,
    c._row_id
from {{ ref('stg_levering__contracten') }} as c
inner join gekozen on gekozen._row_id = c._row_id
left join {{ ref('gemeente') }} as g on g.gemeentecode = c._leverancier
