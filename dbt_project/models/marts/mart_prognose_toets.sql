select
    {{ cell_id('mart_prognose_toets', ['t.contractnummer', 't.gemeentecode', 't.boekjaar', 't.maand_nr', 't.methode']) }} as cell_id,
    t.contractnummer,
    t.gemeentecode,
    t.boekjaar,
    t.maand_nr,
    t.methode,
    t.vorm,
    c.uitvoeringsvariant,
    t.herkomst,
    t.is_hoofdmethode,
    t.uit_release,
    t.gemaakt_peildatum,
    t.waarnemingen_n,
    t.prognose_cent,
    t.prognose_laag80_cent,
    t.prognose_hoog80_cent,
    t.prognose_laag_cent,
    t.prognose_hoog_cent,
    b.realisatie_cent as uitkomst_cent,
    t.prognose_cent - b.realisatie_cent as afwijking_cent,
    {{ aandeel('(t.prognose_cent - b.realisatie_cent)', 'b.realisatie_cent') }} as afwijking_pct,
    b.realisatie_cent between t.prognose_laag80_cent and t.prognose_hoog80_cent as is_binnen_80,
    b.realisatie_cent between t.prognose_laag_cent and t.prognose_hoog_cent as is_binnen_95,
    b.cell_id as budget_cell_id,
    p.peildatum
from {{ ref('int_prognose__toets') }} as t
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('mart_budget_jaar') }} as b
    on b.contractnummer = t.contractnummer and b.gemeentecode = t.gemeentecode and b.boekjaar = t.boekjaar and b.maanden_n = 12
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = t.contractnummer
