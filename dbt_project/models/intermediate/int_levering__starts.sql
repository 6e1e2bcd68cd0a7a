{# One row per reported start, by its key (IV096). StatusAanlevering 3 deletes what was reported before it: a start exists when it was reported
   after its last deletion, by the date of the messages. On the same day the deletion wins, for a correction follows what it corrects. #}
with meldingen as (
    select
        s.*,
        b.dagtekening,
        {{ zorg_id('s') }} as zorg_id,
        {{ sleutel([zorg_id('s'), 'cast(s.begindatum as varchar)']) }} as start_id
    from {{ ref('stg_bericht__levering_start') }} as s
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = s._delivery_id and not b.is_afgekeurd
),

verwijderd as (
    select start_id, max(dagtekening) as verwijderd_op from meldingen where status_aanlevering = '3' group by start_id
),

beoordeeld as (
    select m.*, v.verwijderd_op, m.status_aanlevering = '1' and m.dagtekening > coalesce(v.verwijderd_op, date '0001-01-01') as telt
    from meldingen as m
    left join verwijderd as v on v.start_id = m.start_id
)

select
    start_id,
    zorg_id,
    wet,
    gemeentecode,
    agb_code,
    bsn_pseudo,
    toewijzing_pseudo,
    productcategorie,
    productcode,
    begindatum,
    max(toewijzing_ingangsdatum) filter (where telt) as toewijzing_ingangsdatum,
    max(geboortejaar) filter (where telt) as geboortejaar,
    min(dagtekening) filter (where telt) as dagtekening,
    bool_or(telt) as is_actueel,
    max(verwijderd_op) as verwijderd_op,
    min(dagtekening) filter (where status_aanlevering = '1') as eerst_gemeld_op,
    coalesce({{ eerste_rij('_row_id', 'dagtekening') }} filter (where telt), {{ eerste_rij('_row_id', 'dagtekening') }}) as _row_id,
    {{ lijst('_row_id') }} as _row_ids
from beoordeeld
group by start_id, zorg_id, wet, gemeentecode, agb_code, bsn_pseudo, toewijzing_pseudo, productcategorie, productcode, begindatum
