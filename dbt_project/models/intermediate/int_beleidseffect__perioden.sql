{# The periods of the contracts of a question, within its window. A contract that follows another is one unit with it. Every other contract must run
   through the whole window without a break. Beside a change only those of other municipalities are untouched: within its own the change may move
   people from one contract to another. #}
with reeksen as (
    select
        contractnummer,
        gemeentecode,
        wet,
        reeks_code,
        fase_start,
        min(periode_start) as fase_van,
        max(periode_start) as fase_tot
    from {{ ref('int_verloop__punten') }}
    group by contractnummer, gemeentecode, wet, reeks_code, fase_start
),

laatste_periode as (
    select v.vraag_id, v.reeks_code, max(q.periode_start) as periode_start
    from {{ ref('int_beleidseffect__vragen') }} as v
    inner join {{ ref('int_verloop__punten') }} as q
        on q.reeks_code = v.reeks_code and q.periode_start >= v.venster_van and q.periode_start < v.venster_tot
    group by v.vraag_id, v.reeks_code
),

eenheden as (
    select distinct
        v.vraag_id,
        v.reeks_code,
        v.venster_van,
        v.venster_tot,
        v.overgang,
        v.erna_van,
        r.contractnummer,
        case when m.is_behandeld then 'behandeld' else 'controle' end as groep,
        case when m.is_behandeld and v.soort = 'opvolging' then v.vraag_id else r.contractnummer end as eenheid
    from {{ ref('int_beleidseffect__vragen') }} as v
    inner join laatste_periode as l on l.vraag_id = v.vraag_id and l.reeks_code = v.reeks_code
    inner join reeksen as r on r.reeks_code = v.reeks_code and r.wet = v.wet
    left join {{ ref('int_beleidseffect__momenten') }} as m on m.vraag_id = v.vraag_id and m.contractnummer = r.contractnummer
    where
        (m.is_behandeld and v.soort <> 'ernaast')
        or (
            r.fase_van <= v.venster_van and r.fase_tot >= l.periode_start
            and (m.is_behandeld or v.soort <> 'ernaast' or r.gemeentecode <> v.gemeentecode)
        )
)

select
    e.vraag_id,
    e.reeks_code,
    e.groep,
    e.eenheid,
    q.contractnummer,
    q.periode_start,
    q.periode_start >= e.overgang as is_erna,
    q.teller,
    q.n,
    q.cell_id as verloop_cell_id
from eenheden as e
inner join {{ ref('int_verloop__punten') }} as q
    on q.contractnummer = e.contractnummer and q.reeks_code = e.reeks_code
    and q.periode_start >= e.venster_van and q.periode_start < e.venster_tot
    and (q.periode_start < e.overgang or q.periode_start >= e.erna_van)
