-- Code 31 is "moved away" in Wmo and "completed as planned" in Jeugd: many Wmo ends with 31 point to the wrong list. Both sources of ends are
-- judged: delivered trajectories per contract, and stops in messages (307) per provider. A warning: it can be true.
{{ config(severity='warn') }}
with einden as (
    select contractnummer as bij, reden_beeindiging_code
    from {{ ref('int_traject__spells') }}
    where wet = 'Wmo' and reden_beeindiging_code is not null
    union all
    select gemeentecode || ' ' || agb_code, reden_beeindiging_code
    from {{ ref('int_levering__stops') }}
    where wet = 'Wmo' and is_actueel and not is_tijdelijk
)

select e.bij, count(*) as einden, count(*) filter (where e.reden_beeindiging_code = '31') as met_31
from einden as e
inner join {{ ref('parameter') }} as p on p.parameter = 'stopreden_31_wmo_max_pct'
group by e.bij, p.waarde
having count(*) >= 20 and count(*) filter (where e.reden_beeindiging_code = '31') * 100.0 / count(*) > p.waarde
