-- Code 31 is "moved away" in Wmo and "completed as planned" in Jeugd: many Wmo ends with 31 point to the wrong list.
-- A warning: it can be true.
{{ config(severity='warn') }}
select s.contractnummer, count(*) as einden, count(*) filter (where s.reden_beeindiging_code = '31') as met_31
from {{ ref('int_traject__spells') }} as s
inner join {{ ref('parameter') }} as p on p.parameter = 'stopreden_31_wmo_max_pct'
where s.wet = 'Wmo' and s.reden_beeindiging_code is not null
group by s.contractnummer, p.waarde
having count(*) >= 20 and count(*) filter (where s.reden_beeindiging_code = '31') * 100.0 / count(*) > p.waarde
