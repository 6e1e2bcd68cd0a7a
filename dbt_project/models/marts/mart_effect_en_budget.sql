{# The last whole year of the contract: a running year has half its result and, under a task contract, no cost per person yet. #}
with jaren as (
    select
        contractnummer,
        gemeentecode,
        coalesce(max(jaar) filter (where jaar <= p.laatste_hele_jaar), max(jaar)) as jaar
    from (
        select contractnummer, gemeentecode, jaar from {{ ref('mart_resultaat_jaar') }} where in_aanmerking_n > 0
        union
        select contractnummer, gemeentecode, boekjaar from {{ ref('mart_budget_jaar') }} where realisatie_cent is not null
    )
    cross join {{ ref('int_parameter__geldig') }} as p
    group by contractnummer, gemeentecode
),

doelen as (
    select d.*, j.jaar
    from {{ ref('int_doel__doelen') }} as d
    left join jaren as j on j.contractnummer = d.contractnummer and j.gemeentecode = d.contract_gemeentecode
)

select
    {{ cell_id('mart_effect_en_budget', ['d.doelcode', 'd.gemeentecode', 'd.contractnummer']) }} as cell_id,
    d.doelcode,
    d.gemeentecode,
    d.contractnummer,
    d.doel,
    d.maatschappelijk_effect,
    d.indicator,
    d.richting,
    d.norm,
    d.streefjaar,
    d.jaar,
    o.waarde as resultaat_pct,
    o.laag as resultaat_laag_pct,
    o.hoog as resultaat_hoog_pct,
    coalesce(o.n, 0) as paren_n,
    coalesce(o.in_aanmerking_n, 0) as in_aanmerking_n,
    o.dekking_pct,
    o.vergelijking as resultaat_vorig_pct,
    o.verschil as resultaat_verschil_pct,
    o.verschil_laag as resultaat_verschil_laag_pct,
    o.verschil_hoog as resultaat_verschil_hoog_pct,
    coalesce(o.oordeel_code, 'niet_getoond') as oordeel_code,
    case when o.bron_cell_id is null then 'niet_gemeten' else o.reden_code end as reden_code,
    o.extra_metingen_n,
    {{ norm_oordeel('d.richting', 'd.norm', 'o.laag', 'o.hoog', 'o.oordeel_code') }} as norm_oordeel_code,
    b.begroting_actueel_cent as begroting_cent,
    b.prognose_cent,
    b.prognose_laag_cent,
    b.prognose_hoog_cent,
    b.verschil_cent,
    b.verschil_laag_cent,
    b.verschil_hoog_cent,
    v.prognose_cent as uitgaven_vorig_cent,
    b.prognose_cent - v.prognose_cent as uitgaven_verschil_cent,
    b.prognose_laag_cent - v.prognose_hoog_cent as uitgaven_verschil_laag_cent,
    b.prognose_hoog_cent - v.prognose_laag_cent as uitgaven_verschil_hoog_cent,
    v.begroting_actueel_cent as begroting_vorig_cent,
    v.verschil_cent as verschil_vorig_cent,
    coalesce(b.geld_oordeel_code, 'nog_niet_te_zeggen') as geld_oordeel_code,
    case when b.cell_id is null then 'geen_begroting' else b.geld_reden_code end as geld_reden_code,
    c.uitvoeringsvariant,
    b.kosten_per_client_cent,
    coalesce(b.kostenvorm, 'geweigerd') as kostenvorm,
    coalesce(b.kostenvorm_reden, 'geen_realisatie') as kostenvorm_reden,
    {{ kosten_verbeterd_reden() }} as kosten_verbeterd_reden,
    {{ kosten_verbeterd(none) }} as kosten_verbeterd_cent,
    {{ kosten_verbeterd('-') }} as kosten_verbeterd_laag_cent,
    {{ kosten_verbeterd('+') }} as kosten_verbeterd_hoog_cent,
    {{ veld('o.oordeel_code', 'b.geld_oordeel_code') }} as veld,
    o.bron_mart as resultaat_mart,
    o.bron_cell_id as resultaat_cell_id,
    b.cell_id as budget_cell_id,
    v.cell_id as budget_vorig_cell_id,
    d.doel_cell_id,
    p.peildatum
from doelen as d
left join {{ ref('int_oordeel__resultaat') }} as o
    on o.contractnummer = d.contractnummer and o.gemeentecode = d.contract_gemeentecode and o.jaar = d.jaar and o.indicator = d.indicator
left join {{ ref('mart_budget_jaar') }} as b
    on b.contractnummer = d.contractnummer and b.gemeentecode = d.contract_gemeentecode and b.boekjaar = d.jaar
left join {{ ref('mart_budget_jaar') }} as v
    on v.contractnummer = d.contractnummer and v.gemeentecode = d.contract_gemeentecode and v.boekjaar = d.jaar - 1
left join {{ ref('int_kosten__per_client') }} as k
    on k.contractnummer = d.contractnummer and k.gemeentecode = d.contract_gemeentecode and k.jaar = d.jaar
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = d.contractnummer
cross join {{ ref('int_parameter__geldig') }} as p
