select p.wet, p.productcategorie, c.productcategorie_naam, row_number() over (order by p.wet, p.productcategorie) as id
from (select distinct wet, productcategorie from _producten where productcategorie is not null) as p
left join koers.seeds.productcategorie as c on c.wet = p.wet and c.productcategorie = p.productcategorie
