{# Nobody decided that these people live at home longer: it is what age, hours and duration look like. The money is counted, the group a proxy. #}
with maten as (
    select b.cell_id, b.contractnummer, b.gemeentecode, b.boekjaar, {{ som('kosten_cent') }} as kosten_cent,
        {{ som('langdurig_kosten_cent') }} as langdurig_kosten_cent, {{ som('clienten_n') }} as clienten_n, {{ som('bekend_n') }} as bekend_n,
        {{ som('langdurig_n') }} as langdurig_n
    from {{ ref('int_langer_thuis__bijdragen') }} as b
    group by b.cell_id, b.contractnummer, b.gemeentecode, b.boekjaar
),

beoordeeld as (
    select m.*, case when m.bekend_n * 100 < m.clienten_n * p.dekking_ondergrens_pct or m.bekend_n = 0 then 'te_weinig_bekend' end as reden_code
    from maten as m
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.boekjaar,
    c.uitvoeringsvariant,
    p.langer_thuis_leeftijd as leeftijd_vanaf,
    p.langer_thuis_uren_week as uren_per_week_vanaf,
    p.langer_thuis_jaren as jaren_langer_dan,
    m.clienten_n,
    m.bekend_n,
    m.langdurig_n,
    {%- for kolom in [aandeel('m.langdurig_n', 'm.bekend_n') ~ ' end as langdurig_pct',
        wilson_laag('m.langdurig_n', 'm.bekend_n', 'p.z') ~ ' end as langdurig_laag_pct',
        wilson_hoog('m.langdurig_n', 'm.bekend_n', 'p.z') ~ ' end as langdurig_hoog_pct'] %}
    case when m.reden_code is null then {{ kolom }},
    {%- endfor %}
    m.kosten_cent,
    m.langdurig_kosten_cent,
    case when m.reden_code is null then {{ aandeel('m.langdurig_kosten_cent', 'm.kosten_cent') }} end as langdurig_kosten_pct,
    'proxy' as zekerheid,
    m.reden_code,
    p.peildatum
from beoordeeld as m
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = m.contractnummer
