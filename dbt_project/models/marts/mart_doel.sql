select
    b.cell_id,
    b.gemeentecode,
    b.doelcode,
    b.contractnummer,
    b.streefjaar,
    b.versie,
    b.bovenliggend_doelcode,
    b.niveau,
    b.doel,
    b.maatschappelijk_effect,
    b.indicator,
    b.richting,
    b.norm,
    b.geldig_vanaf,
    b.geldig_tot,
    b.geldig_tot is null as is_actueel,
    {{ som('regels_n') }} as regels_n,
    p.peildatum
from {{ ref('int_doel__bijdragen') }} as b
cross join {{ ref('int_parameter__geldig') }} as p
group by all
