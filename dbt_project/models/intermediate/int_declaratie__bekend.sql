{# Per contract: between which months of dagtekening its declarations are fully known. The first month is that of the municipality and law:
   what was declared before koers began is not there. The last is the last whole month in which no more than a small part of what the contract
   declared still waits for an answer. #}
with per_maand as (
    select
        r.gemeentecode,
        r.contractnummer,
        r.wet,
        cast(date_trunc('month', r.dagtekening) as date) as maand,
        sum(abs(r.bedrag_cent)) as ingediend_cent,
        sum(case when r.declaratie_status = 'open' then abs(r.bedrag_cent) else 0 end) as open_cent
    from {{ ref('int_declaratie__regels') }} as r
    cross join {{ ref('int_parameter__geldig') }} as p
    where r.dagtekening is not null and last_day(r.dagtekening) <= p.peildatum
    group by r.gemeentecode, r.contractnummer, r.wet, cast(date_trunc('month', r.dagtekening) as date)
),

stroom as (
    select gemeentecode, wet, min(maand) as eerste_maand, max(maand) as laatste_maand
    from per_maand
    group by gemeentecode, wet
),

reeks as (
    select c.gemeentecode, c.contractnummer, c.wet, s.eerste_maand, {{ maandreeks('s.eerste_maand', 's.laatste_maand') }} as maand
    from (select distinct gemeentecode, contractnummer, wet from per_maand) as c
    inner join stroom as s on s.gemeentecode = c.gemeentecode and s.wet = c.wet
)

select r.gemeentecode, r.contractnummer, r.wet, r.eerste_maand, max(r.maand) as laatste_maand
from reeks as r
cross join {{ ref('int_parameter__geldig') }} as p
left join per_maand as m
    on m.gemeentecode = r.gemeentecode and m.contractnummer = r.contractnummer and m.wet = r.wet and m.maand = r.maand
where coalesce(m.open_cent, 0) * 100 <= p.voltooiing_open_max_pct * coalesce(m.ingediend_cent, 0)
group by r.gemeentecode, r.contractnummer, r.wet, r.eerste_maand
