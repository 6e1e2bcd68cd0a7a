with leveringen as (
    select * from {{ source('meta', 'delivery') }}
),

posten as (
    select delivery_id, 'geleverd' as post, 1 as volgorde, rijen_geleverd as rijen_n, bedrag_geleverd_cent as bedrag_cent from leveringen
    union all
    select delivery_id, 'geweigerd', 2, rijen_geleverd, bedrag_geleverd_cent from leveringen where status = 'geweigerd'
    union all
    select delivery_id, 'vervangen', 3, rijen_geaccepteerd, bedrag_geaccepteerd_cent from leveringen where status = 'vervangen'
    union all
    select delivery_id, 'quarantaine', 4, rijen_quarantaine, bedrag_quarantaine_cent from leveringen
    where status <> 'geweigerd' and rijen_quarantaine > 0
    union all
    select
        r._delivery_id,
        case r.reden when '' then 'geteld' else 'uitgesloten:' || r.reden end,
        case r.reden when '' then 6 else 5 end,
        sum(r.rijen_n),
        sum(r.bedrag_cent)
    from {{ ref('int_aansluiting__rijen') }} as r
    inner join leveringen as d on d.delivery_id = r._delivery_id and d.status = 'geaccepteerd'
    group by r._delivery_id, r.reden
)

select
    {{ cell_id('mart_aansluiting', ['d.bron', 'd.delivery_id', 'p.post']) }} as cell_id,
    d.bron,
    d.delivery_id,
    p.post,
    d.leverancier,
    d.periode,
    cast(coalesce(p.rijen_n, 0) as bigint) as rijen_n,
    cast(p.bedrag_cent as bigint) as bedrag_cent,
    p.volgorde,
    g.peildatum
from posten as p
inner join leveringen as d on d.delivery_id = p.delivery_id
cross join {{ ref('int_parameter__geldig') }} as g
