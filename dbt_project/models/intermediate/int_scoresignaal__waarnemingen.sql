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
    t.score_row_ids as _row_ids
from {{ ref('int_verandering__traject') }} as v
inner join {{ ref('int_resultaat__traject') }} as t on t.spell_id = v.spell_id
union all
select c.contractnummer, c.gemeentecode, 'client_en_professional', 'alle', null, c.professional, c.client, c._row_ids
from {{ ref('int_scoresignaal__client') }} as c
union all
select i.contractnummer, i.gemeentecode, 'verloop_eerste_score', i.laatste_halfjaar, i.deel, i.gemiddeld, null, r._row_ids
from {{ ref('int_scoresignaal__intake') }} as i
inner join {{ ref('int_resultaat__intake') }} as r on r.spell_id = i.spell_id and r.zrm_versie = i.zrm_versie
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
    r._row_ids
from {{ ref('int_scoresignaal__intake') }} as i
inner join {{ ref('int_resultaat__intake') }} as r on r.spell_id = i.spell_id and r.zrm_versie = i.zrm_versie
where i.is_voor_start or i.is_na_start
