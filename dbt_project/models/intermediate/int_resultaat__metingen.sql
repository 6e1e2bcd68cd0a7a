{# Per ended trajectory: the first measurement in the intake window and the last in the end window, of one edition and one informant.
   Both by professionals goes before both by the client; then the newest edition. #}
with reeksen as (
    select
        spell_id,
        zrm_versie,
        informant,
        min(meetdatum) filter (where is_eerste_venster) as eerste_datum,
        max(meetdatum) filter (where is_laatste_venster) as laatste_datum
    from {{ ref('int_meting__metingen') }}
    where scores_n > scores_ontbreken_n and (is_eerste_venster or is_laatste_venster)
    group by spell_id, zrm_versie, informant
),

met_sleutel as (
    select
        r.*,
        case
            when r.eerste_datum < r.laatste_datum then case r.informant when 'professional' then '1' else '0' end || r.zrm_versie
        end as voorkeur
    from reeksen as r
),

-- Only asked of trajectories of which no series is a pair: was there a first and a last of one edition, by different informants?
zelfde_versie as (
    select distinct spell_id
    from (select spell_id from met_sleutel where voorkeur is null group by spell_id, zrm_versie having min(eerste_datum) < max(laatste_datum))
)

select
    s.spell_id,
    max_by(s.zrm_versie, s.voorkeur) as zrm_versie,
    max_by(s.informant, s.voorkeur) as informant,
    max_by(s.eerste_datum, s.voorkeur) as eerste_datum,
    max_by(s.laatste_datum, s.voorkeur) as laatste_datum,
    coalesce(max_by(s.zrm_versie, s.eerste_datum), max(s.zrm_versie)) as versie_gezien,
    case
        when min(s.eerste_datum) is null then 'zonder_intake'
        when max(s.laatste_datum) is null or max(s.laatste_datum) <= min(s.eerste_datum) then 'zonder_eindmeting'
        when max(s.voorkeur) is not null then null
        when max(v.spell_id) is null then 'andere_versie'
        else 'andere_informant'
    end as reden_niet_meetbaar
from met_sleutel as s
left join zelfde_versie as v on v.spell_id = s.spell_id
group by s.spell_id
