{# Persons with support in a year, once for the municipality, once per wijk and once per age group; with and without general provisions. #}
{{ config(materialized='view') }}
with niveaus as (
    select
        s.gemeentecode,
        s.wet,
        s.persoon_id,
        s.jaar,
        case niveau.soort when 'wijk' then s.wijkcode else 'alle' end as wijkcode,
        case niveau.soort when 'leeftijd' then s.leeftijdsgroep else 'alle' end as klasse,
        soort.onderdeel,
        s._row_ids
    from {{ ref('int_indicator__steun') }} as s
    cross join (values ('alle'), ('wijk'), ('leeftijd')) as niveau(soort)
    inner join (values ('maatwerk'), ('met_algemeen')) as soort(onderdeel)
        on soort.onderdeel = 'met_algemeen' or s.vorm <> 'algemene_voorziening'
)

select gemeentecode, wet, persoon_id, jaar, wijkcode, klasse, onderdeel, {{ lijst_samen('_row_ids') }} as _row_ids
from niveaus
where klasse is not null and wijkcode <> 'onbekend'
group by gemeentecode, wet, persoon_id, jaar, wijkcode, klasse, onderdeel
