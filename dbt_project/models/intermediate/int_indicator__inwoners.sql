{# Inhabitants on 1 January for every cell of use per 1,000 inhabitants: the latest delivery of a wijk and age group, for laws and years in which
   anybody had support. Without that, a missing list would look like nobody in need. #}
{{ config(materialized='view') }}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id from {{ ref('stg_levering__bevolking') }} group by _leverancier, _periode, wijkcode, leeftijdsgroep
),

bevolking as (
    select b.* from {{ ref('stg_levering__bevolking') }} as b inner join gekozen on gekozen._row_id = b._row_id
)

select
    b._leverancier as gemeentecode,
    w.wet,
    case niveau.soort when 'wijk' then b.wijkcode else 'alle' end as wijkcode,
    case niveau.soort when 'leeftijd' then b.leeftijdsgroep else 'alle' end as klasse,
    soort.onderdeel,
    b._periode as periode,
    b.aantal,
    {{ lijst_van('b._row_id') }} as _row_ids
from bevolking as b
inner join (select distinct gemeentecode, wet, cast(jaar as varchar) as periode from {{ ref('int_indicator__steun') }}) as w
    on w.gemeentecode = b._leverancier and w.periode = b._periode
cross join (values ('alle'), ('wijk'), ('leeftijd')) as niveau(soort)
cross join (values ('maatwerk'), ('met_algemeen')) as soort(onderdeel)
