{# Per month of a scenario the budget beside the people and what their support would cost; per client-month nominal and in prices of the
   base year. The levers stand on every row, so that no outcome is without its assumptions. #}
with maten as (
    select
        b.contractnummer, b.gemeentecode, b.scenario, b.jaar, b.maand, b.cell_id, b.afbouw_pct, b.indexatie_pct, b.vraag_pct, b.volume_pct,
        b.prijs_pct, b.taakmutatie_cent, b.ondergrens_cent, b.basisjaar, b.basis_budget_cent, b.basis_clienten_n, b.basis_budget_cell_id,
        b.basis_clienten_cell_id, b.prijs_miljoenste, b.reden_code,
        {{ som('regels_n') }} as regels_n,
        {%- for maat in ['budget_cent', 'clienten_duizendste', 'nodig_cent'] %}
        cast(sum(b.contribution) filter (where b.measure = '{{ maat }}') as bigint) as {{ maat }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_scenario__bijdragen') }} as b
    group by all
),

per_maand as (
    select
        m.*,
        cast({{ afgeronde_deling('cast(m.budget_cent as ' ~ groot_geheel() ~ ') * 1000', 'm.clienten_duizendste') }} as bigint)
            as per_clientmaand_cent,
        cast({{ afgeronde_deling('cast(m.budget_cent as ' ~ groot_geheel() ~ ') * 1000 * 1000000', 'm.clienten_duizendste * m.prijs_miljoenste') }}
            as bigint) as per_clientmaand_reeel_cent,
        cast({{ afgeronde_deling('cast(m.budget_cent as ' ~ groot_geheel() ~ ') * 1000000', 'm.prijs_miljoenste') }} as bigint)
            as budget_reeel_cent
    from maten as m
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.scenario,
    m.maand,
    m.jaar,
    m.afbouw_pct,
    m.indexatie_pct,
    m.vraag_pct,
    m.volume_pct,
    m.prijs_pct,
    m.taakmutatie_cent,
    m.ondergrens_cent,
    m.basisjaar,
    m.basis_budget_cent,
    m.basis_clienten_n,
    m.budget_cent,
    m.budget_reeel_cent,
    m.clienten_duizendste,
    m.nodig_cent,
    m.budget_cent - m.nodig_cent as verschil_cent,
    m.per_clientmaand_cent,
    m.per_clientmaand_reeel_cent,
    m.per_clientmaand_cent < m.ondergrens_cent as is_onder_grens,
    m.per_clientmaand_reeel_cent < m.ondergrens_cent as is_reeel_onder_grens,
    case when m.reden_code is null then 'toegerekend' else 'geweigerd' end as kostenvorm,
    coalesce(m.reden_code, 'scenario') as kostenvorm_reden,
    c.uitvoeringsvariant,
    m.regels_n,
    m.reden_code,
    m.basis_budget_cell_id,
    m.basis_clienten_cell_id,
    p.peildatum
from per_maand as m
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = m.contractnummer
cross join {{ ref('int_parameter__geldig') }} as p
