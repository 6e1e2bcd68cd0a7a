{%- set gemiddelden = ['verschil', 'voldoende_verschil', 'problematisch_verschil'] %}
with maten as (
    select
        b.contractnummer,
        b.gemeentecode,
        b.jaar,
        b.cell_id,
        {%- for maat in ['paren_n', 'domeinen_n', 'plafond_n', 'eerste_problematisch_n', 'laatste_problematisch_n', 'doel_gehaald_n'] %}
        {{ som(maat) }} as {{ maat }},
        {%- endfor %}
        {%- for maat in ['eerste', 'laatste', 'eerste_voldoende', 'laatste_voldoende'] %}
        {{ maat_gemiddeld(maat ~ '_som') }} as {{ maat }}_gemiddeld,
        {%- endfor %}
        {%- for maat in gemiddelden %}
        {{ maat_gemiddeld(maat ~ '_som') }} as {{ maat }}_gemiddeld,
        {{ maat_sd(maat ~ '_som') }} as {{ maat }}_sd{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_verandering__bijdragen') }} as b
    group by b.contractnummer, b.gemeentecode, b.jaar, b.cell_id
),

getoetst as (
    select
        m.*,
        {%- for maat in gemiddelden %}
        {{ t_marge('m.' ~ maat ~ '_sd', 'm.paren_n', 'p.z', 'p.k_min') }} as {{ maat }}_marge,
        {%- endfor %}
        coalesce(r.ongelijk_n, 0) as ongelijk_n,
        {{ wilcoxon_z('r.w_plus', 'r.ongelijk_n', 'r.banden') }} as wilcoxon_z,
        p.z,
        p.peildatum
    from maten as m
    left join {{ ref('int_verandering__rangen') }} as r
        on r.contractnummer = m.contractnummer and r.gemeentecode = m.gemeentecode and r.jaar = m.jaar
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    g.cell_id,
    g.contractnummer,
    g.gemeentecode,
    g.jaar,
    g.paren_n,
    g.eerste_gemiddeld,
    g.laatste_gemiddeld,
    g.verschil_gemiddeld,
    g.verschil_gemiddeld - g.verschil_marge as verschil_laag,
    g.verschil_gemiddeld + g.verschil_marge as verschil_hoog,
    g.verschil_sd,
    g.verschil_gemiddeld / nullif(g.verschil_sd, 0) as srm,
    g.ongelijk_n,
    g.wilcoxon_z,
    {{ tweezijdig('g.wilcoxon_z') }} as wilcoxon_p,
    g.domeinen_n,
    g.plafond_n,
    {{ aandeel('g.plafond_n', 'g.domeinen_n') }} as plafond_pct,
    g.eerste_voldoende_gemiddeld as eerste_voldoende_pct,
    g.laatste_voldoende_gemiddeld as laatste_voldoende_pct,
    g.voldoende_verschil_gemiddeld as voldoende_verschil_pct,
    g.voldoende_verschil_gemiddeld - g.voldoende_verschil_marge as voldoende_verschil_laag_pct,
    g.voldoende_verschil_gemiddeld + g.voldoende_verschil_marge as voldoende_verschil_hoog_pct,
    g.eerste_problematisch_n,
    g.laatste_problematisch_n,
    g.problematisch_verschil_gemiddeld,
    g.problematisch_verschil_gemiddeld - g.problematisch_verschil_marge as problematisch_verschil_laag,
    g.problematisch_verschil_gemiddeld + g.problematisch_verschil_marge as problematisch_verschil_hoog,
    g.doel_gehaald_n,
    {{ aandeel_met_interval('g.doel_gehaald_n', 'g.paren_n', 'g.z', 'doel_gehaald') }},
    g.peildatum
from getoetst as g
