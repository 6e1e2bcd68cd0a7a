select
    c.id as VOORZIENINGSOORT_ID,
    c.wet || '-' || c.productcategorie as CODE,
    left(c.productcategorie_naam, 80) as NAAM,
    left(c.productcategorie_naam, 200) as PRODUCTCATEGORIE,
    c.productcategorie as PRODUCTCATEGORIECODE,
    w.id as WET_ENUM_ID
from _categorieen as c
left join _codes as w on w.lijst = 'wet' and w.code = c.wet
