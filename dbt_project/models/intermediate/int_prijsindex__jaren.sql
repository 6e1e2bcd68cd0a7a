{# The price level of each year as a logarithm, from the yearly rises of the seed: real is nominal / exp(log_prijs now - log_prijs then). #}
select {{ jaar('geldig_vanaf') }} as jaar, sum(ln(1 + cast(waarde as decimal(9, 4)) / 100)) over (order by geldig_vanaf) as log_prijs
from {{ ref('prijsindex') }}
