{# The rows behind every contribution that has a `rijen_sleutel`: a trajectory, its scores within the windows, those of its first measurement,
   and those of one domain of its pair. A view: nobody asks for the rows of all figures at once, and carrying millions of row ids along costs
   more each night than all pairs together. #}
{{ config(materialized='view') }}
select 'traject' as soort, {{ rijen_sleutel('traject', 's.spell_id') }} as rijen_sleutel, s._row_id
from {{ ref('int_traject__spells') }} as s
union all
select 'venster', {{ rijen_sleutel('venster', 's.spell_id') }}, s._row_id
from {{ ref('int_resultaat__scores') }} as s
where (s.is_eerste_venster or s.is_laatste_venster) and coalesce(s.uitsluitreden, 'score_ontbreekt') = 'score_ontbreekt'
union all
select 'intake', {{ rijen_sleutel('intake', 's.spell_id', 's.zrm_versie') }}, s._row_id
from {{ ref('int_resultaat__scores') }} as s
inner join {{ ref('int_resultaat__intake') }} as i
    on i.spell_id = s.spell_id and i.zrm_versie = s.zrm_versie and i.eerste_datum = s.meetdatum
where s.is_intake
union all
select 'paar', {{ rijen_sleutel('paar', 's.spell_id', 's.domein_key') }}, s._row_id
from {{ ref('int_resultaat__scores') }} as s
inner join {{ ref('int_resultaat__metingen') }} as m
    on m.spell_id = s.spell_id and m.zrm_versie = s.zrm_versie and m.informant = s.informant and s.meetdatum in (m.eerste_datum, m.laatste_datum)
inner join {{ ref('int_resultaat__paren') }} as p on p.spell_id = s.spell_id and p.domein_key = s.domein_key
where s.uitsluitreden is null
