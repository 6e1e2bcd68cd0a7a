{# Contributions to mart_scenario: every month of every path. Budget and price step on 1 January; people move evenly through the year. What
   the support would cost at the base year's amount per client-month follows people, volume and price. #}
with maanden as (
    select
        s.*,
        m.m,
        {{ gehele_deling('s.budget_cent * m.m', '12') }} - {{ gehele_deling('s.budget_cent * (m.m - 1)', '12') }} as budget,
        {{ afgeronde_deling('s.clienten_vorig_duizendste * (12 - m.m) + s.clienten_duizendste * m.m', '12') }} as clienten
    from {{ ref('int_scenario__pad') }} as s
    cross join {{ maandnummers() }} as m
),

met_maat as (
    select
        b.*,
        maat.measure,
        case maat.measure
            when 'regels_n' then case when b.m = 1 then 1 else 0 end
            when 'budget_cent' then case when b.reden_code is null then b.budget end
            when 'clienten_duizendste' then case when b.reden_code is null then b.clienten end
            else case when b.reden_code is null then {{ afgeronde_deling(
                'b.basis_budget_cent * b.clienten * b.volume_miljoenste * b.prijs_miljoenste',
                'cast(12000 as ' ~ groot_geheel() ~ ') * b.basis_clienten_n * 1000000 * 1000000') }} end
        end as contribution
    from maanden as b
    cross join (values ('regels_n'), ('budget_cent'), ('clienten_duizendste'), ('nodig_cent')) as maat(measure)
)

select
    contractnummer, gemeentecode, scenario, jaar, cast(make_date(jaar, m, 1) as date) as maand, afbouw_pct, indexatie_pct, vraag_pct,
    volume_pct, prijs_pct, taakmutatie_cent, ondergrens_cent, basisjaar, basis_budget_cent, basis_clienten_n, basis_budget_cell_id,
    basis_clienten_cell_id, prijs_miljoenste, reden_code,
    {{ cell_id('mart_scenario', ['contractnummer', 'gemeentecode', 'scenario', 'jaar', 'm']) }} as cell_id,
    measure,
    cast(contribution as bigint) as contribution,
    _row_ids
from met_maat
where contribution is not null
