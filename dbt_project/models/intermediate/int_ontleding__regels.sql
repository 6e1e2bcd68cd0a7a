{# Accepted declaration lines of the compared months of this year (nu) and of the year before (toen), per product. #}
select v.contractnummer, v.gemeentecode, v.boekjaar, {{ product('r') }} as product,
    case when {{ jaar('r.maand') }} = v.boekjaar then 'nu' else 'toen' end as periode,
    r.bsn_pseudo, r.bedrag_cent, coalesce(e.minuten, 1) * r.volume as volume, r._row_id
from {{ ref('int_ontleding__venster') }} as v
inner join {{ ref('int_declaratie__regels') }} as r
    on r.contractnummer = v.contractnummer and r.gemeentecode = v.gemeentecode and r.declaratie_status = 'geaccepteerd'
    and {{ jaar('r.maand') }} in (v.boekjaar, v.boekjaar - 1) and month(r.maand) <= v.maanden_n
left join {{ ref('eenheid') }} as e on e.eenheid_code = r.eenheid
where v.reden_code is null
