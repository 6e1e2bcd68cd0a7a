{# Contributions to mart_doel_verslag: the stories and actions of a goal, each as last delivered. #}
with verslagen as (
    select
        _row_id, _volgorde, _leverancier as gemeentecode, doelcode, 'verhaal' as soort, verslagperiode as nummer, verhaal as tekst,
        cast(null as varchar) as eigenaar, cast(null as date) as einddatum, cast(null as varchar) as status
    from {{ ref('stg_levering__verhaal') }}
    union all
    select _row_id, _volgorde, _leverancier, doelcode, 'actie', actienummer, actie, eigenaar, einddatum, status
    from {{ ref('stg_levering__acties') }}
),

gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from verslagen
    group by gemeentecode, soort, nummer, case soort when 'verhaal' then doelcode end
)

select
    v.gemeentecode,
    v.doelcode,
    v.soort,
    v.nummer,
    v.tekst,
    v.eigenaar,
    v.einddatum,
    v.status,
    {{ cell_id('mart_doel_verslag', ['v.gemeentecode', 'v.doelcode', 'v.soort', 'v.nummer']) }} as cell_id,
    'regels_n' as measure,
    cast(1 as bigint) as contribution,
    {{ lijst_van('v._row_id') }} as _row_ids
from verslagen as v
inner join gekozen on gekozen._row_id = v._row_id
