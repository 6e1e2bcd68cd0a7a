-- For every delivery: delivered is exactly the sum of the other posts, in rows and to the cent. A delivery without other posts fails too.
select
    delivery_id,
    sum(case when post = 'geleverd' then rijen_n else -rijen_n end) as rijen_verschil,
    sum(case when post = 'geleverd' then coalesce(bedrag_cent, 0) else -coalesce(bedrag_cent, 0) end) as cent_verschil
from {{ ref('mart_aansluiting') }}
group by delivery_id
having rijen_verschil <> 0 or cent_verschil <> 0 or count(*) filter (where post = 'geleverd') <> 1
