{# Contract years with a budget and a measured share, of the result (its main indicator) and of the quality people report (client survey: the support is
   good). The budget is the lasting part of the contract budget; without one the budget of the municipality for the contract. #}
with budgetten as (
    select coalesce(o.contractnummer, b.contractnummer) as contractnummer, coalesce(o.gemeentecode, b.gemeentecode) as gemeentecode,
        coalesce(o.jaar, b.boekjaar) as jaar, coalesce(o.structureel_cent, b.begroting_actueel_cent) as budget_cent,
        case when o.contractnummer is null then 'begroting' else 'contractbudget' end as budget_bron,
        coalesce(o.cell_id, b.cell_id) as budget_cell_id
    from (
        select contractnummer, gemeentecode, jaar, max(structureel_cent) as structureel_cent, min_by(cell_id, volgorde) as cell_id
        from {{ ref('mart_contractbudget_opbouw') }}
        group by contractnummer, gemeentecode, jaar
    ) as o
    full outer join {{ ref('mart_budget_jaar') }} as b
        on b.contractnummer = o.contractnummer and b.gemeentecode = o.gemeentecode and b.boekjaar = o.jaar
),

aandelen as (
    select contractnummer, gemeentecode, jaar, 'resultaat' as maat, indicator, teller, n, dekking_pct, bron_cell_id, cast(null as varchar) as reden_code
    from {{ ref('int_oordeel__resultaat') }}
    where is_hoofdoordeel and n > 0
    union all
    select contractnummer, gemeentecode, cast(periode as integer), 'kwaliteit', 'ceo_eens', teller, n, dekking_pct, cell_id, reden_code
    from {{ ref('mart_indicatorwaarde') }}
    where indicator_code = 'ceo_eens' and onderdeel = 'kwaliteit_goed' and wijkcode = 'alle' and length(periode) = 4 and n > 0
)

select
    a.contractnummer,
    a.gemeentecode,
    a.maat,
    a.indicator,
    cast(a.jaar as integer) as jaar,
    cast(min(a.jaar) over (partition by a.contractnummer, a.gemeentecode, a.maat) as integer) as basisjaar,
    b.budget_cent,
    b.budget_bron,
    b.budget_cell_id,
    p.log_prijs,
    a.teller,
    a.n,
    a.dekking_pct,
    a.bron_cell_id,
    case
        when a.reden_code in ('respons_te_laag', 'respons_onbekend') then a.reden_code
        when a.n < g.k_min then 'te_weinig_metingen'
        when a.maat = 'resultaat' and a.dekking_pct < g.dekking_ondergrens_pct then 'dekking_te_laag'
        when a.reden_code is not null then 'telling_klopt_niet'
        when a.teller = 0 then 'niemand'
    end as reden_code
from aandelen as a
cross join {{ ref('int_parameter__geldig') }} as g
inner join budgetten as b on b.contractnummer = a.contractnummer and b.gemeentecode = a.gemeentecode and b.jaar = a.jaar
left join {{ ref('int_prijsindex__jaren') }} as p on p.jaar = a.jaar
where b.budget_cent > 0
