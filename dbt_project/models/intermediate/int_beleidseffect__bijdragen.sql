{# Contributions to mart_beleidseffect_periode: those of mart_verloop, per question and group. #}
{{ config(materialized='view') }}
select
    p.vraag_id,
    p.reeks_code,
    p.groep,
    p.periode_start,
    p.is_erna,
    {{ cell_id('mart_beleidseffect_periode', ['p.vraag_id', 'p.reeks_code', 'p.groep', 'p.periode_start']) }} as cell_id,
    -- The same rows are behind the estimate: of a time series the touched contracts, of a comparison both groups.
    case when p.groep = 'behandeld' then {{ cell_id('mart_beleidseffect', ['p.vraag_id', 'p.reeks_code', "'its'"]) }} end as cell_id_its,
    {{ cell_id('mart_beleidseffect', ['p.vraag_id', 'p.reeks_code', "'did'"]) }} as cell_id_did,
    b.measure,
    b.contribution,
    b._row_ids,
    b.rijen_sleutel
from {{ ref('int_beleidseffect__perioden') }} as p
inner join {{ ref('int_verloop__bijdragen') }} as b on b.cell_id = p.verloop_cell_id
