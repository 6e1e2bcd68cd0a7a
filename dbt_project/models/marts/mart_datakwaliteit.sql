with bevindingen as (
    select
        _delivery_id,
        coalesce(sum(aantal) filter (where ernst = 'fout'), 0) as fouten_n,
        coalesce(sum(aantal) filter (where ernst = 'waarschuwing'), 0) as waarschuwingen_n
    from {{ source('quarantine', 'bevinding') }}
    group by _delivery_id
),

regels as (
    select
        _delivery_id,
        regel,
        min(zin) as zin,
        case when bool_or(ernst = 'fout') then '1' else '0' end || lpad(cast(sum(aantal) as varchar), 12, '0') || regel as gewicht
    from {{ source('quarantine', 'bevinding') }}
    group by _delivery_id, regel
),

belangrijkste as (
    select _delivery_id, max_by(regel, gewicht) as regel, max_by(zin, gewicht) as zin from regels group by _delivery_id
)

select
    {{ cell_id('mart_datakwaliteit', ['d.delivery_id']) }} as cell_id,
    d.delivery_id,
    d.bron,
    d.leverancier,
    d.periode,
    d.status,
    d.ontvangen_op,
    coalesce(d.rijen_geleverd, 0) as rijen_geleverd_n,
    coalesce(d.rijen_quarantaine, 0) as rijen_quarantaine_n,
    {{ aandeel('d.rijen_quarantaine', 'd.rijen_geleverd') }} as quarantaine_pct,
    cast(coalesce(b.fouten_n, 0) as bigint) as bevindingen_n,
    cast(coalesce(b.waarschuwingen_n, 0) as bigint) as waarschuwingen_n,
    t.regel as belangrijkste_regel,
    t.zin as belangrijkste_zin,
    d.reden,
    p.peildatum
from {{ source('meta', 'delivery') }} as d
left join bevindingen as b on b._delivery_id = d.delivery_id
left join belangrijkste as t on t._delivery_id = d.delivery_id
cross join {{ ref('int_parameter__geldig') }} as p
