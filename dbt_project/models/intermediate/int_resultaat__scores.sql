{# Every delivered score once, with the windows it falls in and the reason why it cannot be part of a pair. #}
{%- set kenmerk = ['trajectnummer_pseudo', 'zrm_versie', 'informant', 'meetdatum', 'domein_naam'] %}
-- A score that came twice is rare: one number per score tells where to look, and only there is everything compared (10 million rows: 2 s, not 12).
with kandidaten as (
    select {{ getal_van(*kenmerk) }} as kandidaat from {{ ref('stg_levering__zrm') }} group by {{ getal_van(*kenmerk) }} having count(*) > 1
),

meervoudig as (
    select {{ kenmerk | join(', ') }}, _row_id, _volgorde
    from {{ ref('stg_levering__zrm') }}
    where {{ getal_van(*kenmerk) }} in (select kandidaat from kandidaten)
),

gekozen as (
    select max_by(_row_id, _volgorde) as _row_id from meervoudig group by {{ kenmerk | join(', ') }}
),

dubbel as (
    select m._row_id from meervoudig as m left join gekozen as g on g._row_id = m._row_id where g._row_id is null
),

-- What a score needs to know of its trajectory, worked out once per trajectory: the windows as days, open windows as none.
traject as (
    select
        s.trajectnummer_pseudo,
        t.spell_id,
        t.is_aow,
        t.geboortejaar,
        'traject_' || t.reden_niet_in_aanmerking as reden,
        cast({{ dbt.dateadd('day', '-p.intake_venster_voor', 't.begindatum') }} as date) as begin_vanaf,
        cast({{ dbt.dateadd('day', 'p.intake_venster_na', 't.begindatum') }} as date) as begin_tot,
        case when t.reden_niet_in_aanmerking is null then cast({{ dbt.dateadd('day', '-p.eind_venster_voor', 't.einddatum') }} as date) end as einde_vanaf,
        cast({{ dbt.dateadd('day', 'p.eind_venster_na', 't.einddatum') }} as date) as einde_tot
    from {{ ref('int_traject__spells') }} as s
    inner join {{ ref('int_traject__trajecten') }} as t on t.spell_id = s.spell_id
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    z._row_id,
    z._delivery_id,
    t.spell_id,
    z.zrm_versie,
    z.informant,
    z.meetmoment,
    z.meetdatum,
    z.beoordelaar_pseudo,
    d.domein_key,
    z.score,
    t.reden is null and z.meetmoment not in ('eind', 'follow_up') and z.meetdatum between t.begin_vanaf and t.begin_tot as is_eerste_venster,
    t.reden is null and z.meetmoment not in ('intake', 'follow_up') and z.meetdatum between t.einde_vanaf and t.einde_tot as is_laatste_venster,
    dubbel._row_id is null
    and d.is_kern
    and z.score is not null
    and z.informant = 'professional'
    and z.meetmoment not in ('eind', 'follow_up')
    and not (d.domein_key = 'werk_opleiding' and coalesce(t.is_aow or {{ jaar('z.meetdatum') }} - t.geboortejaar >= p.aow_leeftijd, false))
    and z.meetdatum between t.begin_vanaf and t.begin_tot as is_intake,
    case
        when dubbel._row_id is not null then 'dubbel'
        when t.spell_id is null then 'traject_onbekend'
        when t.reden is not null then t.reden
        when not d.is_kern then 'aanvullend_leefgebied'
        when d.domein_key = 'werk_opleiding' and t.is_aow then 'aow_leeftijd'
        when z.score is null then 'score_ontbreekt'
    end as uitsluitreden
from {{ ref('stg_levering__zrm') }} as z
left join dubbel on dubbel._row_id = z._row_id
left join {{ ref('zrm_domein') }} as d on d.zrm_versie = z.zrm_versie and d.domein_naam = z.domein_naam
left join traject as t on t.trajectnummer_pseudo = z.trajectnummer_pseudo
cross join {{ ref('int_parameter__geldig') }} as p
