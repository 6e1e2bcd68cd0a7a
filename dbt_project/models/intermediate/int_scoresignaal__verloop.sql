{# The slope of the first scores over half-years, each weighted by its number of measurements, and whether its sign survives leaving out any one
   half-year. Everything follows from the number, the sum and the sum of squares of each half-year. #}
with delen as (
    select
        contractnummer,
        gemeentecode,
        deel,
        cast(count(*) as double) as n,
        -- Decimals: two threads add doubles in another order each night, and a second night must give the same.
        cast(sum(cast(waarde as decimal(18, 6))) as decimal(18, 6)) as y,
        cast(sum(cast(waarde * waarde as decimal(18, 6))) as decimal(18, 6)) as yy
    from {{ ref('int_scoresignaal__waarnemingen') }}
    where signaal = 'verloop_eerste_score'
    group by contractnummer, gemeentecode, deel
),

-- Counted from the first half-year: sums of squares of years around 2025 would lose digits.
geschoven as (
    select d.*, d.deel - min(d.deel) over (partition by d.contractnummer, d.gemeentecode) as x from delen as d
),

totaal as (
    select
        contractnummer,
        gemeentecode,
        count(*) as perioden_n,
        sum(n) as n,
        sum(n * x) as sx,
        sum(n * x * x) as sxx,
        cast(sum(y) as double) as sy,
        cast(sum(cast(x * cast(y as double) as decimal(18, 6))) as double) as sxy,
        cast(sum(yy) as double) as syy
    from geschoven
    group by contractnummer, gemeentecode
),

zonder_een as (
    select
        g.contractnummer,
        g.gemeentecode,
        count(distinct sign((t.n - g.n) * (t.sxy - g.x * g.y) - (t.sx - g.n * g.x) * (t.sy - g.y))) as tekens_n,
        max(sign((t.n - g.n) * (t.sxy - g.x * g.y) - (t.sx - g.n * g.x) * (t.sy - g.y))) as teken
    from (select contractnummer, gemeentecode, n, x, cast(y as double) as y from geschoven) as g
    inner join totaal as t on t.contractnummer = g.contractnummer and t.gemeentecode = g.gemeentecode
    group by g.contractnummer, g.gemeentecode
)

select
    t.contractnummer,
    t.gemeentecode,
    t.perioden_n,
    (t.sxy - t.sx * t.sy / t.n) / nullif(t.sxx - t.sx * t.sx / t.n, 0) as helling,
    sqrt(greatest(0.0,
        (t.syy - t.sy * t.sy / t.n) / nullif(t.sxx - t.sx * t.sx / t.n, 0)
        - pow((t.sxy - t.sx * t.sy / t.n) / nullif(t.sxx - t.sx * t.sx / t.n, 0), 2)
    ) / nullif(t.n - 2, 0)) as helling_fout,
    z.tekens_n = 1 and z.teken = sign(t.sxy - t.sx * t.sy / t.n) as houdt_stand
from totaal as t
inner join zonder_een as z on z.contractnummer = t.contractnummer and z.gemeentecode = t.gemeentecode
