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
        end as voorkeur,
        min(r.eerste_datum) over (partition by r.spell_id) as vroegste_eerste,
        max(r.laatste_datum) over (partition by r.spell_id) as laatste_laatste,
        min(r.eerste_datum) over (partition by r.spell_id, r.zrm_versie) < max(r.laatste_datum) over (partition by r.spell_id, r.zrm_versie)
            as is_zelfde_versie
    from reeksen as r
)

select
    spell_id,
    max_by(zrm_versie, voorkeur) as zrm_versie,
    max_by(informant, voorkeur) as informant,
    max_by(eerste_datum, voorkeur) as eerste_datum,
    max_by(laatste_datum, voorkeur) as laatste_datum,
    coalesce(max_by(zrm_versie, eerste_datum), max(zrm_versie)) as versie_gezien,
    case
        when min(vroegste_eerste) is null then 'zonder_intake'
        when max(laatste_laatste) is null or max(laatste_laatste) <= min(vroegste_eerste) then 'zonder_eindmeting'
        when max(voorkeur) is not null then null
        when not coalesce(bool_or(is_zelfde_versie), false) then 'andere_versie'
        else 'andere_informant'
    end as reden_niet_meetbaar
from met_sleutel
group by spell_id
