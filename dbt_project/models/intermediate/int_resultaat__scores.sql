{# Every delivered score once, with the windows it falls in and the reason why it cannot be part of a pair. #}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__zrm') }}
    group by trajectnummer_pseudo, zrm_versie, informant, meetdatum, domein_naam
)

select
    z._row_id,
    z._delivery_id,
    s.spell_id,
    z.zrm_versie,
    z.informant,
    z.meetmoment,
    z.meetdatum,
    z.beoordelaar_pseudo,
    d.domein_key,
    z.score,
    t.reden_niet_in_aanmerking is null
    and z.meetmoment not in ('eind', 'follow_up')
    and {{ dbt.datediff('t.begindatum', 'z.meetdatum', 'day') }} between -p.intake_venster_voor and p.intake_venster_na
        as is_eerste_venster,
    t.reden_niet_in_aanmerking is null
    and z.meetmoment not in ('intake', 'follow_up')
    and {{ dbt.datediff('t.einddatum', 'z.meetdatum', 'day') }} between -p.eind_venster_voor and p.eind_venster_na as is_laatste_venster,
    gekozen._row_id is not null
    and d.is_kern
    and z.score is not null
    and z.informant = 'professional'
    and z.meetmoment not in ('eind', 'follow_up')
    and not (d.domein_key = 'werk_opleiding' and coalesce(t.is_aow or {{ jaar('z.meetdatum') }} - t.geboortejaar >= p.aow_leeftijd, false))
    and {{ dbt.datediff('t.begindatum', 'z.meetdatum', 'day') }} between -p.intake_venster_voor and p.intake_venster_na as is_intake,
    case
        when gekozen._row_id is null then 'dubbel'
        when s.spell_id is null then 'traject_onbekend'
        when t.reden_niet_in_aanmerking is not null then 'traject_' || t.reden_niet_in_aanmerking
        when not d.is_kern then 'aanvullend_leefgebied'
        when d.domein_key = 'werk_opleiding' and t.is_aow then 'aow_leeftijd'
        when z.score is null then 'score_ontbreekt'
    end as uitsluitreden
from {{ ref('stg_levering__zrm') }} as z
left join gekozen on gekozen._row_id = z._row_id
left join {{ ref('zrm_domein') }} as d on d.zrm_versie = z.zrm_versie and d.domein_naam = z.domein_naam
left join {{ ref('int_traject__spells') }} as s on s.trajectnummer_pseudo = z.trajectnummer_pseudo
left join {{ ref('int_traject__trajecten') }} as t on t.spell_id = s.spell_id
cross join {{ ref('int_parameter__geldig') }} as p
