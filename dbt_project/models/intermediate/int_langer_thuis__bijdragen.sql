{# Contributions to mart_langer_thuis: the accepted lines for help at home, and each client once, with the lines and the deliveries that say since when
   the support runs. A view, as int_geld__bijdragen is. #}
{{ config(materialized='view') }}
with regels as (
    select r.contractnummer, r.gemeentecode, r.bsn_pseudo, {{ jaar('r.maand') }} as boekjaar, r.bedrag_cent, r._row_id
    from {{ ref('int_declaratie__regels') }} as r
    where r.declaratie_status = 'geaccepteerd' and r.wet = 'Wmo' and r.productcategorie in ('01', '02', '03')
),

clienten as (
    select contractnummer, gemeentecode, bsn_pseudo, boekjaar, {{ lijst_uniek('_row_id') }} as _row_ids
    from regels
    group by contractnummer, gemeentecode, bsn_pseudo, boekjaar
),

met_reeks as (
    select p.contractnummer, p.gemeentecode, p.boekjaar, p.is_langdurig, {{ lijst_van_twee('c._row_ids', 's._row_ids') }} as _row_ids
    from {{ ref('int_langer_thuis__personen') }} as p
    inner join clienten as c
        on c.contractnummer = p.contractnummer and c.gemeentecode = p.gemeentecode and c.boekjaar = p.boekjaar and c.bsn_pseudo = p.bsn_pseudo
    left join {{ ref('int_langer_thuis__reeksen') }} as s
        on s.persoon_id = p.bsn_pseudo and s.gemeentecode = p.gemeentecode and s.reeks_nr = p.reeks_nr
),

maten as (
    select contractnummer, gemeentecode, boekjaar, 'kosten_cent' as measure, bedrag_cent as contribution, {{ lijst_van('_row_id') }} as _row_ids
    from regels
    union all
    select r.contractnummer, r.gemeentecode, r.boekjaar, 'langdurig_kosten_cent', r.bedrag_cent, {{ lijst_van('r._row_id') }}
    from regels as r
    inner join {{ ref('int_langer_thuis__personen') }} as p
        on p.contractnummer = r.contractnummer and p.gemeentecode = r.gemeentecode and p.boekjaar = r.boekjaar and p.bsn_pseudo = r.bsn_pseudo
    where p.is_langdurig
    union all
    select contractnummer, gemeentecode, boekjaar, 'clienten_n', 1, _row_ids from met_reeks
    union all
    select contractnummer, gemeentecode, boekjaar, 'bekend_n', 1, _row_ids from met_reeks where is_langdurig is not null
    union all
    select contractnummer, gemeentecode, boekjaar, 'langdurig_n', 1, _row_ids from met_reeks where is_langdurig
)

select *, {{ cell_id('mart_langer_thuis', ['contractnummer', 'gemeentecode', 'boekjaar']) }} as cell_id
from maten
