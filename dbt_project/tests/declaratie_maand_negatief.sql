-- More was credited than accepted in a month of one contract: possible, and worth a question to the provider. A warning: it can be true.
{{ config(severity='warn') }}
select gemeentecode, contractnummer, maand, sum(geaccepteerd_cent) as geaccepteerd_cent
from {{ ref('mart_declaraties') }}
group by gemeentecode, contractnummer, maand
having sum(geaccepteerd_cent) < 0
