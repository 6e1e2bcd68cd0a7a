{# Contributions to mart_gebruik. Persons do not add up over categories and neighbourhoods, so the rows 'alle' have contributions of their own. #}
with niveaus as (
    select * from (values (false, false), (true, false), (false, true), (true, true)) as n(alle_categorieen, alle_wijken)
),

maanden as (
    select
        m.gemeentecode,
        m.wet,
        case when n.alle_categorieen then 'alle' else m.productcategorie end as productcategorie,
        case when n.alle_wijken then 'alle' else m.wijkcode end as wijkcode,
        m.maand,
        m.persoon_id,
        m.traject_id,
        m.is_pgb,
        m._row_ids
    from {{ ref('int_gebruik__maanden') }} as m
    cross join niveaus as n
),

trajecten as (
    select
        t.*,
        case when n.alle_categorieen then 'alle' else t.productcategorie end as niveau_categorie,
        case when n.alle_wijken then 'alle' else t.wijkcode end as niveau_wijk,
        cast(date_trunc('month', t.begindatum) as date) as beginmaand,
        cast(date_trunc('month', t.einddatum) as date) as eindmaand,
        {{ dbt.datediff('t.begindatum', 't.einddatum', 'day') }} + 1 as duur_dagen,
        t.begindatum <= p.peildatum as is_begonnen
    from {{ ref('int_gebruik__trajecten') }} as t
    cross join {{ ref('int_parameter__geldig') }} as p
    cross join niveaus as n
),

maten as (
    select gemeentecode, wet, productcategorie, wijkcode, maand, 'clienten_n' as measure, 1 as contribution,
        {{ lijst_samen('_row_ids') }} as _row_ids
    from maanden
    group by gemeentecode, wet, productcategorie, wijkcode, maand, persoon_id
    union all
    select gemeentecode, wet, productcategorie, wijkcode, maand, 'pgb_n', 1, {{ lijst_samen('_row_ids') }}
    from maanden
    where is_pgb
    group by gemeentecode, wet, productcategorie, wijkcode, maand, persoon_id
    union all
    select gemeentecode, wet, productcategorie, wijkcode, maand, 'trajecten_n', 1, _row_ids
    from maanden
    where traject_id is not null
    {%- for maat, waarde, maand, voorwaarde in [
        ('instroom_n', '1', 'beginmaand', 'is_begonnen'),
        ('uitstroom_n', '1', 'eindmaand', 'is_geeindigd'),
        ('duur_dagen', 'duur_dagen', 'eindmaand', 'is_geeindigd'),
    ] %}
    union all
    select gemeentecode, wet, niveau_categorie, niveau_wijk, {{ maand }}, '{{ maat }}', {{ waarde }}, _row_ids
    from trajecten
    where {{ voorwaarde }}
    {%- endfor %}
)

select
    *,
    {{ cell_id('mart_gebruik', ['gemeentecode', 'wet', 'productcategorie', 'wijkcode', 'maand']) }} as cell_id
from maten
-- Sorted, because half of a release would otherwise be this table (measured: 14 MB instead of 32).
order by gemeentecode, wet, productcategorie, wijkcode, maand, measure
