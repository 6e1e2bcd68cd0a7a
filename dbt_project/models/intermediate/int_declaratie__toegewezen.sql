{# What was allocated per allocation and month: the volume for the days of the month inside the allocation, up to the reference date. Per week is
   volume * days / 7 (not the maximum of IV076, which counts every week it touches); a total is spread over the days of its validity. Minutes,
   hours and dayparts become minutes, other units cannot be converted (reference.md §5.3). A budget is no volume.
   A view: 150,000 allocations are 6 million months, each with the rows of its allocation. #}
{{ config(materialized='view') }}
with perioden as (
    select t.*, least(coalesce(t.einddatum, p.peildatum), p.peildatum) as tot, e.minuten
    from {{ ref('int_toewijzing__stand') }} as t
    inner join {{ ref('eenheid') }} as e on e.eenheid_code = t.eenheid
    cross join {{ ref('int_parameter__geldig') }} as p
    where t.is_bestaand and t.volume is not null and t.ingangsdatum <= least(coalesce(t.einddatum, p.peildatum), p.peildatum)
),

maanden as (
    select *, {{ maandreeks('ingangsdatum', 'tot') }} as maand from perioden
),

met_dagen as (
    select
        *,
        {{ dbt.datediff('greatest(maand, ingangsdatum)', 'least(last_day(maand), tot)', 'day') }} + 1 as dagen,
        day(last_day(maand)) as maanddagen,
        {{ dbt.datediff('ingangsdatum', 'einddatum', 'day') }} + 1 as looptijd
    from maanden
)

select
    toewijzing_id,
    contract_gemeentecode as gemeentecode,
    contractnummer,
    wet,
    coalesce(productcategorie, 'onbekend') as productcategorie,
    maand,
    case when minuten is not null then 'minuut' else eenheid end as volume_eenheid,
    frequentie = '6' and einddatum is null as is_zonder_einde,
    {{ volume_in_maand('dagen', 'maanddagen', 'looptijd') }} as volume,
    _row_ids
from met_dagen
