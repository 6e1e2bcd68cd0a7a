{# Who used a product in the compared months: persons with any volume left after credits. #}
select contractnummer, gemeentecode, boekjaar, product, periode, bsn_pseudo
from {{ ref('int_ontleding__regels') }}
group by contractnummer, gemeentecode, boekjaar, product, periode, bsn_pseudo
having sum(volume) > 0
