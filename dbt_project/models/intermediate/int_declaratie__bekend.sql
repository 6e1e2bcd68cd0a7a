{# Per contract: of which months the declarations are fully known. The first is the first month of delivery whose earliest declarations are there:
   the first month of dagtekening of the municipality and law, less the shortest delay it ever showed. The last is the last whole month of
   dagtekening, or the month before the first one that still waits for its answers. What waits longer than answers take is lost, not late. #}
with per_maand as (
    select
        r.gemeentecode,
        r.contractnummer,
        r.wet,
        cast(date_trunc('month', r.dagtekening) as date) as maand,
        min(r.vertraging_maanden) as vertraging_maanden,
        sum(case when r.declaratie_status = 'open' then abs(r.bedrag_cent) else 0 end) * 100
        > max(p.voltooiing_open_max_pct) * sum(abs(r.bedrag_cent)) as is_open
    from {{ ref('int_declaratie__regels') }} as r
    cross join {{ ref('int_parameter__geldig') }} as p
    where r.dagtekening is not null and last_day(r.dagtekening) <= p.peildatum
    group by r.gemeentecode, r.contractnummer, r.wet, cast(date_trunc('month', r.dagtekening) as date)
),

stroom as (
    select gemeentecode, wet, min(maand) as eerste_maand, max(maand) as laatste_maand, min(vertraging_maanden) as vertraging_maanden
    from per_maand
    group by gemeentecode, wet
)

select
    m.gemeentecode,
    m.contractnummer,
    m.wet,
    cast({{ dbt.dateadd('month', '-s.vertraging_maanden', 's.eerste_maand') }} as date) as eerste_maand,
    cast(coalesce(
        {{ dbt.dateadd('month', -1, "min(case when m.is_open and " ~ maanden_tussen('m.maand', 's.laatste_maand')
            ~ " < p.voltooiing_antwoord_maanden then m.maand end)") }},
        s.laatste_maand
    ) as date) as laatste_maand
from per_maand as m
cross join {{ ref('int_parameter__geldig') }} as p
inner join stroom as s on s.gemeentecode = m.gemeentecode and s.wet = m.wet
group by m.gemeentecode, m.contractnummer, m.wet, s.eerste_maand, s.laatste_maand, s.vertraging_maanden
