{# One row per reported stop, by its key: that of its start, with reason and Einddatum. Deletions as with starts. A temporary stop (20) is no
   end; which reason means what differs per law. #}
with meldingen as (
    select
        s.*,
        b.dagtekening,
        {{ zorg_id('s') }} as zorg_id,
        {{ sleutel([zorg_id('s'), 'cast(s.begindatum as varchar)']) }} as start_id
    from {{ ref('stg_bericht__levering_stop') }} as s
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = s._delivery_id and not b.is_afgekeurd
),

verwijderd as (
    select start_id, reden_beeindiging_code, einddatum, max(dagtekening) as verwijderd_op
    from meldingen
    where status_aanlevering = '3'
    group by start_id, reden_beeindiging_code, einddatum
),

beoordeeld as (
    select m.*, v.verwijderd_op, m.status_aanlevering = '1' and m.dagtekening > coalesce(v.verwijderd_op, date '0001-01-01') as telt
    from meldingen as m
    left join verwijderd as v
        on v.start_id = m.start_id and v.reden_beeindiging_code = m.reden_beeindiging_code and v.einddatum = m.einddatum
)

select
    {{ sleutel(['b.start_id', 'b.reden_beeindiging_code', 'cast(b.einddatum as varchar)']) }} as stop_id,
    b.start_id,
    b.zorg_id,
    b.wet,
    b.gemeentecode,
    b.agb_code,
    b.bsn_pseudo,
    b.toewijzing_pseudo,
    b.productcategorie,
    b.productcode,
    b.begindatum,
    b.reden_beeindiging_code,
    b.einddatum,
    coalesce(max(r.klasse), 'onbekend') as klasse,
    coalesce(max(r.klasse), 'onbekend') = 'tijdelijk' as is_tijdelijk,
    max(b.toewijzing_ingangsdatum) filter (where b.telt) as toewijzing_ingangsdatum,
    min(b.dagtekening) filter (where b.telt) as dagtekening,
    bool_or(b.telt) as is_actueel,
    max(b.verwijderd_op) as verwijderd_op,
    min(b.dagtekening) filter (where b.status_aanlevering = '1') as eerst_gemeld_op,
    coalesce({{ eerste_rij('b._row_id', 'b.dagtekening') }} filter (where b.telt), {{ eerste_rij('b._row_id', 'b.dagtekening') }}) as _row_id,
    {{ lijst('b._row_id') }} as _row_ids
from beoordeeld as b
left join {{ ref('stopreden') }} as r on r.wet = b.wet and r.reden_code = b.reden_beeindiging_code
group by
    b.start_id, b.zorg_id, b.wet, b.gemeentecode, b.agb_code, b.bsn_pseudo, b.toewijzing_pseudo, b.productcategorie, b.productcode,
    b.begindatum, b.reden_beeindiging_code, b.einddatum
