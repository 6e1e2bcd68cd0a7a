{# Per contract, category and month with an allocation: whether its volumes can be counted in one unit, and in which. Grouped, not a window: a
   window keeps every line with its list of row ids in memory. #}
select
    gemeentecode,
    contractnummer,
    wet,
    productcategorie,
    maand,
    min(volume_eenheid) as volume_eenheid,
    min(volume_eenheid) = max(volume_eenheid) as is_een_eenheid,
    bool_or(volume is null) as is_onbekend
from {{ ref('int_declaratie__volumerijen') }}
group by gemeentecode, contractnummer, wet, productcategorie, maand
