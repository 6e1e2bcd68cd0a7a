{# What each rater check looks at, one row per observation: a value, what it is compared with, and the half-year for a trend. #}
{{ config(materialized='view') }}
select
    v.contractnummer,
    v.gemeentecode,
    'ophoping' as signaal,
    cast(v.jaar as varchar) as periode,
    cast(null as integer) as deel,
    cast(case when v.is_laatste_vlak then 100 else 0 end as decimal(18, 6)) as waarde,
    cast(case when v.is_eerste_vlak then 100 else 0 end as decimal(18, 6)) as vergelijking,
    {{ lijst_leeg() }} as _row_ids,
    {{ rijen_sleutel('venster', 'v.spell_id') }} as rijen_sleutel
from {{ ref('int_verandering__traject') }} as v
union all
select c.contractnummer, c.gemeentecode, 'client_en_professional', 'alle', null, c.professional, c.client, c._row_ids, null
from {{ ref('int_scoresignaal__client') }} as c
union all
select i.contractnummer, i.gemeentecode, 'verloop_eerste_score', i.laatste_halfjaar, i.deel, i.gemiddeld, null, null,
    {{ rijen_sleutel('intake', 'i.spell_id', 'i.zrm_versie') }}
from {{ ref('int_scoresignaal__intake') }} as i
where i.is_trend
union all
select
    i.contractnummer,
    i.gemeentecode,
    'voor_contractstart',
    cast(i.ingangsdatum as varchar),
    null,
    case when i.is_voor_start then i.gemiddeld end,
    case when i.is_na_start then i.gemiddeld end,
    null,
    {{ rijen_sleutel('intake', 'i.spell_id', 'i.zrm_versie') }}
from {{ ref('int_scoresignaal__intake') }} as i
where i.is_voor_start or i.is_na_start
