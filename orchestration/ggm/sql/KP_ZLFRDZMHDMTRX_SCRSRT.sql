select
    row_number() over (order by m.ZELFREDZAAMHEIDMATRIX_ID, n.id) as KP_ZLFRDZMHDMTRX_SCRSRT_ID,
    m.ZELFREDZAAMHEIDMATRIX_ID,
    n.id as SCORESOORT_ID
from ZELFREDZAAMHEIDMATRIX as m
cross join _niveaus as n
