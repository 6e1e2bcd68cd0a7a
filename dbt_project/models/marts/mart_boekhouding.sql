with maten as (
    select
        b.cell_id, b.vergelijking, b.gemeentecode, b.contractnummer, b.taakveld_code, b.boekjaar, b.lasten_baten, b.post,
        {{ som('bedrag_cent') }} as bedrag_cent
    from {{ ref('int_boekhouding__bijdragen') }} as b
    group by b.cell_id, b.vergelijking, b.gemeentecode, b.contractnummer, b.taakveld_code, b.boekjaar, b.lasten_baten, b.post
)

select
    m.cell_id,
    m.vergelijking,
    m.gemeentecode,
    m.contractnummer,
    m.taakveld_code,
    m.boekjaar,
    m.lasten_baten,
    m.post,
    case
        when m.post in ('grootboek', 'begroting_primitief') then 'boeken'
        when m.post in ('declaraties_geaccepteerd', 'declaraties_open', 'pgb_besteed', 'termijnen', 'cbs_iv3') then 'tegenbron'
        when m.post in ('nog_niet_gemeld', 'later_verwacht') then 'nog_te_komen'
        when m.post in ('zonder_tegenbron', 'onverklaard') then m.post
        else 'verklaard'
    end as groep,
    coalesce(t.taakveld_naam, 'Onbekend') as taakveld_naam,
    c.uitvoeringsvariant,
    m.bedrag_cent,
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = m.contractnummer
left join {{ ref('iv3_taakveld') }} as t on {{ taakveld_geldt('t', 'm.taakveld_code', 'make_date(m.boekjaar, 1, 1)') }}
