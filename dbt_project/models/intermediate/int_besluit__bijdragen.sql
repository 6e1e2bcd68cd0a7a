{# Contributions to mart_besluit: decisions as last delivered, with the day they come back and the figure of then. The release of then goes
   before what the decision itself carries: that release cannot be changed afterwards. #}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__besluiten') }}
    group by _leverancier, besluitnummer
)

select
    s._leverancier as gemeentecode,
    s.besluitnummer,
    s.doelcode,
    s.besluit,
    s.besluitdatum,
    s.orgaan,
    s.cijfer_kenmerk,
    s.uitgave_id,
    coalesce(
        s.terugkijkdatum,
        cast({{ dbt.dateadd('month', 'p.besluit_terugblik_maanden', 's.besluitdatum') }} as date)
    ) as terugkijkdatum,
    cast(s.waarde_toen as double) as meegegeven_waarde,
    t.waarde as uitgave_waarde,
    t.laag as uitgave_laag,
    t.hoog as uitgave_hoog,
    t.oordeel_code as uitgave_oordeel_code,
    t.oordeel_id as uitgave_oordeel_id,
    t.n as uitgave_n,
    {{ cell_id('mart_besluit', ['s._leverancier', 's.besluitnummer']) }} as cell_id,
    'regels_n' as measure,
    cast(1 as bigint) as contribution,
    {{ lijst_van('s._row_id') }} as _row_ids
from {{ ref('stg_levering__besluiten') }} as s
inner join gekozen on gekozen._row_id = s._row_id
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ source('meta', 'oordeel_toen') }} as t on t.uitgave_id = s.uitgave_id and t.kenmerk = s.cijfer_kenmerk
