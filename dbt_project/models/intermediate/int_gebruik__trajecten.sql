{# One row per trajectory from either source. A trajectory of the messages takes the place of the delivered trajectories of the same person,
   contract and category whose period overlaps or adjoins its own within the margin; a message of an unknown contract takes theirs. Support
   bought with a personal budget is in no message. A delivered trajectory without BSN cannot be compared: it counts, and is named. #}
with rijen as (
    select spell_id, {{ lijst_uniek('_row_id') }} as _row_ids from {{ ref('int_traject__spells') }} group by spell_id
),

koppels as (
    select b.traject_id, t.spell_id, t.contractnummer, t.contract_gemeentecode, t.wijkcode, r._row_ids
    from {{ ref('int_toewijzing__trajecten') }} as b
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join {{ ref('int_traject__trajecten') }} as t
        on t.persoon_id = b.persoon_id and b.contractnummer in (t.contractnummer, 'geen') and t.wet = b.wet
        and coalesce(t.productcategorie, '') = coalesce(b.productcategorie, '')
    inner join rijen as r on r.spell_id = t.spell_id
    where
        t.heeft_bsn and t.leveringsvorm <> 'pgb'
        and coalesce({{ dbt.datediff('t.einddatum', 'b.begindatum', 'day') }}, 0) <= p.spell_marge
        and coalesce({{ dbt.datediff('b.einddatum', 't.begindatum', 'day') }}, 0) <= p.spell_marge
),

per_bericht as (
    select
        traject_id,
        min(contractnummer) as contractnummer,
        min_by(contract_gemeentecode, contractnummer) as contract_gemeentecode,
        max(nullif(wijkcode, 'onbekend')) as wijkcode,
        {{ lijst_samen('_row_ids') }} as _row_ids
    from koppels
    group by traject_id
),

alle as (
    select
        b.traject_id, 'berichten' as bron, case when k.traject_id is null then 'alleen_berichten' else 'gekoppeld' end as koppeling,
        b.gemeentecode, case when b.contractnummer = 'geen' then coalesce(k.contractnummer, 'geen') else b.contractnummer end as contractnummer,
        case when b.contractnummer = 'geen' then coalesce(k.contract_gemeentecode, b.contract_gemeentecode) else b.contract_gemeentecode end
            as contract_gemeentecode,
        b.wet, b.agb_code, b.persoon_id, coalesce(b.productcategorie, 'onbekend') as productcategorie, 'zin' as leveringsvorm,
        coalesce(nullif(b.wijkcode, 'onbekend'), k.wijkcode, 'onbekend') as wijkcode, b.begindatum, b.einddatum, b.reden_beeindiging_code,
        b.klasse, b.telt_als_einde, b.telt_in_noemer_uitval, b.toewijzingsdatum, b.ingangsdatum,
        {{ lijst_van_twee('b._row_ids', 'k._row_ids') }} as _row_ids
    from {{ ref('int_toewijzing__trajecten') }} as b
    left join per_bericht as k on k.traject_id = b.traject_id
    union all
    select
        cast(t.spell_id as varchar), 'trajecten', case when t.heeft_bsn then 'alleen_trajecten' else 'zonder_bsn' end,
        t.gemeentecode, t.contractnummer, t.contract_gemeentecode,
        t.wet, 'onbekend', t.persoon_id, coalesce(t.productcategorie, 'onbekend'), t.leveringsvorm,
        t.wijkcode, t.begindatum, t.einddatum, t.reden_beeindiging_code,
        t.klasse, t.telt_als_einde, t.telt_in_noemer_uitval, null, null, r._row_ids
    from {{ ref('int_traject__trajecten') }} as t
    inner join rijen as r on r.spell_id = t.spell_id
    left join (select distinct spell_id from koppels) as k on k.spell_id = t.spell_id
    where k.spell_id is null
)

select
    a.*,
    a.einddatum is not null and a.einddatum <= p.peildatum as is_gestopt,
    a.einddatum is not null and a.einddatum <= p.peildatum and a.telt_als_einde as is_geeindigd,
    case when a.einddatum <= p.peildatum then coalesce(a.klasse, 'onbekend') end as eindklasse
from alle as a
cross join {{ ref('int_parameter__geldig') }} as p
