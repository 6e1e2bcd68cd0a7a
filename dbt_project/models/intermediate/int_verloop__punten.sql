{# One row per series and period: its value, the variance that counting alone gives it, and the phase it lies in. A phase begins at the start of the
   series and at every event of the calendar that breaks it; nothing else begins one. #}
with punten as (
    select
        contractnummer,
        gemeentecode,
        reeks_code,
        periode_start,
        cell_id,
        cast(sum(contribution) filter (where measure = 'teller') as decimal(18, 6)) as teller,
        cast(coalesce(sum(contribution) filter (where measure = 'n'), 0) as bigint) as n,
        cast(coalesce(sum(contribution) filter (where measure = 'kwadraat'), 0) as decimal(28, 6)) as kwadraat
    from {{ ref('int_verloop__bijdragen') }}
    group by contractnummer, gemeentecode, reeks_code, periode_start, cell_id
),

reeksen as (
    select p.*, c.wet, r.periode_soort, r.waarde_soort, r.kaart,
        case r.waarde_soort when 'aantal' then cast(p.n as decimal(18, 6)) else coalesce(p.teller, 0) end as geteld
    from punten as p
    inner join {{ ref('verloopreeks') }} as r on r.reeks_code = p.reeks_code
    inner join {{ ref('int_contract__contracten') }} as c on c.contractnummer = p.contractnummer
    where r.waarde_soort = 'aantal' or p.n > 0
),

breuken as (
    select s.cell_id, max({{ periode_begin('e.datum', 's.periode_soort') }}) as breuk
    from reeksen as s
    inner join {{ ref('int_kalender__gebeurtenissen') }} as e on {{ gebeurtenis_raakt('e', 's') }}
    where {{ periode_begin('e.datum', 's.periode_soort') }} <= s.periode_start
    group by s.cell_id
)

select
    s.cell_id,
    s.contractnummer,
    s.gemeentecode,
    s.wet,
    s.reeks_code,
    s.periode_soort,
    s.waarde_soort,
    s.kaart,
    s.periode_start,
    s.geteld as teller,
    s.n,
    s.kwadraat,
    cast(
        s.geteld * case s.waarde_soort when 'aandeel' then 100 else 1 end / case s.waarde_soort when 'aantal' then 1 else s.n end
        as decimal(18, 6)
    ) as waarde,
    -- An event before the series began breaks nothing.
    greatest(b.breuk, min(s.periode_start) over (partition by s.contractnummer, s.gemeentecode, s.reeks_code)) as fase_start
from reeksen as s
left join breuken as b on b.cell_id = s.cell_id
