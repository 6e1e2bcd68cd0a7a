{# Agreed tariffs, each once: of a tariff that was delivered more often the last delivery counts. It ends where it says, or where the next one of
   the same product and unit begins. #}
with laatste as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__tarieven') }}
    group by contractnummer, productcategorie, productcode, eenheid, geldig_vanaf
)

select
    s._row_id,
    s.contractnummer,
    s.productcategorie,
    s.productcode,
    s.eenheid,
    s.tarief_cent,
    s.geldig_vanaf,
    least(coalesce(s.geldig_tot, date '9999-12-31'), coalesce(lead(s.geldig_vanaf) over (
        partition by s.contractnummer, s.productcategorie, s.productcode, s.eenheid order by s.geldig_vanaf
    ), date '9999-12-31')) as geldig_tot
from {{ ref('stg_levering__tarieven') }} as s
inner join laatste as l on l._row_id = s._row_id
