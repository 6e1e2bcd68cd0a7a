{# The four rules of a control chart, per point, within its phase. A run marks every point of it, not only the one that completes it. #}
with punten as (
    select
        q.cell_id,
        q.contractnummer,
        q.gemeentecode,
        q.reeks_code,
        q.fase_start,
        q.periode_start,
        q.waarde < g.grens_laag or q.waarde > g.grens_hoog as is_buiten,
        sign(q.waarde - g.midden) as kant,
        sign(q.waarde - lag(q.waarde) over fase) as richting,
        case when q.waarde > g.let_op_hoog then 1 when q.waarde < g.let_op_laag then -1 else 0 end as ver
    from {{ ref('int_verloop__punten') }} as q
    inner join {{ ref('int_verloop__grenzen') }} as g
        on g.contractnummer = q.contractnummer and g.gemeentecode = q.gemeentecode and g.reeks_code = q.reeks_code and g.fase_start = q.fase_start
    where g.reden_code is null
    window fase as (partition by q.contractnummer, q.gemeentecode, q.reeks_code, q.fase_start order by q.periode_start)
),

-- A stretch of equal sides, or of equal directions, gets a number of its own: it grows by one wherever the sign changes.
wissels as (
    select
        *,
        case when kant <> coalesce(lag(kant) over fase, 9) then 1 else 0 end as nieuwe_kant,
        case when richting <> coalesce(lag(richting) over fase, 9) or richting is null then 1 else 0 end as nieuwe_richting
    from punten
    window fase as (partition by contractnummer, gemeentecode, reeks_code, fase_start order by periode_start)
),

stukken as (
    select
        *,
        sum(nieuwe_kant) over fase as kant_nr,
        sum(nieuwe_richting) over fase as richting_nr,
        {%- for teken in ['1', '-1'] %}
        -- Two of three: this point and one of the two before it or after it.
        ver = {{ teken }} and (
            coalesce(lag(ver, 1) over fase, 0) = {{ teken }} or coalesce(lag(ver, 2) over fase, 0) = {{ teken }}
            or coalesce(lead(ver, 1) over fase, 0) = {{ teken }} or coalesce(lead(ver, 2) over fase, 0) = {{ teken }}
        ) as is_twee_{{ loop.index }}{{ ',' if not loop.last }}
        {%- endfor %}
    from wissels
    window fase as (partition by contractnummer, gemeentecode, reeks_code, fase_start order by periode_start)
),

lengten as (
    select
        *,
        count(*) over (partition by contractnummer, gemeentecode, reeks_code, fase_start, kant_nr) as kant_n,
        -- Six points rising are five steps; the point where the steps begin belongs to them.
        count(*) over (partition by contractnummer, gemeentecode, reeks_code, fase_start, richting_nr) + 1 as richting_n
    from stukken
),

op_rij as (
    select
        *,
        richting <> 0 and richting_n >= p.xmr_trend_lengte as is_op_rij
    from lengten
    cross join (select xmr_trend_lengte, xmr_serie_lengte from {{ ref('int_parameter__geldig') }}) as p
)

select
    cell_id,
    is_buiten,
    kant <> 0 and kant_n >= xmr_serie_lengte as is_serie,
    coalesce(is_op_rij, false) or coalesce(lead(is_op_rij and nieuwe_richting = 1) over fase, false) as is_op_rij,
    is_twee_1 or is_twee_2 as is_twee_van_drie
from op_rij
window fase as (partition by contractnummer, gemeentecode, reeks_code, fase_start order by periode_start)
