{# Periods as long as the rest of the running year. Window 0 is that rest. Window 1 is the last period of that length whose declarations are
   complete enough to count, 2 the one before, and so on without overlap: each is one observation of what comes of allocations known at
   its start, new people included. Before the first message about an allocation nothing was known: what ran then and had ended was never sent, so
   a period that began earlier would show more than comes of allocations. #}
with lopend as (
    select contractnummer, gemeentecode, boekjaar, maanden_n, 12 - maanden_n as lengte
    from {{ ref('int_geld__afgesloten') }}
    where maanden_n between 1 and 11 and realisatie_bron <> 'geen'
),

compleet as (
    select v.contractnummer, v.gemeentecode, v.maand, sum(cast(round(v.verwacht_cent) as bigint)) as geleverd_cent
    from {{ ref('int_declaratie__verwachting') }} as v
    cross join {{ ref('int_parameter__geldig') }} as p
    group by v.contractnummer, v.gemeentecode, v.maand
    having bool_and(v.reden_code is null and v.voltooiing * 100 >= p.verzilvering_min_voltooiing_pct)
),

bereik as (
    select contractnummer, gemeentecode, min(maand) as eerste_maand, max(maand) as laatste_maand
    from compleet
    group by contractnummer, gemeentecode
),

eerste_bericht as (
    select s.contractnummer, s.contract_gemeentecode as gemeentecode, min(b.dagtekening) as dagtekening
    from {{ ref('stg_bericht__toewijzing') }} as t
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = t._delivery_id and not b.is_afgekeurd
    inner join {{ ref('int_toewijzing__stand') }} as s on s.toewijzing_id = {{ toewijzing_id('t') }}
    group by s.contractnummer, s.contract_gemeentecode
),

vensters as (
    select
        j.contractnummer,
        j.gemeentecode,
        j.boekjaar,
        n.venster,
        j.lengte,
        b.eerste_maand,
        p.peildatum,
        cast(case
            when n.venster = 0 then {{ dbt.dateadd('month', 'j.maanden_n', 'make_date(j.boekjaar, 1, 1)') }}
            else {{ dbt.dateadd('month', '1 - n.venster * j.lengte', 'b.laatste_maand') }}
        end as date) as van
    from lopend as j
    inner join bereik as b on b.contractnummer = j.contractnummer and b.gemeentecode = j.gemeentecode
    cross join {{ ref('int_parameter__geldig') }} as p
    cross join (select {{ getallen('obligo_max_vensters') }} as venster from {{ ref('int_parameter__geldig') }}) as n
)

select
    v.contractnummer,
    v.gemeentecode,
    v.boekjaar,
    cast(v.venster as integer) as venster,
    cast(v.lengte as integer) as maanden_n,
    v.van,
    cast({{ dbt.dateadd('month', 'v.lengte - 1', 'v.van') }} as date) as tot_en_met,
    case when v.venster = 0 then v.peildatum else cast({{ dbt.dateadd('day', -1, 'v.van') }} as date) end as bekend_op,
    case when v.venster > 0 then cast(sum(c.geleverd_cent) as bigint) end as geleverd_cent
from vensters as v
left join compleet as c
    on c.contractnummer = v.contractnummer and c.gemeentecode = v.gemeentecode
    and c.maand between v.van and {{ dbt.dateadd('month', 'v.lengte - 1', 'v.van') }}
left join eerste_bericht as e on e.contractnummer = v.contractnummer and e.gemeentecode = v.gemeentecode
where v.venster = 0 or (v.van >= v.eerste_maand and v.van > e.dagtekening)
group by v.contractnummer, v.gemeentecode, v.boekjaar, v.venster, v.lengte, v.van, v.peildatum
