{# What a result mart sums from its contributions; two marts share each list, so that a year is counted as a half-year is. #}

{% macro som(maat) %}cast(coalesce(sum(b.contribution) filter (where b.measure = '{{ maat }}'), 0) as bigint){% endmacro %}
{% macro gemiddelde(maat, noemer) -%}
  cast(sum(b.contribution) filter (where b.measure = '{{ maat }}') as double)
  / nullif(count(*) filter (where b.measure = '{{ noemer }}'), 0)
{%- endmacro %}

{% macro domeinmaten() -%}
  {{ som('in_aanmerking_n') }} as in_aanmerking_n,
  {{ som('paren_n') }} as paren_n,
  {%- for moment in ['eerste', 'laatste'] %}{% for score in range(1, 6) %}
  {{ som(moment ~ '_' ~ score ~ '_n') }} as {{ moment }}_{{ score }}_n,
  {%- endfor %}{% endfor %}
  {{ som('beter_n') }} as beter_n,
  {{ som('gelijk_n') }} as gelijk_n,
  {{ som('slechter_n') }} as slechter_n
{%- endmacro %}

{% macro domeinaandelen() -%}
  {{ aandeel('m.paren_n', 'm.in_aanmerking_n') }} as dekking_pct,
  {%- for moment in ['eerste', 'laatste'] %}
  ({% for score in range(1, 6) %}{{ score }} * m.{{ moment }}_{{ score }}_n{{ ' + ' if not loop.last }}{% endfor %}) * 1.0
  / nullif(m.paren_n, 0) as {{ moment }}_gemiddeld,
  {%- endfor %}
  {%- for moment in ['eerste', 'laatste'] %}{% for score in range(1, 6) %}
  m.{{ moment }}_{{ score }}_n,
  {%- endfor %}{% endfor %}
  m.beter_n,
  m.gelijk_n,
  m.slechter_n,
  {%- for klasse in ['beter', 'gelijk', 'slechter'] %}
  {{ aandeel_met_interval('m.' ~ klasse ~ '_n', 'm.paren_n', 'p.z', klasse) }},
  {%- endfor %}
  'indicatief' as zekerheid
{%- endmacro %}

{# Pairs whose score at `moment` is sufficient or better; which levels those are is a parameter. #}
{% macro voldoende(moment) -%}
  ({% for score in range(1, 6) %}case when {{ score }} >= p.voldoende_min then m.{{ moment }}_{{ score }}_n else 0 end{{ ' + ' if not loop.last }}{% endfor %})
{%- endmacro %}

{% macro trajecttellingen() %}
  {{ return(['in_aanmerking_n', 'niet_in_aanmerking_n', 'paren_n', 'zonder_intake_n', 'zonder_eindmeting_n', 'andere_versie_n',
    'andere_informant_n', 'te_weinig_domeinen_n', 'betrouwbaar_beter_n', 'geen_verandering_n', 'betrouwbaar_slechter_n',
    'stabiel_of_beter_n', 'zelfde_beoordelaar_n', 'beoordelaar_bekend_n']) }}
{% endmacro %}

{% macro trajectmaten() -%}
  {%- for maat in trajecttellingen() %}
  {{ som(maat) }} as {{ maat }},
  {%- endfor %}
  {{ gemiddelde('eerste_som', 'paren_n') }} as eerste_gemiddeld,
  {{ gemiddelde('laatste_som', 'paren_n') }} as laatste_gemiddeld,
  max(b.drempel) as drempel,
  max_by(b.drempel_bron, b.drempel) as drempel_bron,
  max_by(b.drempel_sd, b.drempel) as drempel_sd
{%- endmacro %}

{% macro trajectaandelen() -%}
  m.in_aanmerking_n,
  m.niet_in_aanmerking_n,
  m.paren_n,
  {{ aandeel('m.paren_n', 'm.in_aanmerking_n') }} as dekking_pct,
  m.zonder_intake_n,
  m.zonder_eindmeting_n,
  m.andere_versie_n,
  m.andere_informant_n,
  m.te_weinig_domeinen_n,
  m.betrouwbaar_beter_n,
  m.geen_verandering_n,
  m.betrouwbaar_slechter_n,
  m.stabiel_of_beter_n,
  {%- for klasse in ['betrouwbaar_beter', 'geen_verandering', 'betrouwbaar_slechter', 'stabiel_of_beter'] %}
  {{ aandeel_met_interval('m.' ~ klasse ~ '_n', 'm.paren_n', 'p.z', klasse) }},
  {%- endfor %}
  {{ grens_laag('m.betrouwbaar_beter_n', 'm.in_aanmerking_n') }} as ondergrens_pct,
  {{ grens_hoog('m.betrouwbaar_beter_n', 'm.paren_n', 'm.in_aanmerking_n') }} as bovengrens_pct,
  m.eerste_gemiddeld,
  m.laatste_gemiddeld,
  m.drempel,
  m.drempel_bron,
  m.drempel_sd,
  case when m.drempel is not null then p.zrm_reliability end as drempel_betrouwbaarheid,
  case when m.drempel is not null then p.z end as drempel_z,
  m.zelfde_beoordelaar_n,
  m.beoordelaar_bekend_n,
  {{ aandeel('m.zelfde_beoordelaar_n', 'm.beoordelaar_bekend_n') }} as zelfde_beoordelaar_pct
{%- endmacro %}
