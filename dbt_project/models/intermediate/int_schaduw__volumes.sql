{# What a provider reported about the size of its support, once, with the lowest and highest reference tariff of that kind on the first day of the
   report. Hours by intensity go before hours as a whole. #}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__rapportage') }}
    group by _periode, gemeentecode, contractnummer, wijkcode, indicator
),

regels as (
    select
        r._row_id, r.contractnummer, r._periode as periode, r.indicator, v.productcategorie, v.eenheid, v.zwaarte, v.telt, r.waarde as volume,
        {{ leverperiode_begin('r._periode') }} as van,
        bool_or(v.telt = 'altijd') over (partition by r.contractnummer, r._periode, v.productcategorie) as heeft_zwaarte
    from {{ ref('stg_levering__rapportage') }} as r
    inner join gekozen as g on g._row_id = r._row_id
    inner join {{ ref('schaduwvolume') }} as v on v.indicator_code = r.indicator
    where r.wijkcode is null and r.waarde > 0
)

select
    r._row_id,
    r.contractnummer,
    c.gemeentecode,
    {{ jaar('r.van') }} as jaar,
    r.periode,
    {{ maanden_tussen('r.van', periode_eind('r.periode')) }} + 1 as maanden_n,
    r.productcategorie,
    r.eenheid,
    r.zwaarte,
    cast(r.volume as decimal(18, 2)) as volume,
    min(t.tarief_cent) as laagste_cent,
    max(t.tarief_cent) as hoogste_cent
from regels as r
inner join {{ ref('int_contract__contracten') }} as c on c.contractnummer = r.contractnummer and c.uitvoeringsvariant = 'taakgericht'
left join {{ ref('int_contract__tarieven') }} as t
    on t.contractnummer = r.contractnummer and t.productcategorie = r.productcategorie and t.eenheid = r.eenheid
    and t.geldig_vanaf <= r.van and t.geldig_tot > r.van
where r.telt = 'altijd' or not r.heeft_zwaarte
group by r._row_id, r.contractnummer, c.gemeentecode, r.van, r.periode, r.productcategorie, r.eenheid, r.zwaarte, r.volume
