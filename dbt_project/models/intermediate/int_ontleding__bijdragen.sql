{# Contributions to mart_kostenontleding: accepted declaration lines of the compared months of this year (nu) and of the year before (toen), per product; and
   once per person, as user of a product and as client of the contract (product 'alle'). #}
with regels as (
    select v.contractnummer, v.gemeentecode, v.boekjaar, {{ product('r') }} as product,
        case when {{ jaar('r.maand') }} = v.boekjaar then 'nu' else 'toen' end as periode,
        r.bsn_pseudo, r.bedrag_cent, coalesce(e.minuten, 1) * r.volume as volume, r._row_id
    from {{ ref('int_ontleding__venster') }} as v
    inner join {{ ref('int_declaratie__regels') }} as r
        on r.contractnummer = v.contractnummer and r.gemeentecode = v.gemeentecode and r.declaratie_status = 'geaccepteerd'
        and {{ jaar('r.maand') }} in (v.boekjaar, v.boekjaar - 1) and month(r.maand) <= v.maanden_n
    left join {{ ref('eenheid') }} as e on e.eenheid_code = r.eenheid
    where v.reden_code is null
),

personen as (
    select contractnummer, gemeentecode, boekjaar, product, periode, bsn_pseudo, {{ lijst('_row_id') }} as _row_ids
    from regels
    group by contractnummer, gemeentecode, boekjaar, product, periode, bsn_pseudo
    having sum(volume) > 0
),

maten as (
    select contractnummer, gemeentecode, boekjaar, product, 'kosten_' || periode || '_cent' as measure, cast(bedrag_cent as decimal(24, 6)) as contribution,
        {{ lijst_van('_row_id') }} as _row_ids
    from regels
    union all
    select contractnummer, gemeentecode, boekjaar, product, 'volume_' || periode, volume, {{ lijst_van('_row_id') }} from regels
    union all
    select contractnummer, gemeentecode, boekjaar, product, 'gebruikers_' || periode || '_n', 1, _row_ids from personen
    union all
    select contractnummer, gemeentecode, boekjaar, 'alle', 'kosten_' || periode || '_cent', bedrag_cent, {{ lijst_van('_row_id') }} from regels
    union all
    select contractnummer, gemeentecode, boekjaar, 'alle', 'gebruikers_' || periode || '_n', 1, {{ lijst_samen('_row_ids') }}
    from personen
    group by contractnummer, gemeentecode, boekjaar, periode, bsn_pseudo
)

select
    *,
    {{ cell_id('mart_kostenontleding', ['contractnummer', 'gemeentecode', 'boekjaar', 'product']) }} as cell_id
from maten
