{# Contract years with a budget and an expectation, beside the whole year before: what can be said about the difference, and how. #}
with eenmalig as (
    select contractnummer, gemeentecode, boekjaar, sum(bedrag_cent) as eenmalig_cent
    from {{ ref('int_begroting__regels') }}
    where is_actueel and soort in ('incidenteel', 'aanloopinvestering')
    group by contractnummer, gemeentecode, boekjaar
),

jaren as (
    select b.*, coalesce(e.eenmalig_cent, 0) as eenmalig_cent
    from {{ ref('mart_budget_jaar') }} as b
    left join eenmalig as e on e.contractnummer = b.contractnummer and e.gemeentecode = b.gemeentecode and e.boekjaar = b.boekjaar
    where b.prognose_cent is not null and b.begroting_actueel_cent is not null
)

select
    j.contractnummer,
    j.gemeentecode,
    j.boekjaar,
    j.cell_id as budget_cell_id,
    v.cell_id as vorig_budget_cell_id,
    j.begroting_actueel_cent as begroting_cent,
    j.prognose_cent,
    j.eenmalig_cent,
    v.begroting_actueel_cent as vorig_begroting_cent,
    v.realisatie_cent as vorig_uitgaven_cent,
    v.eenmalig_cent as vorig_eenmalig_cent,
    w.maanden_n,
    case when w.reden_code = 'taakgericht_contract' and j.kostenvorm = 'toegerekend' and v.kostenvorm = 'toegerekend' then cast(round(
        (j.clienten_n - v.clienten_n) * (j.realisatie_cent * 1.0 / j.clienten_n + v.realisatie_cent * 1.0 / v.clienten_n) / 2
    ) as bigint) end as toegerekend_clienten_cent,
    case
        when v.cell_id is null then 'geen_vorig_jaar'
        when w.reden_code = 'taakgericht_contract' and j.kostenvorm = 'toegerekend' and v.kostenvorm = 'toegerekend' then null
        when w.reden_code is null and o.contractnummer is null then 'te_weinig_clienten'
        else w.reden_code
    end as reden_code
from jaren as j
left join jaren as v
    on v.contractnummer = j.contractnummer and v.gemeentecode = j.gemeentecode and v.boekjaar = j.boekjaar - 1 and v.maanden_n = 12
left join {{ ref('int_ontleding__venster') }} as w
    on w.contractnummer = j.contractnummer and w.gemeentecode = j.gemeentecode and w.boekjaar = j.boekjaar
left join (select distinct contractnummer, gemeentecode, boekjaar from {{ ref('int_ontleding__centen') }}) as o
    on o.contractnummer = j.contractnummer and o.gemeentecode = j.gemeentecode and o.boekjaar = j.boekjaar
