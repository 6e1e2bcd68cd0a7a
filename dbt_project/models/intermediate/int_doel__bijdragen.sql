{# Contributions to mart_doel: every version of every goal. A version is what consecutive deliveries say alike; replaced deliveries count
   too, because a target that was changed must stay to be seen. It holds from the first day of the period it was delivered for; when that
   period was delivered again, from the day of receipt. #}
with recursive leveringen as (
    select
        d.delivery_id,
        d.leverancier,
        case
            when d.volgnummer > min(d.volgnummer) over (partition by d.leverancier, d.periode) then cast(d.ontvangen_op as date)
            else {{ leverperiode_begin('d.periode') }}
        end as vanaf,
        cast({{ periode_eind('d.periode') }} as varchar) || lpad(cast(d.volgnummer as varchar), 12, '0') as volgorde
    from {{ source('meta', 'delivery') }} as d
    where d.bron = 'doelen' and d.status in ('geaccepteerd', 'vervangen')
),

rijen as (
    select
        r._row_id,
        l.leverancier as gemeentecode,
        r.doelcode,
        coalesce(r.contractnummer, 'geen') as contractnummer,
        cast(coalesce(r.streefjaar, 0) as integer) as streefjaar,
        r.bovenliggend_doelcode,
        r.doel,
        r.maatschappelijk_effect,
        r.indicator,
        r.richting,
        cast(r.norm as double) as norm,
        l.vanaf,
        l.volgorde,
        {{ sleutel(["coalesce(r.bovenliggend_doelcode, '')", "r.doel", "r.maatschappelijk_effect", "coalesce(r.indicator, '')",
            "coalesce(r.richting, '')", "coalesce(cast(r.norm as varchar), '')"]) }} as inhoud
    from {{ source('landing', 'doelen') }} as r
    inner join leveringen as l on l.delivery_id = r._delivery_id
),

gewisseld as (
    select *, case when inhoud = lag(inhoud) over doel then 0 else 1 end as is_nieuw
    from rijen
    window doel as (partition by gemeentecode, doelcode, contractnummer, streefjaar order by volgorde)
),

genummerd as (
    select *, sum(is_nieuw) over (partition by gemeentecode, doelcode, contractnummer, streefjaar order by volgorde) as versie
    from gewisseld
),

versies as (
    select
        gemeentecode, doelcode, contractnummer, streefjaar, cast(versie as integer) as versie, bovenliggend_doelcode, doel,
        maatschappelijk_effect, indicator, richting, norm, min(vanaf) as geldig_vanaf, max(_row_id) as _row_id,
        {{ lijst('_row_id') }} as _row_ids
    from genummerd
    group by all
),

boom as (
    select gemeentecode, doelcode, 1 as niveau from versies where bovenliggend_doelcode is null
    union
    select v.gemeentecode, v.doelcode, b.niveau + 1
    from versies as v
    inner join boom as b on b.gemeentecode = v.gemeentecode and b.doelcode = v.bovenliggend_doelcode
    where b.niveau < 10
)

select
    v.*,
    lead(v.geldig_vanaf) over (
        partition by v.gemeentecode, v.doelcode, v.contractnummer, v.streefjaar order by v.versie
    ) as geldig_tot,
    b.niveau,
    {{ cell_id('mart_doel', ['v.gemeentecode', 'v.doelcode', 'v.contractnummer', 'v.streefjaar', 'v.versie']) }} as cell_id,
    'regels_n' as measure,
    cast({{ aantal_in('v._row_ids') }} as bigint) as contribution
from versies as v
left join (select gemeentecode, doelcode, min(niveau) as niveau from boom group by gemeentecode, doelcode) as b
    on b.gemeentecode = v.gemeentecode and b.doelcode = v.doelcode
