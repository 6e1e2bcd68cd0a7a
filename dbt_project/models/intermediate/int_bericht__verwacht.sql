{# Per contract and month: which message types it promises (`berichten`), how many came and whether one is missing. A task contract that promises
   nothing has no rows, so it misses nothing. A 323 counts in the month it declares and is expected some time after that month; other types
   count in the month of their Dagtekening. The check looks back a limited time, and not before the municipality's first message. #}
with beloofd as (
    {%- for type in ['301', '302', '305', '306', '307', '308', '315', '316', '317', '318', '319', '320', '323', '325'] %}
    select contractnummer, gemeentecode, wet, ingangsdatum, einddatum, _row_id, '{{ type }}' as berichttype
    from {{ ref('int_contract__contracten') }}
    where berichten like '%{{ type }}%'
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

eerste as (
    select gemeentecode, min(eerste_dagtekening) as eerste_dagtekening from {{ ref('int_bericht__kanalen') }} group by gemeentecode
),

maanden as (
    select
        b.*,
        {{ maandreeks(
            "greatest(b.ingangsdatum, coalesce(e.eerste_dagtekening, b.ingangsdatum), cast("
            ~ dbt.dateadd('month', '-p.bericht_terugblik_maanden', 'p.peildatum') ~ " as date))",
            "least(coalesce(b.einddatum, p.peildatum), p.peildatum)"
        ) }} as maand
    from beloofd as b
    cross join {{ ref('int_parameter__geldig') }} as p
    left join eerste as e on e.gemeentecode = b.gemeentecode
),

gekomen as (
    select
        b.wet, b.gemeentecode, b.agb_code, b.berichttype,
        cast(date_trunc('month', coalesce(d.periode_begin, b.dagtekening)) as date) as maand,
        b._row_id
    from {{ ref('int_bericht__berichten') }} as b
    left join {{ ref('stg_bericht__declaratie') }} as d on d._delivery_id = b._delivery_id
    where not b.is_afgekeurd
),

ontvangen as (
    select m.contractnummer, m.maand, m.berichttype, {{ lijst('g._row_id') }} as bericht_row_ids
    from maanden as m
    inner join {{ ref('stg_levering__aanbieders') }} as a
        on a.contractnummer = m.contractnummer and a.geldig_vanaf <= last_day(m.maand) and (a.geldig_tot is null or a.geldig_tot > m.maand)
    inner join gekomen as g
        on g.agb_code = a.agb_code and g.gemeentecode = a._leverancier and g.berichttype = m.berichttype and g.maand = m.maand
        and m.wet like '%' || g.wet || '%'
    group by m.contractnummer, m.maand, m.berichttype
)

select
    m.contractnummer,
    m.gemeentecode,
    m.maand,
    m.berichttype,
    coalesce(cast({{ aantal_in('o.bericht_row_ids') }} as integer), 0) as ontvangen_n,
    {{ dbt.dateadd('day', "case m.berichttype when '323' then p.declaratie_wachttijd_dagen else 0 end", 'last_day(m.maand)') }} <= p.peildatum
        as is_verwacht,
    o.bericht_row_ids,
    m._row_id as contract_row_id
from maanden as m
cross join {{ ref('int_parameter__geldig') }} as p
left join ontvangen as o on o.contractnummer = m.contractnummer and o.maand = m.maand and o.berichttype = m.berichttype
