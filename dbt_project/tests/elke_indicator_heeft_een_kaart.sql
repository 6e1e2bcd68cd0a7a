-- Every indicator in any mart has a complete card in both languages; the figures of a mart without a column for it are named here.
{%- set teksten = ['naam', 'definitie', 'teller', 'noemer', 'uitsluitingen', 'waarom', 'perverse_prikkel', 'bewaking'] %}
with gebruikt as (
    select indicator_code, 'mart_indicatorwaarde' as mart from {{ ref('mart_indicatorwaarde') }}
    union
    select indicator_code, 'indicator_berekening' from {{ ref('indicator_berekening') }}
    union
    select kaart, 'rapportage_indicator' from {{ ref('rapportage_indicator') }}
    union
    select indicator, 'mart_oordeel' from {{ ref('mart_oordeel') }} where indicator is not null
    union
    select indicator, 'mart_effect_en_budget' from {{ ref('mart_effect_en_budget') }} where indicator is not null
    union
    select v.code, v.mart
    from (values
        ('wachttijd', 'mart_wachttijd'), ('uitval_strikt', 'mart_uitval'), ('uitval_ruim', 'mart_uitval'),
        ('doorlooptijd', 'mart_doorlooptijd'), ('clienten', 'mart_gebruik'), ('dekking', 'mart_dekking'), ('scoresignaal', 'mart_scoresignaal')
    ) as v(code, mart)
)

select g.indicator_code, g.mart
from gebruikt as g
left join {{ ref('indicator') }} as i on i.indicator_code = g.indicator_code
where
    i.indicator_code is null
    {%- for tekst in teksten %}
    or coalesce(i.{{ tekst }}_nl, '') = '' or coalesce(i.{{ tekst }}_en, '') = ''
    {%- endfor %}
    or coalesce(i.richting, '') = '' or coalesce(i.bron, '') = '' or coalesce(i.eigenaar, '') = '' or coalesce(i.versie, '') = ''
