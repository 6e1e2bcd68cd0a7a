{# Per contract, category and month of support: what the completion factors still expect beyond the declarations that came, in cents. #}
with cellen as (
    select contractnummer, gemeentecode, wet, productcategorie, maand, min(taakveld_code) as taakveld_code,
        sum(case when declaratie_status <> 'afgewezen' then bedrag_cent else 0 end) as gemeld_cent
    from {{ ref('int_declaratie__regels') }}
    group by contractnummer, gemeentecode, wet, productcategorie, maand
)

select c.contractnummer, c.gemeentecode, c.taakveld_code, {{ jaar('c.maand') }} as boekjaar, c.wet, c.productcategorie, c.maand,
    greatest(cast(round(v.verwacht_cent) as bigint) - c.gemeld_cent, 0) as later_cent
from cellen as c
inner join {{ ref('int_declaratie__verwachting') }} as v
    on v.contractnummer = c.contractnummer and v.gemeentecode = c.gemeentecode and v.wet = c.wet
    and v.productcategorie = c.productcategorie and v.maand = c.maand
where v.verwacht_cent is not null
