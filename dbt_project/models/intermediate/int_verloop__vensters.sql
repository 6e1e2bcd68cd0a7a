{# From which month to which month the persons of a contract were delivered. After the last month a zero means "not delivered yet", not "nobody".
   Deliveries of trajectories say so themselves; messages come by the day, so their last begun month counts. #}
with geleverd as (
    select t.contractnummer, max(l.tot) as tot
    from (select distinct contractnummer, _leverancier from {{ ref('stg_levering__trajecten') }}) as t
    inner join (
        select _leverancier, max({{ periode_eind('_periode') }}) as tot from {{ ref('stg_levering__trajecten') }} group by _leverancier
    ) as l on l._leverancier = t._leverancier
    group by t.contractnummer
    union all
    select contractnummer, last_day(max(begindatum))
    from {{ ref('int_gebruik__trajecten') }}
    cross join {{ ref('int_parameter__geldig') }} as p
    where bron = 'berichten' and begindatum <= p.peildatum
    group by contractnummer
),

eerste as (
    select contractnummer, gemeentecode, min(maand) as eerste_maand from {{ ref('int_gebruik_contract__bijdragen') }} group by contractnummer, gemeentecode
)

select
    c.contractnummer,
    c.gemeentecode,
    c.wet,
    e.eerste_maand,
    -- The last whole month: the month of the day after it, minus one.
    cast({{ dbt.dateadd('month', -1, "date_trunc('month', " ~ dbt.dateadd('day', 1, 'least(max(g.tot), p.peildatum)') ~ ")") }} as date)
        as laatste_maand,
    -- Of support that began before the first messages only what still ran was sent: their waiting times are no fair sample.
    b.eerste_berichtmaand,
    c._row_id
from {{ ref('int_contract__contracten') }} as c
inner join eerste as e on e.contractnummer = c.contractnummer and e.gemeentecode = c.gemeentecode
inner join geleverd as g on g.contractnummer = c.contractnummer
left join (
    select gemeentecode, wet, cast(date_trunc('month', min(dagtekening)) as date) as eerste_berichtmaand
    from {{ ref('stg_bericht__bericht') }}
    where berichttype = '305'
    group by gemeentecode, wet
) as b on b.gemeentecode = c.gemeentecode and b.wet = c.wet
cross join {{ ref('int_parameter__geldig') }} as p
group by c.contractnummer, c.gemeentecode, c.wet, e.eerste_maand, p.peildatum, b.eerste_berichtmaand, c._row_id
