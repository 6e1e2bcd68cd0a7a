{# The expectation for the year that the pages and the verdict use: a closed year is its own, a running year follows its main method
   (int_prognose__methoden). Without any method the year so far is stretched evenly, without a band and so without a verdict. #}
with stand as (
    select contractnummer, gemeentecode, boekjaar, maanden_n, cumulatief_cent
    from {{ ref('int_budget_jaar__realisatie') }}
    where maand_nr = maanden_n and realisatie_bron <> 'geen'
)

select
    s.contractnummer,
    s.gemeentecode,
    s.boekjaar,
    s.cumulatief_cent,
    coalesce(m.waarnemingen_n, 0) as waarnemingen_n,
    case
        when s.maanden_n = 12 then s.cumulatief_cent
        else coalesce(m.prognose_cent, cast(round(s.cumulatief_cent * 12.0 / s.maanden_n) as bigint))
    end as prognose_cent,
    {%- for grens in ['laag80', 'hoog80', 'laag', 'hoog'] %}
    case when s.maanden_n = 12 then s.cumulatief_cent else m.prognose_{{ grens }}_cent end as prognose_{{ grens }}_cent,
    {%- endfor %}
    case when s.maanden_n = 12 then 'definitief' else coalesce(m.methode, 'evenredig') end as prognose_methode,
    case when s.maanden_n = 12 then 'jaar_is_afgesloten' else coalesce(m.keuze_reden, 'te_weinig_gegevens') end as prognose_keuze_reden
from stand as s
left join {{ ref('int_prognose__methoden') }} as m
    on m.contractnummer = s.contractnummer and m.gemeentecode = s.gemeentecode and m.boekjaar = s.boekjaar and m.is_hoofdmethode
