{# Intervals of proportions, in percent, as plain SQL expressions. NULL when the denominator is 0.
   Wilson 1927; Newcombe 1998 (method 10 for a difference). Checks: 12/20 -> 38.658150-78.119347 at the 95 percent quantile 1.959964. #}

{% macro aandeel(teller, noemer) -%}
  100.0 * cast({{ teller }} as double) / nullif(cast({{ noemer }} as double), 0)
{%- endmacro %}

{% macro wilson(teller, noemer, z, teken) -%}
  {%- set k, n, zz = "cast(" ~ teller ~ " as double)", "cast(" ~ noemer ~ " as double)", "cast(" ~ z ~ " as double)" -%}
  case when {{ n }} > 0 then greatest(0.0, least(100.0, 100.0 * (
    {{ k }} / {{ n }} + {{ zz }} * {{ zz }} / (2 * {{ n }})
    {{ teken }} {{ zz }} * sqrt({{ k }} / {{ n }} * (1 - {{ k }} / {{ n }}) / {{ n }} + {{ zz }} * {{ zz }} / (4 * {{ n }} * {{ n }}))
  ) / (1 + {{ zz }} * {{ zz }} / {{ n }}))) end
{%- endmacro %}
{% macro wilson_laag(teller, noemer, z) %}{{ wilson(teller, noemer, z, '-') }}{% endmacro %}
{% macro wilson_hoog(teller, noemer, z) %}{{ wilson(teller, noemer, z, '+') }}{% endmacro %}

{# The three columns of one share: share and interval. #}
{% macro aandeel_met_interval(teller, noemer, z, naam) -%}
  {{ aandeel(teller, noemer) }} as {{ naam }}_pct,
  {{ wilson_laag(teller, noemer, z) }} as {{ naam }}_laag_pct,
  {{ wilson_hoog(teller, noemer, z) }} as {{ naam }}_hoog_pct
{%- endmacro %}

{# Interval of the difference a - b of two independent shares from their own intervals. `teken` '-' gives the lower end. #}
{% macro newcombe(a, a_grens, b, b_grens, teken) -%}
  {{ a }} - {{ b }} {{ teken }} sqrt(
    ({{ a }} - {{ a_grens }}) * ({{ a }} - {{ a_grens }}) + ({{ b_grens }} - {{ b }}) * ({{ b_grens }} - {{ b }})
  )
{%- endmacro %}

{# Two independent shares as an index, the first one (x0 of n0) being 100: their ratio, and the interval of its logarithm (Katz, Baptista, Azen and
   Pike 1978, Biometrics 34): ln(ratio) +- z * sqrt(1/x - 1/n + 1/x0 - 1/n0). The doubt of the first year is in it, so the band of every
   later year is wider than that of its own share. NULL when nobody had it in one of both years: then there is no ratio. `teken` none gives
   the index. #}
{% macro index_aandeel(x, n, x0, n0, z, teken=none) -%}
  case when {{ x }} > 0 and {{ x0 }} > 0 then
    100.0 * cast({{ x }} as double) * {{ n0 }} / (cast({{ n }} as double) * {{ x0 }})
    {%- if teken %} * exp({{ teken }} {{ z }} * sqrt(1.0 / {{ x }} - 1.0 / {{ n }} + 1.0 / {{ x0 }} - 1.0 / {{ n0 }})){% endif %}
  end
{%- endmacro %}

{# Bounds of a share over all `noemer` people when only `n` of them were measured and `teller` had it (Manski 1990): c*p up to c*p + 1 - c. #}
{% macro grens_laag(teller, noemer) %}{{ aandeel(teller, noemer) }}{% endmacro %}
{% macro grens_hoog(teller, n, noemer) %}{{ aandeel("(" ~ teller ~ " + " ~ noemer ~ " - " ~ n ~ ")", noemer) }}{% endmacro %}
