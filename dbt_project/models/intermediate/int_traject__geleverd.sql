{# One row per delivered trajectory, as its latest delivery has it, with the person and what its end means. A view: read once to join what
   continues (int_traject__vervolg) and once to keep (int_traject__spells). #}
{{ config(materialized='view') }}
-- Few come in two deliveries; only they are put in order (300,000 trajectories: 1 second instead of 2).
with herhaald as (
    select trajectnummer_pseudo from {{ ref('stg_levering__trajecten') }} group by trajectnummer_pseudo having count(*) > 1
),

gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__trajecten') }}
    where trajectnummer_pseudo in (select trajectnummer_pseudo from herhaald)
    group by trajectnummer_pseudo
)

select
    t.trajectnummer_pseudo,
    coalesce(t.bsn_pseudo, k.bsn_pseudo, t.clientnummer_pseudo) as persoon_id,
    t.gemeentecode,
    t.contractnummer,
    t.wet,
    t.productcategorie,
    t.leveringsvorm,
    t.begindatum,
    t.einddatum,
    t.reden_beeindiging_code,
    coalesce(r.klasse, 'onbekend') as klasse,
    coalesce(r.telt_als_einde, true) as telt_als_einde,
    coalesce(r.telt_in_noemer_uitval, false) as telt_in_noemer_uitval,
    t.bsn_pseudo is not null or k.bsn_pseudo is not null as heeft_bsn,
    t.huishoudnummer_pseudo is not null as is_huishouden_bekend,
    coalesce(t.wijkcode, 'onbekend') as wijkcode,
    t.geboortejaar,
    t.toegang,
    t.doelgroep,
    coalesce(t.doelrichting, g.standaard_doelrichting, 'verbeteren') as doelrichting,
    t._row_id
from {{ ref('stg_levering__trajecten') }} as t
left join herhaald on herhaald.trajectnummer_pseudo = t.trajectnummer_pseudo
left join gekozen on gekozen._row_id = t._row_id
left join {{ ref('int_persoon__koppeling') }} as k on k.clientnummer_pseudo = t.clientnummer_pseudo and k.is_eenduidig
left join {{ ref('doelgroep') }} as g on g.doelgroep = t.doelgroep
left join {{ ref('stopreden') }} as r on r.wet = t.wet and r.reden_code = t.reden_beeindiging_code
where herhaald.trajectnummer_pseudo is null or gekozen._row_id is not null
