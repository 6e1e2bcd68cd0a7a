{# Every year of every scenario with its levers in millionths, and where its path begins: the structural contract budget of the year before
   its first year and the people with support in that December. #}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__scenario') }}
    group by contractnummer, scenario, jaar
),

regels as (
    select
        s.contractnummer,
        coalesce(c.gemeentecode, s._leverancier) as gemeentecode,
        s.scenario,
        cast(s.jaar as integer) as jaar,
        min(cast(s.jaar as integer)) over (partition by s.contractnummer, s.scenario) - 1 as basisjaar,
        {%- for knop in ['afbouw', 'indexatie', 'vraag', 'volume', 'prijs'] %}
        s.{{ knop }}_pct,
        cast(s.{{ knop }}_pct * 10000 as {{ groot_geheel() }}) as {{ knop }},
        {%- endfor %}
        coalesce(s.taakmutatie_cent, 0) as taakmutatie_cent,
        s.ondergrens_cent,
        s._row_id
    from {{ ref('stg_levering__scenario') }} as s
    inner join gekozen on gekozen._row_id = s._row_id
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = s.contractnummer
),

budget as (
    select contractnummer, gemeentecode, boekjaar, cell_id, cast(sum(contribution) as bigint) as cent
    from {{ ref('int_budget_jaar__bijdragen') }}
    where measure = 'structureel_cent'
    group by contractnummer, gemeentecode, boekjaar, cell_id
),

clienten as (
    select contractnummer, gemeentecode, {{ jaar('maand') }} as jaar, cell_id, count(*) as n
    from {{ ref('int_gebruik_contract__bijdragen') }}
    where measure = 'clienten_n' and month(maand) = 12
    group by contractnummer, gemeentecode, maand, cell_id
)

select
    r.*,
    b.cent as basis_budget_cent,
    b.cell_id as basis_budget_cell_id,
    c.n as basis_clienten_n,
    c.cell_id as basis_clienten_cell_id,
    case
        when b.cent is null then 'geen_contractbudget'
        when r.basisjaar > p.laatste_hele_jaar then 'basisjaar_niet_afgesloten'
        when coalesce(c.n, 0) < p.k_min then 'te_weinig_clienten'
    end as reden_code
from regels as r
cross join {{ ref('int_parameter__geldig') }} as p
left join budget as b on b.contractnummer = r.contractnummer and b.gemeentecode = r.gemeentecode and b.boekjaar = r.basisjaar
left join clienten as c on c.contractnummer = r.contractnummer and c.gemeentecode = r.gemeentecode and c.jaar = r.basisjaar
