{# Which share the headline verdict of a contract is about: where most of its trajectories are meant to keep things as they are or to slow a
   decline, stability counts. Over all years together, so that one year is compared with the next on the same indicator. #}
select
    contractnummer,
    contract_gemeentecode as gemeentecode,
    count(*) as in_aanmerking_n,
    count(*) filter (where doelrichting in ('stabiliseren', 'vertragen')) as stabiel_n,
    case
        when count(*) filter (where doelrichting in ('stabiliseren', 'vertragen')) * 2 > count(*) then 'stabiel_of_beter'
        else 'betrouwbaar_beter'
    end as hoofdindicator
from {{ ref('int_resultaat__traject') }}
where is_in_aanmerking
group by contractnummer, contract_gemeentecode
