select id as KP_ZLFRDZMHDMTRX_LFGBD_ID, cast(zrm_versie as integer) as ZELFREDZAAMHEIDMATRIX_ID, id as LEEFGEBIED_ID
from _leefgebieden
