{# The domains of every edition with the place of their digit in a measurement; a supplement has no digit. #}
select
    zrm_versie,
    domein_naam,
    domein_key,
    is_kern,
    case when is_kern then cast(pow(16, volgorde - 1) as bigint) end as gewicht,
    cast(pow(2, volgorde - 1) as bigint) as kenmerk
from {{ ref('zrm_domein') }}
