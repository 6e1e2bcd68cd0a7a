{# One row per trajectory with a first and a last measurement: the scores of both days as one number each (macros/digits.sql), only of domains
   that have both, and who gave them. Two joined trajectories may both carry a measurement of one day: then the highest score of a domain counts,
   which is worked out only for them. #}
with metingen as (
    select m.spell_id, m.zrm_versie, s.cijfers, s.beoordelaar_pseudo, s.meetdatum = m.eerste_datum as is_eerste
    from {{ ref('int_resultaat__metingen') }} as m
    inner join {{ ref('int_meting__metingen') }} as s
        on s.spell_id = m.spell_id and s.zrm_versie = m.zrm_versie and s.informant = m.informant
        and s.meetdatum in (m.eerste_datum, m.laatste_datum)
    where m.reden_niet_meetbaar is null
),

paren as (
    select
        spell_id,
        max(zrm_versie) as zrm_versie,
        count(*) as metingen_n,
        max(case when is_eerste then cijfers end) as eerste,
        max(case when not is_eerste then cijfers end) as laatste,
        max(case when is_eerste then beoordelaar_pseudo end) as eerste_beoordelaar,
        max(case when not is_eerste then beoordelaar_pseudo end) as laatste_beoordelaar
    from metingen
    group by spell_id
),

samen as (
    select m.spell_id, {{ hoogste_cijfers('m.cijfers', 'm.is_eerste') }} as eerste, {{ hoogste_cijfers('m.cijfers', 'not m.is_eerste') }} as laatste
    from metingen as m
    inner join paren as p on p.spell_id = m.spell_id and p.metingen_n > 2
    group by m.spell_id
),

scores as (
    select p.*, {{ alleen_scores('coalesce(s.eerste, p.eerste)') }} as eerste_gegeven, {{ alleen_scores('coalesce(s.laatste, p.laatste)') }} as laatste_gegeven
    from paren as p
    left join samen as s on s.spell_id = p.spell_id
),

beide as (
    select
        s.*,
        {{ scores_in_beide('s.eerste_gegeven', 's.laatste_gegeven') }} as eerste_cijfers,
        {{ scores_in_beide('s.laatste_gegeven', 's.eerste_gegeven') }} as laatste_cijfers
    from scores as s
)

select
    b.spell_id,
    b.zrm_versie,
    b.eerste_cijfers,
    b.laatste_cijfers,
    b.eerste_beoordelaar,
    b.laatste_beoordelaar,
    cast({{ tel_vanaf('b.eerste_cijfers', 1) }} as integer) as domeinen_n,
    cast({{ som_scores('b.eerste_cijfers') }} as integer) as eerste_som,
    cast({{ som_scores('b.laatste_cijfers') }} as integer) as laatste_som
from beide as b
where b.eerste_cijfers > 0
