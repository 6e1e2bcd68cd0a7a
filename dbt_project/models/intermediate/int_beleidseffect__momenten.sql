{# Every change of contract and the contracts of the same municipality and law it may have touched. Three kinds: a contract that follows another
   (both count as one), a contract whose form changes, and a contract that begins or ends beside others (the others are looked at: its own
   numbers have no before). #}
with momenten as (
    select
        k.gemeentecode,
        k.wet,
        k.datum,
        {{ met_kommas('k.gebeurtenis_id') }} as gebeurtenissen,
        bool_or(k.soort = 'vormwijziging') as heeft_vormwijziging
    from {{ ref('int_kalender__gebeurtenissen') }} as k
    cross join {{ ref('int_parameter__geldig') }} as p
    where k.soort in ('contract_start', 'contract_einde', 'vormwijziging') and k.datum <= p.peildatum
    group by k.gemeentecode, k.wet, k.datum
),

rollen as (
    select
        m.*,
        c.contractnummer,
        c.uitvoeringsvariant,
        c.berichten,
        c.ingangsdatum = m.datum as begint,
        coalesce({{ dbt.datediff('c.einddatum', 'm.datum', 'day') }} = 1, false) as eindigt,
        c.ingangsdatum < m.datum and coalesce(c.einddatum, m.datum) >= m.datum as loopt,
        v.contractnummer is not null as wisselt_van_vorm
    from momenten as m
    inner join {{ ref('int_contract__contracten') }} as c on c.gemeentecode = m.gemeentecode and c.wet = m.wet
    left join {{ ref('int_kalender__gebeurtenissen') }} as v
        on v.soort = 'vormwijziging' and v.contractnummer = c.contractnummer and v.datum = m.datum
),

soorten as (
    select
        *,
        case
            when bool_or(eindigt) over moment and bool_or(begint) over moment then 'opvolging'
            when heeft_vormwijziging then 'vormwijziging'
            else 'ernaast'
        end as soort,
        -- A lump sum is registered in another way (no 301, no 323), and so is a contract with other messages.
        min(case when begint or eindigt then (uitvoeringsvariant = 'taakgericht') || berichten end) over moment
        <> max(case when begint or eindigt then (uitvoeringsvariant = 'taakgericht') || berichten end) over moment as registreert_anders
    from rollen
    window moment as (partition by gemeentecode, wet, datum)
)

select
    gemeentecode || ':' || wet || ':' || cast(datum as varchar) as vraag_id,
    gemeentecode,
    wet,
    datum,
    gebeurtenissen,
    soort,
    soort = 'vormwijziging' or (soort = 'opvolging' and registreert_anders) as is_administratief,
    contractnummer,
    case soort when 'opvolging' then begint or eindigt when 'vormwijziging' then wisselt_van_vorm else loopt end as is_behandeld
from soorten
