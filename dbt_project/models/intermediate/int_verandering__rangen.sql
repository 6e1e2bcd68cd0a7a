{# What Wilcoxon's test needs per contract and year. Equal sizes of change share the mean of their ranks, so ranks are given to sizes, not rows. #}
with gelijk as (
    select
        contractnummer,
        gemeentecode,
        jaar,
        abs(verschil) as grootte,
        count(*) as aantal,
        count(*) filter (where verschil > 0) as omhoog_n
    from {{ ref('int_verandering__traject') }}
    where verschil <> 0
    group by contractnummer, gemeentecode, jaar, abs(verschil)
),

met_rang as (
    select
        g.*,
        sum(aantal) over (partition by contractnummer, gemeentecode, jaar order by grootte rows unbounded preceding) - (aantal - 1) / 2.0
            as rang
    from gelijk as g
)

select
    contractnummer,
    gemeentecode,
    jaar,
    cast(sum(aantal) as bigint) as ongelijk_n,
    cast(sum(omhoog_n * rang) as double) as w_plus,
    cast(sum(aantal * aantal * aantal - aantal) as double) as banden
from met_rang
group by contractnummer, gemeentecode, jaar
