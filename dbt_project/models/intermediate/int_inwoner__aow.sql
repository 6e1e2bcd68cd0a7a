{# Per year of birth the first day at pension age. The age rose and rises, so what held on the day counts, not what holds now; a day per year of birth
   makes that a comparison of two dates for every measurement. Who has reached it keeps it. Only the year of birth is known: 1 January stands for it. #}
with jaren as (
    select distinct geboortejaar from {{ ref('int_traject__spells') }} where geboortejaar is not null
),

bereikt as (
    select
        j.geboortejaar,
        make_date(j.geboortejaar + cast(ceil(p.waarde) as integer), 1, 1) as dag,
        p.geldig_vanaf,
        p.geldig_tot
    from jaren as j
    cross join {{ ref('parameter') }} as p
    where p.parameter = 'aow_leeftijd'
)

select geboortejaar, min(greatest(dag, geldig_vanaf)) as aow_vanaf
from bereikt
where geldig_tot is null or dag < geldig_tot
group by geboortejaar
