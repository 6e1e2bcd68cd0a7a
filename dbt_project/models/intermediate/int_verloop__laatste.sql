{# The last periods of each series, as many as the trend test looks at, with the weight of each: one over the variance that counting gives it. #}
with recent as (
    select
        q.*,
        row_number() over (partition by q.contractnummer, q.gemeentecode, q.reeks_code order by q.periode_start desc) as plaats,
        max(q.fase_start) over (partition by q.contractnummer, q.gemeentecode, q.reeks_code) as laatste_fase
    from {{ ref('int_verloop__punten') }} as q
),

laatste as (
    select r.*, p.trend_perioden - r.plaats as x, p.trend_perioden, p.k_min
    from recent as r
    cross join {{ ref('int_parameter__geldig') }} as p
    where r.plaats <= p.trend_perioden
),

samen as (
    select
        contractnummer,
        gemeentecode,
        reeks_code,
        max(laatste_fase) as fase_start,
        count(*) as perioden_n,
        case
            when count(*) < max(trend_perioden) then 'te_weinig_perioden'
            when min(fase_start) < max(laatste_fase) then 'breuk'
            when min(n) < max(k_min) then 'te_weinig_metingen'
        end as reden_code,
        cast(sum(teller) as double) as teller,
        cast(sum(n) as double) as n,
        cast(sum(kwadraat) as double) as kwadraat
    from laatste
    group by contractnummer, gemeentecode, reeks_code
)

select
    l.contractnummer,
    l.gemeentecode,
    l.reeks_code,
    s.fase_start,
    s.perioden_n,
    s.reden_code,
    cast(l.x as decimal(4, 0)) as x,
    l.waarde as y,
    -- Of all periods together, as if nothing changed: a low count by chance must not weigh more. One more in both groups, so that a share of
    -- 0 or 100 has a variance too. A decimal, because sums of it must not depend on the order of the rows. Empty when
    -- the series is not tested.
    case when s.reden_code is null then cast(1 / case l.waarde_soort
        when 'aantal' then greatest(s.teller, 1.0) / s.perioden_n
        when 'aandeel' then 10000 * (s.teller + 1) / (s.n + 2) * (1 - (s.teller + 1) / (s.n + 2)) / l.n
        else greatest(s.kwadraat - s.teller * s.teller / s.n, 1.0) / (s.n - 1) / l.n
    end as decimal(18, 12)) end as g
from laatste as l
inner join samen as s on s.contractnummer = l.contractnummer and s.gemeentecode = l.gemeentecode and s.reeks_code = l.reeks_code
