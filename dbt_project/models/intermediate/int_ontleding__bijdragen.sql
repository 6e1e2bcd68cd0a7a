{# Contributions to mart_kostenontleding: the lines of int_ontleding__regels; and once per person, as user of a product and as client of the
   contract (product 'alle'). A view, as int_geld__bijdragen is. #}
{{ config(materialized='view') }}
with maten as (
    select contractnummer, gemeentecode, boekjaar, product, 'kosten_' || periode || '_cent' as measure, cast(bedrag_cent as decimal(24, 6)) as contribution,
        {{ lijst_van('_row_id') }} as _row_ids
    from {{ ref('int_ontleding__regels') }}
    union all
    select contractnummer, gemeentecode, boekjaar, product, 'volume_' || periode, volume, {{ lijst_van('_row_id') }}
    from {{ ref('int_ontleding__regels') }}
    union all
    select contractnummer, gemeentecode, boekjaar, 'alle', 'kosten_' || periode || '_cent', bedrag_cent, {{ lijst_van('_row_id') }}
    from {{ ref('int_ontleding__regels') }}
    {%- for product in ['r.product', "'alle'"] %}
    union all
    select r.contractnummer, r.gemeentecode, r.boekjaar, {{ product }}, 'gebruikers_' || r.periode || '_n', 1, {{ lijst_uniek('r._row_id') }}
    from {{ ref('int_ontleding__regels') }} as r
    inner join {{ ref('int_ontleding__personen') }} as p
        on p.contractnummer = r.contractnummer and p.gemeentecode = r.gemeentecode and p.boekjaar = r.boekjaar and p.product = r.product
        and p.periode = r.periode and p.bsn_pseudo = r.bsn_pseudo
    group by r.contractnummer, r.gemeentecode, r.boekjaar, {{ 'r.product, ' if product == 'r.product' }}r.periode, r.bsn_pseudo
    {%- endfor %}
)

select
    *,
    {{ cell_id('mart_kostenontleding', ['contractnummer', 'gemeentecode', 'boekjaar', 'product']) }} as cell_id
from maten
