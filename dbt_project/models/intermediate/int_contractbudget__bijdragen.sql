{# Contributions to mart_contractbudget_opbouw: the arithmetic of B(y) = B(y-1) * (1 - a) * (1 + i) + new tasks, one step a row (reference.md
   §4.4). What lasted last year comes first; where this year's delivered basis differs from that, the difference is a step of its own. The steps
   of a year add up to the delivered amount, because each delivered component is in exactly one of them. #}
with onderdelen as (
    select * from {{ ref('int_contractbudget__onderdelen') }} where reden = ''
),

jaren as (
    select contractnummer, gemeentecode, jaar from onderdelen group by contractnummer, gemeentecode, jaar
),

stappen as (
    select j.contractnummer, j.gemeentecode, j.jaar, 'vorig_jaar' as stap, v.bedrag_cent, v._row_id
    from jaren as j
    inner join onderdelen as v
        on v.contractnummer = j.contractnummer and v.gemeentecode = j.gemeentecode and v.jaar = j.jaar - 1 and v.soort <> 'aanloopinvestering'
    union all
    select j.contractnummer, j.gemeentecode, j.jaar, 'onverklaard', -v.bedrag_cent, v._row_id
    from jaren as j
    inner join onderdelen as v
        on v.contractnummer = j.contractnummer and v.gemeentecode = j.gemeentecode and v.jaar = j.jaar - 1 and v.soort <> 'aanloopinvestering'
    union all
    select o.contractnummer, o.gemeentecode, o.jaar,
        case when o.soort <> 'structureel' then o.soort when v.jaar is null then 'begin' else 'onverklaard' end,
        o.bedrag_cent, o._row_id
    from onderdelen as o
    left join jaren as v on v.contractnummer = o.contractnummer and v.gemeentecode = o.gemeentecode and v.jaar = o.jaar - 1
)

select
    contractnummer,
    gemeentecode,
    cast(jaar as integer) as jaar,
    stap,
    {{ cell_id('mart_contractbudget_opbouw', ['contractnummer', 'gemeentecode', 'cast(jaar as integer)', 'stap']) }} as cell_id,
    'stap_cent' as measure,
    bedrag_cent as contribution,
    {{ lijst_van('_row_id') }} as _row_ids
from stappen
