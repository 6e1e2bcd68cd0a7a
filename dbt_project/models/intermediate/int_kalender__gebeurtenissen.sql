{# Every event that may break a series: national ones from the seed; start, end and change of form from the delivered contracts; the change of ZRM
   edition from the measurements; the first delivered month, in which people who were taken over seem to start; and the first year, in which people
   who came in earlier are missing, so that too few seem to stop. #}
with vormen as (
    select
        contractnummer,
        uitvoeringsvariant,
        lag(uitvoeringsvariant) over (partition by contractnummer order by _volgorde) as vorige_variant,
        lag({{ periode_eind('_periode') }}) over (partition by contractnummer order by _volgorde) as vorige_eind,
        _row_id
    from {{ ref('stg_levering__contracten') }}
),

edities as (
    select t.contractnummer, i.zrm_versie, cast(date_trunc('month', i.eerste_datum) as date) as maand, count(*) as n
    from {{ ref('int_resultaat__intake') }} as i
    inner join {{ ref('int_traject__trajecten') }} as t on t.spell_id = i.spell_id
    group by t.contractnummer, i.zrm_versie, cast(date_trunc('month', i.eerste_datum) as date)
),

-- The edition most of the first measurements of a month used; one stray measurement is no change of edition.
maandedities as (
    select contractnummer, maand, max_by(zrm_versie, n * 10000 + cast(zrm_versie as integer)) as zrm_versie from edities group by contractnummer, maand
),

van_contract as (
    select contractnummer, 'contract_start' as soort, ingangsdatum as datum, 'alle' as reeksen, uitvoeringsvariant as variant, _row_id
    from {{ ref('int_contract__contracten') }}
    union all
    select contractnummer, 'contract_einde', cast({{ dbt.dateadd('day', 1, 'einddatum') }} as date), 'alle', uitvoeringsvariant, _row_id
    from {{ ref('int_contract__contracten') }}
    where einddatum is not null
    union all
    select contractnummer, 'vormwijziging', cast({{ dbt.dateadd('day', 1, 'vorige_eind') }} as date), 'alle', uitvoeringsvariant, _row_id
    from vormen
    where vorige_variant <> uitvoeringsvariant
    union all
    select contractnummer, 'editiewissel', min(maand), 'resultaat', zrm_versie, null
    from maandedities
    group by contractnummer, zrm_versie
    having zrm_versie > (select min(m.zrm_versie) from maandedities as m where m.contractnummer = maandedities.contractnummer)
    union all
    select
        v.contractnummer,
        case r.na_aanloop when 'maand' then 'overname_einde' else 'aanloop_einde' end,
        case r.na_aanloop
            when 'maand' then cast({{ dbt.dateadd('month', 1, 'v.eerste_maand') }} as date)
            else cast({{ dbt.dateadd('month', 'p.aanloop_maanden', 'v.eerste_maand') }} as date)
        end,
        r.reeksen,
        null,
        v._row_id
    from {{ ref('int_verloop__vensters') }} as v
    cross join {{ ref('int_parameter__geldig') }} as p
    cross join (
        select na_aanloop, {{ met_kommas('reeks_code') }} as reeksen from {{ ref('verloopreeks') }} where na_aanloop <> 'nee' group by na_aanloop
    ) as r
)

select
    'landelijk:' || k.gebeurtenis_code as gebeurtenis_id,
    'landelijk' as soort,
    k.geldig_vanaf as datum,
    'alle' as gemeentecode,
    'alle' as contractnummer,
    k.wet,
    k.reeksen,
    cast(null as varchar) as variant,
    k.naam_nl,
    k.naam_en,
    k.status,
    k.bron,
    cast(null as varchar) as _row_id
from {{ ref('beleidskalender') }} as k
union all
select
    v.soort || ':' || v.contractnummer || ':' || cast(v.datum as varchar), v.soort, v.datum, c.gemeentecode, v.contractnummer, c.wet, v.reeksen,
    v.variant, c.contract_naam, c.contract_naam, 'geleverd', 'levering', v._row_id
from van_contract as v
inner join {{ ref('int_contract__contracten') }} as c on c.contractnummer = v.contractnummer
