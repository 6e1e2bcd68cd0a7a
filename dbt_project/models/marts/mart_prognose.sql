with stand as (
    select cell_id, cast(sum(contribution) filter (where measure = 'gerealiseerd_cent') as bigint) as gerealiseerd_cent
    from {{ ref('int_prognose__bijdragen') }}
    group by cell_id
),

methoden as (
    select *, {{ cell_id('mart_prognose', ['contractnummer', 'gemeentecode', 'cast(boekjaar as integer)', 'methode']) }} as cell_id
    from {{ ref('int_prognose__methoden') }}
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    cast(m.boekjaar as integer) as boekjaar,
    m.methode,
    m.is_hoofdmethode,
    m.keuze_reden,
    cast(m.maanden_n as integer) as maanden_n,
    s.gerealiseerd_cent,
    m.basis_cent,
    o.obligo_cent,
    o.verzilvering_pct,
    m.waarnemingen_n,
    m.prognose_cent,
    m.prognose_laag80_cent,
    m.prognose_hoog80_cent,
    m.prognose_laag_cent,
    m.prognose_hoog_cent,
    m.reden_code,
    c.uitvoeringsvariant,
    p.peildatum
from methoden as m
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = m.contractnummer
left join stand as s on s.cell_id = m.cell_id
left join {{ ref('int_prognose__obligo') }} as o
    on m.methode = 'obligo' and o.contractnummer = m.contractnummer and o.gemeentecode = m.gemeentecode and o.boekjaar = m.boekjaar
