{# What came of the allocations that were known at the start of each earlier period (int_prognose__vensters): the logarithm of declared / allocated. #}
select
    v.contractnummer,
    v.gemeentecode,
    v.boekjaar,
    v.venster,
    v.van,
    v.tot_en_met,
    v.bekend_op,
    v.maanden_n,
    t.toegewezen_cent,
    v.geleverd_cent,
    cast(ln(v.geleverd_cent * 1.0 / t.toegewezen_cent) as decimal(18, 12)) as log_aandeel
from {{ ref('int_prognose__vensters') }} as v
inner join {{ ref('int_prognose__toegewezen') }} as t
    on t.contractnummer = v.contractnummer and t.gemeentecode = v.gemeentecode and t.boekjaar = v.boekjaar and t.venster = v.venster
where v.venster > 0 and v.geleverd_cent > 0 and t.toegewezen_cent > 0
