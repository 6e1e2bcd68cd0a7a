{# The two methods that rest on messages, tried on earlier moments with what was known then (mart_prognose_toets does so for the run rate and for whole
   years). The obligo promises the next period; the completion promises the months that were still being declared. #}
with proeven as (
    select 'obligo' as methode, 'periode' as toetst, bekend_op as bekend_tot, contractnummer, gemeentecode, van, tot_en_met, waarnemingen_n,
        uitkomst_cent, prognose_cent, prognose_laag80_cent, prognose_hoog80_cent, prognose_laag_cent, prognose_hoog_cent
    from {{ ref('int_prognose__proef_toewijzingen') }}
    union all
    select 'voltooiing', 'gedeclareerd', last_day(stand_maand), contractnummer, gemeentecode, van, tot_en_met, waarnemingen_n,
        uitkomst_cent, prognose_cent, prognose_laag80_cent, prognose_hoog80_cent, prognose_laag_cent, prognose_hoog_cent
    from {{ ref('int_prognose__proef_gedeclareerd') }}
)

select
    {{ cell_id('mart_prognose_proef', ['t.contractnummer', 't.gemeentecode', 't.methode', 't.bekend_tot']) }} as cell_id,
    t.contractnummer,
    t.gemeentecode,
    c.uitvoeringsvariant,
    t.methode,
    t.toetst,
    t.bekend_tot,
    t.van,
    t.tot_en_met,
    t.waarnemingen_n,
    t.prognose_cent,
    t.prognose_laag80_cent,
    t.prognose_hoog80_cent,
    t.prognose_laag_cent,
    t.prognose_hoog_cent,
    t.uitkomst_cent,
    t.prognose_cent - t.uitkomst_cent as afwijking_cent,
    {{ aandeel('(t.prognose_cent - t.uitkomst_cent)', 't.uitkomst_cent') }} as afwijking_pct,
    t.uitkomst_cent between t.prognose_laag80_cent and t.prognose_hoog80_cent as is_binnen_80,
    t.uitkomst_cent between t.prognose_laag_cent and t.prognose_hoog_cent as is_binnen_95,
    p.peildatum
from proeven as t
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = t.contractnummer
