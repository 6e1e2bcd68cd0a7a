{# Contributions to mart_gebruik_contract: persons and started or ended trajectories per contract and month. #}
with maten as (
    select contractnummer, gemeentecode, maand, 'clienten_n' as measure, _row_ids from {{ ref('int_gebruik__persoonsmaanden') }}
    union all
    select contractnummer, gemeentecode, maand, 'pgb_n', _row_ids from {{ ref('int_gebruik__persoonsmaanden') }} where is_pgb
    union all
    select contractnummer, contract_gemeentecode, cast(date_trunc('month', begindatum) as date), 'instroom_n', _row_ids
    from {{ ref('int_gebruik__trajecten') }}
    cross join {{ ref('int_parameter__geldig') }} as p
    where begindatum <= p.peildatum
    union all
    select contractnummer, contract_gemeentecode, cast(date_trunc('month', einddatum) as date), 'uitstroom_n', _row_ids
    from {{ ref('int_gebruik__trajecten') }}
    where is_geeindigd
)

select
    contractnummer,
    gemeentecode,
    maand,
    {{ cell_id('mart_gebruik_contract', ['contractnummer', 'gemeentecode', 'maand']) }} as cell_id,
    measure,
    1 as contribution,
    _row_ids
from maten
