{# One row per begin of care that counts, reported by a start or only named by its stop, with the definitive stop that ends it and the number of
   the spell it belongs to. Of several definitive stops (TR415) the one of the latest message counts, then the latest Einddatum, then the
   reason. A begin opens a new spell when the begin before it was definitively stopped by then; after a temporary stop it continues. #}
with meldingen as (
    select
        start_id, zorg_id, wet, gemeentecode, agb_code, bsn_pseudo, toewijzing_pseudo, productcategorie, productcode, begindatum,
        toewijzing_ingangsdatum, dagtekening as start_dagtekening, _row_id as start_row_id, cast(null as date) as stop_dagtekening, cast(null as date) as einddatum,
        cast(null as varchar) as reden_beeindiging_code, true as is_start, false as is_tijdelijk, _row_ids
    from {{ ref('int_levering__starts') }}
    where is_actueel
    union all
    select
        start_id, zorg_id, wet, gemeentecode, agb_code, bsn_pseudo, toewijzing_pseudo, productcategorie, productcode, begindatum,
        toewijzing_ingangsdatum, null, null, dagtekening, einddatum, reden_beeindiging_code, false, is_tijdelijk, _row_ids
    from {{ ref('int_levering__stops') }}
    where is_actueel
),

stoppen as (
    select start_id, max_by(einddatum, {{ als_tekst(['stop_dagtekening', 'einddatum', 'reden_beeindiging_code']) }}) as einddatum,
        max_by(reden_beeindiging_code, {{ als_tekst(['stop_dagtekening', 'einddatum', 'reden_beeindiging_code']) }}) as reden_beeindiging_code,
        max(stop_dagtekening) as stop_dagtekening
    from meldingen
    where not is_start and not is_tijdelijk
    group by start_id
),

begin as (
    select
        m.start_id, m.zorg_id, m.wet, m.gemeentecode, m.agb_code, m.bsn_pseudo, m.toewijzing_pseudo, m.productcategorie, m.productcode,
        m.begindatum,
        coalesce(max(m.toewijzing_ingangsdatum) filter (where m.is_start), max(m.toewijzing_ingangsdatum)) as toewijzing_ingangsdatum,
        bool_or(m.is_start) as is_start_gemeld,
        max(m.start_dagtekening) as start_dagtekening,
        max(m.start_row_id) as start_row_id,
        bool_or(m.is_tijdelijk) as is_onderbroken,
        {{ lijst_samen('m._row_ids') }} as _row_ids
    from meldingen as m
    group by
        m.start_id, m.zorg_id, m.wet, m.gemeentecode, m.agb_code, m.bsn_pseudo, m.toewijzing_pseudo, m.productcategorie, m.productcode,
        m.begindatum
),

met_vorige as (
    select b.*, s.einddatum, s.reden_beeindiging_code, s.stop_dagtekening,
        lag(s.einddatum) over (partition by b.zorg_id order by b.begindatum) as vorige_einddatum,
        lag(b.is_start_gemeld and s.einddatum is null and not b.is_onderbroken) over (partition by b.zorg_id order by b.begindatum)
            as vorige_loopt,
        lag(b.start_row_id) over (partition by b.zorg_id order by b.begindatum) as vorige_row_id
    from begin as b
    left join stoppen as s on s.start_id = b.start_id
)

select
    *,
    cast(sum(case when vorige_einddatum <= begindatum then 1 else 0 end) over (
        partition by zorg_id order by begindatum rows unbounded preceding
    ) as integer) as periode_nr
from met_vorige
