{# One row per trajectory with a first and a last measurement: the scores of that day as one number each (macros/digits.sql), and who gave them.
   Two joined trajectories may both carry a measurement of one day: the highest score of a domain counts. #}
select
    m.spell_id,
    m.zrm_versie,
    {%- for moment in ['eerste', 'laatste'] %}
    {{ hoogste_cijfers('s.cijfers', 's.meetdatum = m.' ~ moment ~ '_datum') }} as {{ moment }}_cijfers,
    max(case when s.meetdatum = m.{{ moment }}_datum then s.beoordelaar_pseudo end) as {{ moment }}_beoordelaar{{ ',' if not loop.last }}
    {%- endfor %}
from {{ ref('int_resultaat__metingen') }} as m
inner join {{ ref('int_meting__metingen') }} as s
    on s.spell_id = m.spell_id
    and s.zrm_versie = m.zrm_versie
    and s.informant = m.informant
    and s.meetdatum in (m.eerste_datum, m.laatste_datum)
where m.reden_niet_meetbaar is null and s.reden is null
group by m.spell_id, m.zrm_versie
