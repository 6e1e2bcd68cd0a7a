with maten as (
    select b.cell_id, b.contractnummer, b.gemeentecode, b.boekjaar, b.periode, b.soort, {{ som('kosten_cent') }} as kosten_cent, {{ som('clienten_n') }} as clienten_n
    from {{ ref('int_andere_wet__bijdragen') }} as b
    group by b.cell_id, b.contractnummer, b.gemeentecode, b.boekjaar, b.periode, b.soort
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.boekjaar,
    m.periode,
    c.uitvoeringsvariant,
    m.soort,
    m.kosten_cent,
    m.clienten_n,
    case when length(m.periode) = 4 and m.soort <> 'uitstroom' then {{ aandeel('m.kosten_cent', 'j.declaratie_geaccepteerd_cent') }} end as aandeel_pct,
    case m.soort when 'wlz_volume' then 'proxy' else 'waargenomen' end as zekerheid,
    j.cell_id as budget_cell_id,
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('mart_budget_jaar') }} as j
    on j.contractnummer = m.contractnummer and j.gemeentecode = m.gemeentecode and j.boekjaar = m.boekjaar
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = m.contractnummer
