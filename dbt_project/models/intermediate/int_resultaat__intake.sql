{# The first measurement by a professional around the start, per trajectory and edition: also of trajectories without a last one. #}
with dagen as (
    select
        spell_id,
        zrm_versie,
        meetdatum,
        sum(score) as som,
        count(*) as domeinen_n,
        bool_or(is_eerste_venster) as is_in_aanmerking,
        {{ lijst_uniek('_row_id') }} as _row_ids
    from {{ ref('int_resultaat__scores') }}
    where is_intake
    group by spell_id, zrm_versie, meetdatum
),

eerste as (
    select
        spell_id,
        zrm_versie,
        min(meetdatum) as eerste_datum,
        min_by(som, meetdatum) as som,
        min_by(domeinen_n, meetdatum) as domeinen_n,
        bool_or(is_in_aanmerking) as is_in_aanmerking,
        min_by(_row_ids, meetdatum) as _row_ids
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
        as is_eerste,
    e._row_ids
from eerste as e
