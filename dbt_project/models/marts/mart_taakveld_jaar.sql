{# Money per trend key and year, over the three generations of Iv3 codes, and where the series breaks: beside a break stands no difference, and
   none beside a year that the ledger has not closed. #}
with maten as (
    select
        b.cell_id_trend as cell_id,
        b.gemeentecode,
        b.trendsleutel,
        b.boekjaar,
        {%- for maat in ['begroting_actueel', 'grootboek', 'grootboek_baten', 'declaratie_geaccepteerd', 'pgb_besteed'] %}
        {{ som(maat ~ '_cent') }} as {{ maat }}_cent{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_geld__bijdragen') }} as b
    group by b.cell_id_trend, b.gemeentecode, b.trendsleutel, b.boekjaar
),

breuken as (
    select trendsleutel, {{ jaar('geldig_vanaf') }} as boekjaar, min(reeksbreuk) as reeksbreuk_code
    from {{ ref('iv3_taakveld') }}
    where reeksbreuk is not null
    group by trendsleutel, geldig_vanaf
),

afgesloten as (
    select gemeentecode, boekjaar, max(maanden_n) as maanden_n
    from {{ ref('int_geld__afgesloten') }}
    where realisatie_bron = 'grootboek'
    group by gemeentecode, boekjaar
),

met_vorig as (
    select m.*, r.reeksbreuk_code, a.maanden_n, case when a.maanden_n = 12 and va.maanden_n = 12 then v.grootboek_cent end as vorig_cent
    from maten as m
    left join afgesloten as a on a.gemeentecode = m.gemeentecode and a.boekjaar = m.boekjaar
    left join afgesloten as va on va.gemeentecode = m.gemeentecode and va.boekjaar = m.boekjaar - 1
    left join breuken as r on r.trendsleutel = m.trendsleutel and r.boekjaar = m.boekjaar
    left join maten as v on v.gemeentecode = m.gemeentecode and v.trendsleutel = m.trendsleutel and v.boekjaar = m.boekjaar - 1
)

select
    m.cell_id,
    m.gemeentecode,
    m.trendsleutel,
    m.boekjaar,
    m.begroting_actueel_cent,
    m.grootboek_cent,
    m.grootboek_baten_cent,
    m.declaratie_geaccepteerd_cent,
    m.pgb_besteed_cent,
    cast(coalesce(m.maanden_n, 0) as integer) as maanden_n,
    m.reeksbreuk_code,
    case when m.reeksbreuk_code is null and m.trendsleutel <> 'geen' then m.grootboek_cent - m.vorig_cent end as verschil_vorig_jaar_cent,
    p.peildatum
from met_vorig as m
cross join {{ ref('int_parameter__geldig') }} as p
