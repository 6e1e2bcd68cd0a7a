{# One row per person, contract and month with at least one day of support. #}
select
    contractnummer,
    contract_gemeentecode as gemeentecode,
    persoon_id,
    maand,
    bool_or(is_pgb) as is_pgb
from {{ ref('int_gebruik__maanden') }}
group by contractnummer, contract_gemeentecode, persoon_id, maand
