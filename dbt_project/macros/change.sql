{# Statistics of change as plain SQL expressions, for every engine that can add, multiply and take a root. No engine has them built in.
   Each is compared with scipy in tests/unit/dbt_project. #}

{# Quantile of Student's t from that of the normal distribution (Abramowitz & Stegun 26.7.5, from memory). A formula and not a table, because the
   confidence level is a parameter. At 95 percent the error is below 0.00002 from 9 degrees of freedom on; below that nothing is shown. #}
{% macro t_kwantiel(z, vrijheidsgraden) -%}
  ({{ z }} + (pow({{ z }}, 3) + {{ z }}) / (4 * {{ vrijheidsgraden }})
  + (5 * pow({{ z }}, 5) + 16 * pow({{ z }}, 3) + 3 * {{ z }}) / (96 * pow({{ vrijheidsgraden }}, 2))
  + (3 * pow({{ z }}, 7) + 19 * pow({{ z }}, 5) + 17 * pow({{ z }}, 3) - 15 * {{ z }}) / (384 * pow({{ vrijheidsgraden }}, 3))
  + (79 * pow({{ z }}, 9) + 776 * pow({{ z }}, 7) + 1482 * pow({{ z }}, 5) - 1920 * pow({{ z }}, 3) - 945 * {{ z }})
  / (92160 * pow({{ vrijheidsgraden }}, 4)))
{%- endmacro %}

{# Half the width of the t interval of a mean; nothing below the least number that is shown. #}
{% macro t_marge(sd, n, z, k_min) -%}
  case when {{ n }} >= {{ k_min }} then {{ t_kwantiel(z, "(" ~ n ~ " - 1.0)") }} * {{ sd }} / sqrt({{ n }}) end
{%- endmacro %}

{# Upper tail of the standard normal distribution for x >= 0, to 15 digits (Hart 1968, algorithm 5666, as given by West 2005, from memory). #}
{% macro normaal_staart(x) -%}
  case
    when {{ x }} > 37 then 0.0
    when {{ x }} < 7.07106781186547 then exp(-{{ x }} * {{ x }} / 2)
      * ((((((3.52624965998911e-2 * {{ x }} + 0.700383064443688) * {{ x }} + 6.37396220353165) * {{ x }} + 33.912866078383) * {{ x }}
      + 112.079291497871) * {{ x }} + 221.213596169931) * {{ x }} + 220.206867912376)
      / (((((((8.83883476483184e-2 * {{ x }} + 1.75566716318264) * {{ x }} + 16.064177579207) * {{ x }} + 86.7807322029461) * {{ x }}
      + 296.564248779674) * {{ x }} + 637.333633378831) * {{ x }} + 793.826512519948) * {{ x }} + 440.413735824752)
    else exp(-{{ x }} * {{ x }} / 2) / 2.506628274631 / ({{ x }} + 1 / ({{ x }} + 2 / ({{ x }} + 3 / ({{ x }} + 4 / ({{ x }} + 0.65)))))
  end
{%- endmacro %}

{# Wilcoxon's signed-rank test (1945) by the normal approximation with correction for ties and continuity; zero changes are left out.
   `w_plus`: sum of the ranks of the rises, `n`: changes that are not zero, `banden`: sum of t^3 - t over equal sizes. #}
{% macro wilcoxon_z(w_plus, n, banden) -%}
  ({{ w_plus }} - {{ n }} * ({{ n }} + 1) / 4.0 - 0.5 * sign({{ w_plus }} - {{ n }} * ({{ n }} + 1) / 4.0))
  / sqrt(({{ n }} * ({{ n }} + 1) * (2.0 * {{ n }} + 1) - {{ banden }} / 2.0) / 24.0)
{%- endmacro %}

{# Both tails beyond a z value. #}
{% macro tweezijdig(z) %}2 * ({{ normaal_staart("abs(" ~ z ~ ")") }}){% endmacro %}

{# Change to expect from chance alone in a group chosen for its low first score (Barnett, van der Pols & Dobson 2005):
   (1 - r) * sd * C(q), q = (mean - cut) / sd, C(q) = density(q) / upper tail(q). `q` may be negative when the cut lies above the mean. #}
{% macro terugkeer(r, sd, q) -%}
  (1 - {{ r }}) * {{ sd }} * exp(-{{ q }} * {{ q }} / 2) / 2.506628274631
  / (case when {{ q }} >= 0 then {{ normaal_staart("abs(" ~ q ~ ")") }} else 1 - ({{ normaal_staart("abs(" ~ q ~ ")") }}) end)
{%- endmacro %}

{# Difference of two means in pooled standard deviations (Austin 2009). #}
{% macro standaardverschil(gem_a, sd_a, gem_b, sd_b) -%}
  ({{ gem_a }} - {{ gem_b }}) / nullif(sqrt(({{ sd_a }} * {{ sd_a }} + {{ sd_b }} * {{ sd_b }}) / 2), 0)
{%- endmacro %}

{# Mean and standard deviation of a measure over its contributions `b`, from exact sums: the order of the rows must not change a digit. #}
{% macro maat_gemiddeld(maat) -%}
  cast(sum(b.contribution) filter (where b.measure = '{{ maat }}') as double) / nullif(count(*) filter (where b.measure = '{{ maat }}'), 0)
{%- endmacro %}
{% macro maat_sd(maat) -%}
  sqrt(greatest(0.0, (
    cast(sum(b.contribution * b.contribution) filter (where b.measure = '{{ maat }}') as double)
    - pow(cast(sum(b.contribution) filter (where b.measure = '{{ maat }}') as double), 2)
    / nullif(count(*) filter (where b.measure = '{{ maat }}'), 0)
  ) / nullif(count(*) filter (where b.measure = '{{ maat }}') - 1, 0)))
{%- endmacro %}

{# McNemar's test (1947, continuity corrected by Edwards 1948) from a sum of paired differences that are -eenheid, 0 or eenheid:
   (|b - c| - 1) / sqrt(b + c), with the sign of b - c. #}
{% macro mcnemar_z(maat, eenheid) -%}
  {#- + 0.0: minus zero and zero are equal, yet not in the hash of a release #}
  coalesce(
    sign(cast(sum(b.contribution) filter (where b.measure = '{{ maat }}') as double))
    * greatest(abs(cast(sum(b.contribution) filter (where b.measure = '{{ maat }}') as double)) / {{ eenheid }} - 1, 0.0)
    / nullif(sqrt(cast(sum(b.contribution * b.contribution) filter (where b.measure = '{{ maat }}') as double)) / {{ eenheid }}, 0),
    0.0
  ) + 0.0
{%- endmacro %}

{# Which way a rater check points. Heaping and low scores before a contract start flatter in one direction only. #}
{% macro is_scoresignaal() -%}
  case
    when g.toets_z is null then null
    when g.signaal = 'ophoping' then g.toets_z > p.z_signaal
    when g.signaal = 'voor_contractstart' then g.toets_z < -p.z_signaal
    when g.signaal = 'verloop_eerste_score' then abs(g.toets_z) > p.z_signaal and g.houdt_stand
    else abs(g.toets_z) > p.z_signaal
  end
{%- endmacro %}
