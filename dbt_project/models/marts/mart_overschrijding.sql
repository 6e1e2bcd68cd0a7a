{# From budget to expectation in parts that add up to the cent: last year's difference, plus what spending grew, minus what the budget grew. Of the growth
   in spending the part that declarations show is divided over clients, volume, price and mix; the rest of it stands apart. #}
with posten as (
    select j.*, 1 as volgorde, 'verschil_vorig_jaar' as post, vorig_uitgaven_cent - vorig_begroting_cent as bedrag_cent, null as kostenvorm
    from {{ ref('int_overschrijding__jaren') }} as j
    where vorig_budget_cell_id is not null
    union all
    select j.*, 1 + o.volgorde, o.post, o.bedrag_cent, 'waargenomen'
    from {{ ref('int_overschrijding__jaren') }} as j
    inner join {{ ref('int_ontleding__centen') }} as o
        on o.contractnummer = j.contractnummer and o.gemeentecode = j.gemeentecode and o.boekjaar = j.boekjaar
    where vorig_budget_cell_id is not null
    union all
    select j.*, 2, 'clienten', toegerekend_clienten_cent, 'toegerekend'
    from {{ ref('int_overschrijding__jaren') }} as j
    where vorig_budget_cell_id is not null and toegerekend_clienten_cent is not null
    union all
    select j.*, 4, 'prijs', prognose_cent - vorig_uitgaven_cent - toegerekend_clienten_cent, 'toegerekend'
    from {{ ref('int_overschrijding__jaren') }} as j
    where vorig_budget_cell_id is not null and toegerekend_clienten_cent is not null
    union all
    select j.*, 6, 'overige_uitgaven', prognose_cent - vorig_uitgaven_cent - coalesce(o.bedrag_cent, 0), null
    from {{ ref('int_overschrijding__jaren') }} as j
    left join (
        select contractnummer, gemeentecode, boekjaar, sum(bedrag_cent) as bedrag_cent from {{ ref('int_ontleding__centen') }}
        group by contractnummer, gemeentecode, boekjaar
    ) as o on o.contractnummer = j.contractnummer and o.gemeentecode = j.gemeentecode and o.boekjaar = j.boekjaar
    where vorig_budget_cell_id is not null and toegerekend_clienten_cent is null
    union all
    select j.*, 7, 'begroting_structureel', (vorig_begroting_cent - vorig_eenmalig_cent) - (begroting_cent - eenmalig_cent), null
    from {{ ref('int_overschrijding__jaren') }} as j
    where vorig_budget_cell_id is not null
    union all
    select j.*, 8, 'begroting_eenmalig', vorig_eenmalig_cent - eenmalig_cent, null
    from {{ ref('int_overschrijding__jaren') }} as j
    where vorig_budget_cell_id is not null
    union all
    select j.*, 1, 'niet_ontleed', prognose_cent - begroting_cent, null
    from {{ ref('int_overschrijding__jaren') }} as j
    where vorig_budget_cell_id is null
),

met_grootste as (
    select *, max(bedrag_cent) over (partition by contractnummer, gemeentecode, boekjaar) as grootste_cent from posten
)

select
    {{ cell_id('mart_overschrijding', ['m.contractnummer', 'm.gemeentecode', 'm.boekjaar', 'm.post']) }} as cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.boekjaar,
    c.uitvoeringsvariant,
    cast(m.volgorde as integer) as volgorde,
    m.post,
    cast(m.bedrag_cent as bigint) as bedrag_cent,
    m.kostenvorm,
    m.begroting_cent,
    m.prognose_cent,
    m.prognose_cent - m.begroting_cent as verschil_cent,
    case when m.reden_code is null then m.maanden_n end as maanden_n,
    m.reden_code,
    coalesce(m.bedrag_cent = m.grootste_cent and m.bedrag_cent > 0 and m.prognose_cent > m.begroting_cent and m.reden_code is null
        and m.maanden_n is not null and m.post not in ('overige_uitgaven', 'niet_ontleed'), false) as is_grootste_oorzaak,
    m.budget_cell_id,
    m.vorig_budget_cell_id,
    case when m.kostenvorm = 'waargenomen' then
        {{ cell_id('mart_kostenontleding', ['m.contractnummer', 'm.gemeentecode', 'm.boekjaar', "'alle'"]) }} end as ontleding_cell_id,
    p.peildatum
from met_grootste as m
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = m.contractnummer
