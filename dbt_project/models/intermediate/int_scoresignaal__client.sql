{# Trajectories in which the professional and the client both gave a score at the same moment: the mean of each over the same domains. #}
with momenten as (
    select spell_id, zrm_versie, domein_key, informant, 'eerste' as moment, score, _row_id
    from {{ ref('int_resultaat__scores') }}
    where uitsluitreden is null and is_eerste_venster
    union all
    select spell_id, zrm_versie, domein_key, informant, 'laatste', score, _row_id
    from {{ ref('int_resultaat__scores') }}
    where uitsluitreden is null and is_laatste_venster and not is_eerste_venster
),

gevraagd as (
    select distinct spell_id from {{ ref('int_resultaat__scores') }} where informant = 'client' and uitsluitreden is null
),

samen as (
    select
        m.spell_id,
        m.moment,
        m.domein_key,
        avg(m.score) filter (where m.informant = 'professional') as professional,
        avg(m.score) filter (where m.informant = 'client') as client,
        {{ lijst('m._row_id') }} as _row_ids
    from momenten as m
    inner join gevraagd as g on g.spell_id = m.spell_id
    group by m.spell_id, m.moment, m.zrm_versie, m.domein_key
    having count(*) filter (where m.informant = 'professional') > 0 and count(*) filter (where m.informant = 'client') > 0
)

select
    s.spell_id,
    s.moment,
    t.contractnummer,
    t.contract_gemeentecode as gemeentecode,
    cast(count(*) as integer) as domeinen_n,
    cast(avg(s.professional) as decimal(18, 6)) as professional,
    cast(avg(s.client) as decimal(18, 6)) as client,
    {{ lijst_samen('s._row_ids') }} as _row_ids
from samen as s
inner join {{ ref('int_traject__trajecten') }} as t on t.spell_id = s.spell_id
group by s.spell_id, s.moment, t.contractnummer, t.contract_gemeentecode
