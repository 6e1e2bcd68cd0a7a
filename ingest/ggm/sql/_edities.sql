-- The edition of a score: that of the one matrix its area belongs to and that applied on the day; without such a table, of all matrices.
select s.SCORE_ID, min(m.editie) as editie
from SCORE as s
inner join (
    select LEEFGEBIED_ID, ZELFREDZAAMHEIDMATRIX_ID from KP_ZLFRDZMHDMTRX_LFGBD
    union all
    select g.LEEFGEBIED_ID, x.ZELFREDZAAMHEIDMATRIX_ID
    from LEEFGEBIED as g cross join ZELFREDZAAMHEIDMATRIX as x
    where not exists (select 1 from KP_ZLFRDZMHDMTRX_LFGBD)
) as kp on kp.LEEFGEBIED_ID = s.SCORE_BIJ_LEEGGEBIED_LEEFGEBIED_ID
inner join (
    select
        *,
        coalesce(nullif(regexp_extract(NAAM, '20[0-9]{2}'), ''), left(DATUMSTARTGELDIGHEID, 4)) as editie
    from ZELFREDZAAMHEIDMATRIX
) as m
    on m.ZELFREDZAAMHEIDMATRIX_ID = kp.ZELFREDZAAMHEIDMATRIX_ID
    and coalesce(m.DATUMSTARTGELDIGHEID <= s.DATUM, true) and coalesce(m.DATUMEINDEGELDIGHEID >= s.DATUM, true)
group by s.SCORE_ID
having count(distinct m.editie) = 1
