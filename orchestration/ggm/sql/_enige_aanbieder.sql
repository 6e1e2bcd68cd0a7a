-- Per contract its only provider, or else its only main contractor: the one party a contract can be said to be with.
select
    contractnummer,
    count(distinct agb_code) as aanbieders_n,
    case
        when count(distinct agb_code) = 1 then min(agb_code)
        when count(distinct agb_code) filter (where rol = 'hoofdaannemer') = 1 then min(agb_code) filter (where rol = 'hoofdaannemer')
    end as agb_code
from koers.staging.stg_levering__aanbieders
group by contractnummer
