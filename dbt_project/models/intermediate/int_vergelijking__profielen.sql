{# Per comparison group, window of years and profile: how many pairs and reached goals of everybody together. What the model is fitted on. #}
select e.gemeentecode, e.wet, e.doelrichting, e.jaar, n.naam as profiel, c.cel_nr, c.paren_n, c.doel_gehaald_n
from {{ ref('int_vergelijking__cellen') }} as c
inner join {{ ref('int_vergelijking__eenheden') }} as e on e.eenheid_nr = c.eenheid_nr and e.eenheidsoort = 'groep'
inner join {{ ref('int_vergelijking__namen') }} as n on n.naam_nr = c.cel_nr % 1000000
