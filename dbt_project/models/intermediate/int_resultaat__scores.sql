{# Every delivered score once, with the windows it falls in and the reason why it cannot be part of a pair. A view: the figures are made from
   measurements, and only who asks for rows needs it. #}
{{ config(materialized='view') }}
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
    {{ venster_eerste('z', 't') }} as is_eerste_venster,
    {{ venster_laatste('z', 't') }} as is_laatste_venster,
    dubbel._row_id is null
    and d.is_kern
    and z.score is not null
    and not (d.domein_key = 'werk_opleiding' and {{ is_aow_op('z.meetdatum', 't') }})
    and {{ venster_intake('z', 't') }} as is_intake,
    case
        when dubbel._row_id is not null then 'dubbel'
        when t.spell_id is null then 'traject_onbekend'
        when t.reden is not null then t.reden
        when not d.is_kern then 'aanvullend_leefgebied'
        when d.domein_key = 'werk_opleiding' and t.is_aow then 'aow_leeftijd'
        when z.score is null then 'score_ontbreekt'
    end as uitsluitreden
from {{ ref('stg_levering__zrm') }} as z
left join {{ ref('int_meting__dubbel') }} as dubbel on dubbel._row_id = z._row_id
left join {{ ref('int_meting__leefgebieden') }} as d on d.zrm_versie = z.zrm_versie and d.domein_naam = z.domein_naam
left join {{ ref('int_traject__vensters') }} as t on t.trajectnummer_pseudo = z.trajectnummer_pseudo
