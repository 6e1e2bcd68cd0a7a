{# What accepted declarations cost per client and year, and how far that mean would move with other clients: the variance of the mean. In whole
   cents until the last division. #}
with clienten as (
    select contractnummer, gemeentecode, {{ jaar('maand') }} as jaar, bsn_pseudo, cast(sum(bedrag_cent) as {{ groot_geheel() }}) as cent
    from {{ ref('int_declaratie__regels') }}
    where declaratie_status = 'geaccepteerd'
    group by contractnummer, gemeentecode, bsn_pseudo, {{ jaar('maand') }}
),

sommen as (
    select contractnummer, gemeentecode, jaar, count(*) as clienten_n, sum(cent) as som, sum(cent * cent) as kwadraten
    from clienten
    group by contractnummer, gemeentecode, jaar
)

select
    contractnummer,
    gemeentecode,
    jaar,
    clienten_n,
    cast(som as double) / clienten_n as gemiddeld_cent,
    cast(kwadraten * clienten_n - som * som as double) / (cast(clienten_n as double) * clienten_n * nullif(clienten_n - 1, 0))
        as gemiddeld_variantie
from sommen
