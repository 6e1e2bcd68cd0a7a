{# One row per trajectory: spells that continue each other (int_toewijzing__reeksen). It ends when its last spell does. Its length counts from
   the first delivered day, not from allocation dates (OP380). Its rows are those of its starts, stops and allocations. #}
with spells as (
    select
        r.traject_id,
        p.*,
        {{ als_tekst(['p.einddatum', 'p.begindatum', 'p.levering_id']) }} as eindvolgorde
    from {{ ref('int_toewijzing__reeksen') }} as r
    inner join {{ ref('int_levering__perioden') }} as p on p.levering_id = r.levering_id
),

samengevoegd as (
    select
        traject_id,
        gemeentecode,
        contractnummer,
        contract_gemeentecode,
        wet,
        agb_code,
        persoon_id,
        productcategorie,
        max_by(wijkcode, eindvolgorde) as wijkcode,
        min(begindatum) as begindatum,
        case when count(einddatum) = count(*) then max(einddatum) end as einddatum,
        max_by(reden_beeindiging_code, eindvolgorde) filter (where einddatum is not null) as laatste_reden,
        case when count(toewijzing_einddatum) = count(*) then max(toewijzing_einddatum) end as toewijzing_einddatum,
        cast(count(distinct toewijzing_id) as integer) as toewijzingen_n,
        cast(sum(onderbrekingen_n) as integer) as onderbrekingen_n,
        min(toewijzingsdatum) as toewijzingsdatum,
        min(toewijzing_ingangsdatum) as ingangsdatum,
        {{ lijst_samen('_row_ids') }} as _row_ids
    from spells
    group by traject_id, gemeentecode, contractnummer, contract_gemeentecode, wet, agb_code, persoon_id, productcategorie
)

select
    s.traject_id,
    s.gemeentecode,
    s.contractnummer,
    s.contract_gemeentecode,
    s.wet,
    s.agb_code,
    s.persoon_id,
    s.productcategorie,
    s.wijkcode,
    s.begindatum,
    s.einddatum,
    case when s.einddatum is not null then s.laatste_reden end as reden_beeindiging_code,
    r.klasse,
    coalesce(r.telt_als_einde, s.einddatum is not null) as telt_als_einde,
    coalesce(r.telt_in_noemer_uitval, false) as telt_in_noemer_uitval,
    s.toewijzing_einddatum,
    s.toewijzingen_n,
    s.onderbrekingen_n,
    s.toewijzingsdatum,
    s.ingangsdatum,
    s._row_ids
from samengevoegd as s
left join {{ ref('stopreden') }} as r on r.wet = s.wet and s.einddatum is not null and r.reden_code = s.laatste_reden
