-- Every product by law, category and code. A category without a code stands for what a trajectory says of its product, a law without either
-- for support without a product: LEVERING has no law of its own, its VOORZIENING has.
select *, row_number() over (order by wet, productcategorie nulls first, productcode nulls first) as id
from (
    select wet, productcategorie, productcode from _leveringen
    union
    select wet, productcategorie, productcode from _toewijzingen
)
