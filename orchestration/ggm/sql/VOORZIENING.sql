select
    p.id as VOORZIENING_ID,
    p.productcode as CODE,
    p.productcode as PRODUCTCODE,
    c.id as VALT_BINNEN_VOORZIENINGSOORT_ID,
    w.id as WET_ENUM_ID
from _producten as p
left join _categorieen as c on c.wet = p.wet and c.productcategorie = p.productcategorie
left join _codes as w on w.lijst = 'wet' and w.code = p.wet
