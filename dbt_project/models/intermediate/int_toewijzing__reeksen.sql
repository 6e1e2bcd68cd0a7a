{# Which delivered spells are one trajectory (CBS). Spells of one allocation number are one unit. A unit follows another of the same person,
   law, municipality, contract, provider and category when it begins within the margin around the other's end and the other's reason is no
   end, or is the same reason. Of several it follows the one that ended last. Recursion, because products may run side by side. #}
with recursive eenheden as (
    select
        {{ sleutel(["coalesce(toewijzing_id, levering_id)", "persoon_id", "agb_code", "contractnummer", "coalesce(productcategorie, '')"]) }}
            as eenheid_id,
        gemeentecode, wet, agb_code, contractnummer, persoon_id, coalesce(productcategorie, '') as productcategorie,
        min(begindatum) as begindatum,
        case when count(einddatum) = count(*) then max(einddatum) end as einddatum,
        max_by(reden_beeindiging_code, {{ als_tekst(['einddatum', 'levering_id']) }}) filter (where einddatum is not null) as reden,
        max_by(telt_als_einde, {{ als_tekst(['einddatum', 'levering_id']) }}) filter (where einddatum is not null) as telt_als_einde,
        {{ lijst('levering_id') }} as levering_ids
    from {{ ref('int_levering__perioden') }}
    group by coalesce(toewijzing_id, levering_id), gemeentecode, wet, agb_code, contractnummer, persoon_id, coalesce(productcategorie, '')
),

opvolging as (
    select n.eenheid_id, max_by(v.eenheid_id, {{ als_tekst(['v.einddatum', 'v.begindatum', 'v.eenheid_id']) }}) as vorige_id
    from eenheden as n
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join eenheden as v
        on v.persoon_id = n.persoon_id and v.wet = n.wet and v.gemeentecode = n.gemeentecode and v.contractnummer = n.contractnummer
        and v.agb_code = n.agb_code and v.productcategorie = n.productcategorie and v.begindatum < n.begindatum
        and abs({{ dbt.datediff('v.einddatum', 'n.begindatum', 'day') }}) <= p.spell_marge
        and (not v.telt_als_einde or v.reden = n.reden)
    group by n.eenheid_id
),

keten as (
    select e.eenheid_id, e.eenheid_id as traject_id
    from eenheden as e
    left join opvolging as o on o.eenheid_id = e.eenheid_id
    where o.eenheid_id is null
    union all
    select o.eenheid_id, k.traject_id
    from keten as k
    inner join opvolging as o on o.vorige_id = k.eenheid_id
)

select k.traject_id, {{ uitgerold('e.levering_ids') }} as levering_id
from keten as k
inner join eenheden as e on e.eenheid_id = k.eenheid_id
