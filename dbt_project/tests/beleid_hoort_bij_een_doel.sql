-- A story, action or decision about a goal nobody delivered, and a goal under a goal that is not there: probably a misspelt code. A warning:
-- the goal tree may come later. Decisions without a known goal stand apart on the page, so that none is lost.
{{ config(severity='warn') }}
with doelen as (
    select distinct gemeentecode, doelcode from {{ ref('mart_doel') }}
),

genoemd as (
    select gemeentecode, soort || ' ' || nummer as wat, doelcode from {{ ref('mart_doel_verslag') }}
    union all
    select gemeentecode, 'besluit ' || besluitnummer, doelcode from {{ ref('mart_besluit') }}
    union all
    select gemeentecode, 'doel ' || doelcode, bovenliggend_doelcode from {{ ref('mart_doel') }}
    where is_actueel and bovenliggend_doelcode is not null
)

select g.gemeentecode, g.wat, g.doelcode
from genoemd as g
left join doelen as d on d.gemeentecode = g.gemeentecode and d.doelcode = g.doelcode
where d.doelcode is null
