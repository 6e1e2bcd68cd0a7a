select
    b.cell_id,
    b.gemeentecode,
    b.contractnummer,
    b.wet,
    b.productcategorie,
    b.maand,
    b.retourcode,
    case when b.retourcode = 'alle' then 'Alle afgewezen regels.' else coalesce(s.omschrijving_nl, 'Code staat niet in de lijst.') end
        as omschrijving_nl,
    {{ som('afgewezen_n') }} as afgewezen_n,
    {{ som('afgewezen_cent') }} as afgewezen_cent,
    c.uitvoeringsvariant,
    p.peildatum
from {{ ref('int_declaratie_afwijzing__bijdragen') }} as b
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = b.contractnummer
left join {{ ref('retourcode') }} as s on s.retourcode = b.retourcode
group by
    b.cell_id, b.gemeentecode, b.contractnummer, b.wet, b.productcategorie, b.maand, b.retourcode, s.omschrijving_nl,
    c.uitvoeringsvariant, p.peildatum
