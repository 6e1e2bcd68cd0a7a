{# The state of each allocation, with its contract. An allocation with RedenWijziging 13 (or the old code 01) that ends on its first day never
   existed (CS335, OP087): it stays visible, with the reason. #}
with stand as (
    select t.*, v.toewijzing_id, v.eerste_toewijzingsdatum, v.versies_n, v._row_ids
    from {{ ref('int_toewijzing__versies') }} as v
    inner join {{ ref('stg_bericht__toewijzing') }} as t on t._row_id = v._row_id
),

contracten as (
    {{ contract_van_aanbieder('stand', 'ingangsdatum', '301') }}
)

select
    s.toewijzing_id,
    s.gemeentecode,
    s.wet,
    s.agb_code,
    coalesce(c.contractnummer, 'geen') as contractnummer,
    coalesce(c.gemeentecode, s.gemeentecode) as contract_gemeentecode,
    s.toewijzing_pseudo,
    s.bsn_pseudo as persoon_id,
    s.geboortejaar,
    s.geslacht,
    s.productcategorie,
    s.productcode,
    s.eerste_toewijzingsdatum,
    s.toewijzingsdatum,
    s.toewijzingstijd,
    s.ingangsdatum,
    s.einddatum,
    s.reden_wijziging,
    s.volume,
    s.eenheid,
    s.frequentie,
    s.budget_cent,
    coalesce(s.wijkcode, 'onbekend') as wijkcode,
    s.referentie_aanbieder_pseudo,
    s.versies_n,
    not (coalesce(s.reden_wijziging, '') in ('13', '01') and coalesce(s.einddatum = s.ingangsdatum, false)) as is_bestaand,
    case
        when s.einddatum = s.ingangsdatum and s.reden_wijziging = '13' then 'verwijderd'
        when s.einddatum = s.ingangsdatum and s.reden_wijziging = '01' then 'administratieve_correctie'
    end as reden_niet_bestaand,
    s._row_ids
from stand as s
left join contracten as k
    on k.wet = s.wet and k.gemeentecode = s.gemeentecode and k.agb_code = s.agb_code and k.dag = s.ingangsdatum and k.contracten_n = 1
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = k.contractnummer
