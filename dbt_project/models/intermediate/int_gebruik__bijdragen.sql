{# Contributions to mart_gebruik: persons and started or ended trajectories per contract and month. #}
with maten as (
    select contractnummer, gemeentecode, maand, 'clienten_n' as measure, _row_ids from {{ ref('int_gebruik__persoonsmaanden') }}
    union all
    select contractnummer, gemeentecode, maand, 'pgb_n', _row_ids from {{ ref('int_gebruik__persoonsmaanden') }} where is_pgb
    union all
    select contractnummer, contract_gemeentecode, cast(date_trunc('month', begindatum) as date), 'instroom_n', _row_ids
    from {{ ref('int_traject__trajecten') }}
    cross join {{ ref('int_parameter__geldig') }} as p
    where begindatum <= p.peildatum
    union all
    select contractnummer, contract_gemeentecode, cast(date_trunc('month', einddatum) as date), 'uitstroom_n', _row_ids
    from {{ ref('int_traject__trajecten') }}
    where coalesce(reden_niet_in_aanmerking, '') not in ('loopt_nog', 'geen_echt_einde')
)

select
    contractnummer,
    gemeentecode,
    maand,
    {{ cell_id('mart_gebruik', ['contractnummer', 'gemeentecode', 'maand']) }} as cell_id,
    measure,
    1 as contribution,
    _row_ids
from maten
