{# One row per trajectory and domain with a first and a last score: same edition, same informant, core domains, the AOW rule kept. #}
select
    m.spell_id,
    s.domein_key,
    m.zrm_versie,
    cast(max(case when s.meetdatum = m.eerste_datum then s.score end) as integer) as eerste_score,
    cast(max(case when s.meetdatum = m.laatste_datum then s.score end) as integer) as laatste_score,
    max(case when s.meetdatum = m.eerste_datum then s.beoordelaar_pseudo end) as eerste_beoordelaar,
    max(case when s.meetdatum = m.laatste_datum then s.beoordelaar_pseudo end) as laatste_beoordelaar,
    {{ lijst_uniek('s._row_id') }} as _row_ids
from {{ ref('int_resultaat__metingen') }} as m
inner join {{ ref('int_resultaat__scores') }} as s
    on s.spell_id = m.spell_id
    and s.zrm_versie = m.zrm_versie
    and s.informant = m.informant
    and s.meetdatum in (m.eerste_datum, m.laatste_datum)
where m.reden_niet_meetbaar is null and s.uitsluitreden is null
group by m.spell_id, s.domein_key, m.zrm_versie
having count(case when s.meetdatum = m.eerste_datum then 1 end) > 0 and count(case when s.meetdatum = m.laatste_datum then 1 end) > 0
