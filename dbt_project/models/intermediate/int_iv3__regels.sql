{# Cells of the open Iv3 file of CBS with the year, side and amount they stand for, and why a cell is not laid beside the own books. The corrected
   placing goes before the first. The taakveld counts as it is in the list of that year. #}
with regels as (
    select
        s.*,
        substr(s.gemeente_code, 3) as gemeentecode,
        cast(substr(s.verslagsoort_code, 1, 4) as integer) as boekjaar,
        case substr(s.verslagsoort_code, 6) when '000' then 'iv3_begroting' when '005' then 'iv3_rekening' end as vergelijking,
        case substr(s.categorie_code, 1, 1) when 'L' then 'lasten' when 'B' then 'baten' end as lasten_baten,
        coalesce(s.plaatsing_2_cent, s.plaatsing_1_cent) as effectief_cent
    from {{ ref('stg_levering__iv3') }} as s
),

gekozen as (
    select max_by(_row_id, _volgorde) as _row_id from regels group by gemeentecode, verslagsoort_code, taakveld_code, categorie_code
)

select
    r._row_id,
    r._delivery_id,
    r.gemeentecode,
    r.boekjaar,
    r.vergelijking,
    r.taakveld_code,
    r.categorie_code,
    r.lasten_baten,
    r.effectief_cent as bedrag_cent,
    r.plaatsing_1_cent,
    case
        when r.gemeentecode <> r._leverancier then 'andere_gemeente'
        when g._row_id is null then 'dubbel'
        when r.vergelijking is null then 'ander_verslag'
        when t.taakveld_code is null or r.lasten_baten is null then 'buiten_taakvelden'
        when r.effectief_cent is null then 'geen_opgave'
        else ''
    end as reden
from regels as r
left join gekozen as g on g._row_id = r._row_id
left join {{ ref('iv3_taakveld') }} as t on {{ taakveld_geldt('t', 'r.taakveld_code', 'make_date(r.boekjaar, 1, 1)') }}
