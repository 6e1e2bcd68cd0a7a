{# Contributions to mart_gebruik_contract: persons and started or ended trajectories per contract and month. A view, as int_gebruik__bijdragen
   is. #}
{{ config(materialized='view') }}
with maten as (
    {%- for maat, voorwaarde in [('clienten_n', 'true'), ('pgb_n', 'is_pgb')] %}
    select contractnummer, contract_gemeentecode as gemeentecode, maand, '{{ maat }}' as measure, {{ lijst_samen('_row_ids') }} as _row_ids
    from {{ ref('int_gebruik__maanden') }}
    where {{ voorwaarde }}
    group by contractnummer, contract_gemeentecode, persoon_id, maand
    union all
    {%- endfor %}
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
