{# The goals that a contract works on, each as last delivered. #}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__doelen') }}
    where contractnummer is not null
    group by _leverancier, doelcode, contractnummer
)

select
    d._row_id,
    d.doelcode,
    d.bovenliggend_doelcode,
    d._leverancier as gemeentecode,
    d.contractnummer,
    coalesce(c.gemeentecode, d._leverancier) as contract_gemeentecode,
    d.doel,
    d.maatschappelijk_effect,
    d.indicator,
    d.richting,
    cast(d.norm as double) as norm,
    cast(d.streefjaar as integer) as streefjaar
from {{ ref('stg_levering__doelen') }} as d
inner join gekozen on gekozen._row_id = d._row_id
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = d.contractnummer
