-- The key is the year of the edition. From when to when an edition applies is not in the sources of koers, so those dates stay empty.
select distinct
    cast(zrm_versie as integer) as ZELFREDZAAMHEIDMATRIX_ID,
    'ZRM ' || zrm_versie as NAAM,
    'Zelfredzaamheid-Matrix, editie ' || zrm_versie as OMSCHRIJVING
from _leefgebieden
