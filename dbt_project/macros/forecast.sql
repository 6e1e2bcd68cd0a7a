{# Forecast bands from very few earlier years. What one year did after this month is a factor on what was spent by then; its logarithm varies
   from year to year. With mean m and standard deviation s over k years, a new year lies in m plus or minus t(k-1) * s * sqrt(1 + 1/k):
   the prediction interval of one new normal observation (Fisher 1935), exact for any k from 2. Two years give a wide band, and that is true. #}
{% macro prognose_marge(t, sd, n, eigen='0.0') -%}
  least(p.prognose_marge_max, sqrt(pow({{ t }} * {{ sd }} * sqrt(1 + 1.0 / {{ n }}), 2) + pow({{ eigen }}, 2)))
{%- endmacro %}

{# The five amounts of one forecast in cents: `vast` + `basis` * exp(mean), and its bands rounded outwards. Columns `marge_80` and `marge_95`
   stand in the same row with `prognose_afronding_cent`; without them no band, and without a mean nothing. #}
{% macro prognosebedragen(vast, basis, gemiddeld) -%}
  cast(round({{ vast }} + {{ basis }} * exp({{ gemiddeld }})) as bigint) as prognose_cent,
  {%- for naam, teken, marge in [('laag80', '-', 'marge_80'), ('hoog80', '+', 'marge_80'), ('laag', '-', 'marge_95'), ('hoog', '+', 'marge_95')] %}
  cast({{ 'floor' if teken == '-' else 'ceil' }}(
    {{ vast }} + {{ basis }} * exp({{ gemiddeld }} {{ teken }} {{ marge }})
  ) as bigint) {{ teken }} prognose_afronding_cent as prognose_{{ naam }}_cent
  {{- ',' if not loop.last }}
  {%- endfor %}
{%- endmacro %}

{# Why one method is the one on the page. Under a task contract nothing is declared, so only the books count. Read from declarations, a year so
   far is never complete. With books and earlier years those two speak: it is the only method whose bands can be held against many closed years.
   A first year has no earlier years, but may have allocations. #}
{% macro prognose_keuze(b, c) -%}
  case
    when {{ c }}.uitvoeringsvariant = 'taakgericht' and {{ b }}.heeft_profiel_eerdere_jaren then 'taakgericht_contract'
    when {{ c }}.uitvoeringsvariant = 'taakgericht' then 'te_weinig_gegevens'
    when {{ b }}.realisatie_bron = 'declaraties' and {{ b }}.heeft_voltooiing then 'declaraties_komen_later'
    when {{ b }}.heeft_profiel_eerdere_jaren then 'boeken_en_eerdere_jaren'
    when {{ b }}.heeft_obligo then 'eerste_jaren_met_toewijzingen'
    else 'te_weinig_gegevens'
  end
{%- endmacro %}

{% macro prognose_hoofdmethode(reden) -%}
  case {{ reden }}
    when 'taakgericht_contract' then 'profiel_eerdere_jaren'
    when 'boeken_en_eerdere_jaren' then 'profiel_eerdere_jaren'
    when 'declaraties_komen_later' then 'voltooiing'
    when 'eerste_jaren_met_toewijzingen' then 'obligo'
  end
{%- endmacro %}
