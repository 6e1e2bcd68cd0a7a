select
    b.cell_id,
    b.gemeentecode,
    b.doelcode,
    b.soort,
    b.nummer,
    b.tekst,
    b.eigenaar,
    b.einddatum,
    b.status,
    coalesce(b.einddatum < p.peildatum and b.status in ('gepland', 'loopt'), false) as is_te_laat,
    {{ som('regels_n') }} as regels_n,
    p.peildatum
from {{ ref('int_doel_verslag__bijdragen') }} as b
cross join {{ ref('int_parameter__geldig') }} as p
group by all
