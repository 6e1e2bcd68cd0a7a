{# The current version of each allocation: the latest Toewijzingsdatum and Toewijzingstijd (TR332, OP033x1). Versions of the same moment are
   compared by what they say: a deletion wins, then the highest text. Of equal versions the row of the earliest message stands for all.
   Order of arrival plays no part. #}
with versies as (
    select
        t.*,
        {{ dbt.datediff('b.dagtekening', "date '9999-12-31'", 'day') }} as vroegheid,
        {{ toewijzing_id('t') }} as toewijzing_id,
        coalesce(t.reden_wijziging, '') in ('13', '01') and t.einddatum = t.ingangsdatum as is_verwijderd
    from {{ ref('stg_bericht__toewijzing') }} as t
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = t._delivery_id and not b.is_afgekeurd
)

select
    v.toewijzing_id,
    max_by(
        v._row_id,
        {{ versie_volgorde('v', 'v.is_verwijderd', 'v.vroegheid') }}
    ) as _row_id,
    min(v.toewijzingsdatum) as eerste_toewijzingsdatum,
    cast(count(distinct {{ als_tekst(['v.toewijzingsdatum', 'v.toewijzingstijd']) }}) as integer) as versies_n,
    {{ lijst('v._row_id') }} as _row_ids
from versies as v
group by v.toewijzing_id
