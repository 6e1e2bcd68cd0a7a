-- Every row with money of a known contract carries the form of that contract, so that nobody reads allocated money as observed.
{%- for mart in ['mart_budget_realisatie', 'mart_budget_jaar', 'mart_boekhouding', 'mart_contractbudget_opbouw', 'mart_begroting_versie',
    'mart_declaraties', 'mart_declaratie_afwijzing', 'mart_effect_en_budget', 'mart_scenario', 'mart_prognose', 'mart_prognose_toets', 'mart_prognose_proef',
    'mart_schaduwprijs', 'mart_kostenontleding', 'mart_overschrijding', 'mart_andere_wet', 'mart_langer_thuis',
    'mart_budget_en_effect_index'] %}
select '{{ mart }}' as mart, m.cell_id, m.contractnummer, m.uitvoeringsvariant
from {{ ref(mart) }} as m
left join {{ ref('mart_contract') }} as c on c.contractnummer = m.contractnummer
where m.uitvoeringsvariant is distinct from c.uitvoeringsvariant
{{ 'union all' if not loop.last }}
{%- endfor %}
