{# One row per spell of delivered care. It runs from its first begin to its definitive stop; a begin after that stop, or no stop, leaves it
   running. The allocation's dates are the first Toewijzingsdatum and the current Ingangsdatum and Einddatum; its rows are among
   the rows of the spell. #}
with spells as (
    select
        {{ sleutel(['zorg_id', 'cast(min(begindatum) as varchar)']) }} as levering_id,
        zorg_id, wet, gemeentecode, agb_code, bsn_pseudo, toewijzing_pseudo, productcategorie, productcode,
        min(begindatum) as begindatum,
        case
            when max(einddatum) > coalesce(max(begindatum) filter (where einddatum is null), date '0001-01-01') then max(einddatum)
        end as einddatum,
        max_by(reden_beeindiging_code, {{ als_tekst(['einddatum', 'begindatum']) }}) filter (where einddatum is not null) as laatste_reden,
        max_by(stop_dagtekening, {{ als_tekst(['einddatum', 'begindatum']) }}) filter (where einddatum is not null) as laatste_stop,
        min_by(is_start_gemeld, begindatum) as is_start_gemeld,
        min_by(toewijzing_ingangsdatum, begindatum) as toewijzing_ingangsdatum,
        min_by(start_dagtekening, begindatum) filter (where is_start_gemeld) as start_dagtekening,
        cast(count(*) filter (where is_onderbroken) as integer) as onderbrekingen_n,
        {{ lijst_samen('_row_ids') }} as _row_ids
    from {{ ref('int_levering__verloop') }}
    group by zorg_id, periode_nr, wet, gemeentecode, agb_code, bsn_pseudo, toewijzing_pseudo, productcategorie, productcode
),

contracten as (
    {{ contract_van_aanbieder('spells', 'begindatum', '305') }}
)

select
    s.levering_id,
    case when s.toewijzing_pseudo is not null then {{ toewijzing_id('s') }} end as toewijzing_id,
    s.gemeentecode,
    s.wet,
    s.agb_code,
    case when t.toewijzing_id is not null then t.contractnummer else coalesce(c.contractnummer, 'geen') end as contractnummer,
    case when t.toewijzing_id is not null then t.contract_gemeentecode else coalesce(c.gemeentecode, s.gemeentecode) end
        as contract_gemeentecode,
    s.bsn_pseudo as persoon_id,
    coalesce(s.productcategorie, t.productcategorie) as productcategorie,
    coalesce(s.productcode, t.productcode) as productcode,
    t.eerste_toewijzingsdatum as toewijzingsdatum,
    coalesce(t.ingangsdatum, s.toewijzing_ingangsdatum) as toewijzing_ingangsdatum,
    t.einddatum as toewijzing_einddatum,
    s.begindatum,
    s.einddatum,
    case when s.einddatum is not null then s.laatste_reden end as reden_beeindiging_code,
    r.klasse,
    coalesce(r.telt_als_einde, s.einddatum is not null) as telt_als_einde,
    coalesce(r.telt_in_noemer_uitval, false) as telt_in_noemer_uitval,
    s.onderbrekingen_n,
    s.is_start_gemeld,
    s.start_dagtekening,
    case when s.einddatum is not null then s.laatste_stop end as stop_dagtekening,
    coalesce(t.wijkcode, 'onbekend') as wijkcode,
    {{ lijst_van_twee('s._row_ids', 't._row_ids') }} as _row_ids
from spells as s
left join {{ ref('int_toewijzing__stand') }} as t
    on t.gemeentecode = s.gemeentecode and t.wet = s.wet and t.toewijzing_pseudo = s.toewijzing_pseudo
left join contracten as k
    on k.wet = s.wet and k.gemeentecode = s.gemeentecode and k.agb_code = s.agb_code and k.dag = s.begindatum and k.contracten_n = 1
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = k.contractnummer
left join {{ ref('stopreden') }} as r on r.wet = s.wet and s.einddatum is not null and r.reden_code = s.laatste_reden
