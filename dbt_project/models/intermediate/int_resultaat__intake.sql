{# The first measurement by a professional around the start, per trajectory and edition: also of trajectories without a last one. #}
with dagen as (
    select
        spell_id,
        zrm_versie,
        meetdatum,
        cast(sum(intake_som) as bigint) as som,
        cast(sum(intake_n) as bigint) as domeinen_n,
        bool_or(is_eerste_venster) as is_in_aanmerking
    from {{ ref('int_meting__metingen') }}
    where intake_n > 0
    group by spell_id, zrm_versie, meetdatum
),

eerste as (
    select
        spell_id,
        zrm_versie,
        min(meetdatum) as eerste_datum,
        min_by(som, meetdatum) as som,
        min_by(domeinen_n, meetdatum) as domeinen_n,
        bool_or(is_in_aanmerking) as is_in_aanmerking
    from dagen
    group by spell_id, zrm_versie
)

select
    e.spell_id,
    e.zrm_versie,
    e.eerste_datum,
    e.som,
    e.domeinen_n,
    cast(e.som * 1.0 / e.domeinen_n as decimal(18, 6)) as gemiddeld,
    e.is_in_aanmerking,
    cast(e.eerste_datum as varchar) || e.zrm_versie = min(cast(e.eerste_datum as varchar) || e.zrm_versie) over (partition by e.spell_id)
        as is_eerste
from eerste as e
