{# One row per change of contract and series that is tested, with its window. The window ends on both sides at the next
   change of contract in the same municipality and law, and at every event that breaks the series of a touched contract. #}
-- A contract that only runs beside the change must have a before, and no break of its own at that very moment.
with behandeld as (
    select distinct o.vraag_id, o.reeks_code, o.overgang, b.contractnummer
    from {{ ref('int_beleidseffect__overgangen') }} as o
    inner join {{ ref('int_beleidseffect__momenten') }} as b on b.vraag_id = o.vraag_id and b.is_behandeld
    inner join {{ ref('int_verloop__punten') }} as q on q.contractnummer = b.contractnummer and q.reeks_code = o.reeks_code
    cross join {{ ref('int_parameter__geldig') }} as p
    group by o.vraag_id, o.reeks_code, o.overgang, o.soort, b.contractnummer, q.fase_start, p.beleid_min_perioden
    having
        o.soort <> 'ernaast'
        or (count(*) filter (where q.periode_start < o.overgang) >= p.beleid_min_perioden and max(q.periode_start) >= o.overgang)
),

-- Of a contract that follows another, the first month holds who was taken over, and for some series the first year does: those are left out.
aanloop as (
    select b.vraag_id, b.reeks_code, max({{ periode_begin('e.datum', 'o.periode_soort') }}) as erna_van
    from behandeld as b
    inner join {{ ref('int_beleidseffect__overgangen') }} as o on o.vraag_id = b.vraag_id and o.reeks_code = b.reeks_code and o.soort = 'opvolging'
    inner join {{ ref('int_kalender__gebeurtenissen') }} as e
        on e.soort in ('overname_einde', 'aanloop_einde') and e.contractnummer = b.contractnummer
        and ', ' || e.reeksen || ', ' like '%, ' || b.reeks_code || ', %' and e.datum > o.overgang
    group by b.vraag_id, b.reeks_code
),

grenzen as (
    select
        b.vraag_id,
        b.reeks_code,
        max(q.fase_start) filter (where q.periode_start < b.overgang) as van,
        max(coalesce(a.erna_van, b.overgang)) as erna_van,
        min(q.fase_start) filter (where q.fase_start > coalesce(a.erna_van, b.overgang)) as breuk,
        max(q.periode_start) as laatste
    from behandeld as b
    inner join {{ ref('int_verloop__punten') }} as q on q.contractnummer = b.contractnummer and q.reeks_code = b.reeks_code
    left join aanloop as a on a.vraag_id = b.vraag_id and a.reeks_code = b.reeks_code
    group by b.vraag_id, b.reeks_code
),

-- Something national at the same moment: whatever happens then may be due to that.
samenloop as (
    select o.vraag_id, o.reeks_code, {{ met_kommas('e.gebeurtenis_id') }} as gebeurtenissen
    from {{ ref('int_beleidseffect__overgangen') }} as o
    inner join {{ ref('int_kalender__gebeurtenissen') }} as e
        on e.soort = 'landelijk' and {{ gebeurtenis_raakt('e', 'o') }} and {{ periode_begin('e.datum', 'o.periode_soort') }} = o.overgang
    group by o.vraag_id, o.reeks_code
)

select
    o.vraag_id,
    o.gemeentecode,
    o.wet,
    o.datum,
    o.gebeurtenissen,
    o.soort,
    o.is_administratief,
    s.gebeurtenissen as samenloop,
    o.reeks_code,
    o.periode_soort,
    o.waarde_soort,
    o.overgang,
    coalesce(g.erna_van, o.overgang) as erna_van,
    coalesce(greatest(g.van, o.vorige), g.van, o.overgang) as venster_van,
    -- The first day that no longer counts.
    cast(coalesce(least(g.breuk, o.volgende, {{ dbt.dateadd('day', 1, 'g.laatste') }}), o.overgang) as date) as venster_tot
from {{ ref('int_beleidseffect__overgangen') }} as o
left join grenzen as g on g.vraag_id = o.vraag_id and g.reeks_code = o.reeks_code
left join samenloop as s on s.vraag_id = o.vraag_id and s.reeks_code = o.reeks_code
