-- Every product by law, category and code; a category without a code stands for what a trajectory says of its product.
select *, row_number() over (order by wet, productcategorie, productcode nulls first) as id
from (
    select wet, productcategorie, productcode from _leveringen where productcategorie is not null
    union
    select wet, productcategorie, productcode from _toewijzingen where productcategorie is not null
)
