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
        {{ als_tekst(['v.toewijzingsdatum', 'v.toewijzingstijd', 'cast(v.is_verwijderd as integer)', 'v.ingangsdatum', 'v.einddatum',
            'v.reden_wijziging', 'v.volume', 'v.eenheid', 'v.frequentie', 'v.budget_cent', 'v.productcategorie', 'v.productcode',
            'v.bsn_pseudo', 'v.agb_code', 'v.geboortejaar', 'v.geslacht', 'v.referentie_aanbieder_pseudo', 'v.vroegheid']) }} || v._row_id
    ) as _row_id,
    min(v.toewijzingsdatum) as eerste_toewijzingsdatum,
    cast(count(distinct {{ als_tekst(['v.toewijzingsdatum', 'v.toewijzingstijd']) }}) as integer) as versies_n,
    {{ lijst('v._row_id') }} as _row_ids
from versies as v
group by v.toewijzing_id
