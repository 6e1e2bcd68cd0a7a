{# One row per delivered trajectory (its latest delivery), with the spell it belongs to. A trajectory continues the previous one of the same
   person, contract, product and form when it starts within the margin after it and the previous reason is no end, or is the same (CBS). #}
-- Few come in two deliveries, and few people have more than one; only they are put in order (300,000 trajectories: 1 second instead of 2).
with herhaald as (
    select trajectnummer_pseudo from {{ ref('stg_levering__trajecten') }} group by trajectnummer_pseudo having count(*) > 1
),

gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__trajecten') }}
    where trajectnummer_pseudo in (select trajectnummer_pseudo from herhaald)
    group by trajectnummer_pseudo
),

trajecten as (
    select
        t.*,
        coalesce(t.bsn_pseudo, k.bsn_pseudo, t.clientnummer_pseudo) as persoon_id,
        coalesce(r.klasse, 'onbekend') as klasse,
        coalesce(r.telt_als_einde, true) as telt_als_einde,
        coalesce(r.telt_in_noemer_uitval, false) as telt_in_noemer_uitval,
        t.bsn_pseudo is not null or k.bsn_pseudo is not null as heeft_bsn,
        coalesce(t.doelrichting, g.standaard_doelrichting, 'verbeteren') as doel
    from {{ ref('stg_levering__trajecten') }} as t
    left join herhaald on herhaald.trajectnummer_pseudo = t.trajectnummer_pseudo
    left join gekozen on gekozen._row_id = t._row_id
    left join {{ ref('int_persoon__koppeling') }} as k on k.clientnummer_pseudo = t.clientnummer_pseudo and k.is_eenduidig
    left join {{ ref('doelgroep') }} as g on g.doelgroep = t.doelgroep
    left join {{ ref('stopreden') }} as r on r.wet = t.wet and r.reden_code = t.reden_beeindiging_code
    where herhaald.trajectnummer_pseudo is null or gekozen._row_id is not null
),

met_meer as (
    select persoon_id from trajecten group by persoon_id having count(*) > 1
),

met_vorige as (
    select
        t.trajectnummer_pseudo, t.persoon_id, t.contractnummer, t.productcategorie, t.leveringsvorm, t.begindatum,
        coalesce(t.reden_beeindiging_code, '') as reden,
        lag(t.einddatum) over w as vorige_einddatum,
        lag(t.telt_als_einde) over w as vorige_telt_als_einde,
        lag(coalesce(t.reden_beeindiging_code, '')) over w as vorige_reden
    from trajecten as t
    where t.persoon_id in (select persoon_id from met_meer)
    window w as (
        partition by t.persoon_id, t.contractnummer, t.productcategorie, t.leveringsvorm order by t.begindatum, t.trajectnummer_pseudo
    )
),

genummerd as (
    select
        t.trajectnummer_pseudo,
        sum(
            case
                when {{ dbt.datediff('t.vorige_einddatum', 't.begindatum', 'day') }} <= p.spell_marge
                    and (not t.vorige_telt_als_einde or t.vorige_reden = t.reden) then 0
                else 1
            end
        ) over (
            partition by t.persoon_id, t.contractnummer, t.productcategorie, t.leveringsvorm order by t.begindatum, t.trajectnummer_pseudo
            rows unbounded preceding
        ) as spell_nr
    from met_vorige as t
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    {{ sleutel(["t.persoon_id", "t.contractnummer", "coalesce(t.productcategorie, '')", "t.leveringsvorm", "cast(coalesce(n.spell_nr, 1) as varchar)"]) }}
        as spell_id,
    t.trajectnummer_pseudo, t.persoon_id, t.heeft_bsn, t.gemeentecode, t.contractnummer, t.wet, t.productcategorie, t.leveringsvorm,
    t.begindatum, t.einddatum, t.reden_beeindiging_code, t.klasse, t.telt_als_einde, t.telt_in_noemer_uitval,
    coalesce(t.wijkcode, 'onbekend') as wijkcode,
    t.geboortejaar,
    t.doel as doelrichting,
    t.doelgroep,
    t.toegang,
    t.huishoudnummer_pseudo is not null as is_huishouden_bekend,
    t._row_id
from trajecten as t
left join genummerd as n on n.trajectnummer_pseudo = t.trajectnummer_pseudo
