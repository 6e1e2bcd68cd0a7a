{# Series through time: periods, which event breaks which series, and the four rules of a control chart. #}

{# First day of the month or half-year of a date. #}
{% macro periode_begin(datum, periode_soort) -%}
  case {{ periode_soort }}
    when 'maand' then cast(date_trunc('month', {{ datum }}) as date)
    else cast(cast({{ jaar(datum) }} as varchar) || case when month({{ datum }}) <= 6 then '-01-01' else '-07-01' end as date)
  end
{%- endmacro %}

{# 2025-03 or 2025H1. #}
{% macro periode_naam(datum, periode_soort) -%}
  case {{ periode_soort }} when 'maand' then substr(cast({{ datum }} as varchar), 1, 7) else {{ halfjaar(datum) }} end
{%- endmacro %}

{# Whole periods from `van` to `tot`, both first days of a period. #}
{% macro perioden_tussen(van, tot, periode_soort) -%}
  {{ gehele_deling(maanden_tussen(van, tot), "case " ~ periode_soort ~ " when 'maand' then 1 else 6 end") }}
{%- endmacro %}

{# Does event `e` break series `s` (contractnummer, gemeentecode, wet, reeks_code)? #}
{% macro gebeurtenis_raakt(e, s) -%}
  {{ e }}.contractnummer in ('alle', {{ s }}.contractnummer) and {{ e }}.gemeentecode in ('alle', {{ s }}.gemeentecode)
  and {{ e }}.wet in ('alle', {{ s }}.wet)
  and ({{ e }}.reeksen = 'alle' or ', ' || {{ e }}.reeksen || ', ' like '%, ' || {{ s }}.reeks_code || ', %')
{%- endmacro %}

{# The slope through the (at most five) last values v at places x with weights g, from sums S; numerator and denominator apart, so that the sign of
   the slope without one value follows from the same sums. #}
{% macro helling_teller(s, sx, sy, sxy) %}({{ s }} * {{ sxy }} - {{ sx }} * {{ sy }}){% endmacro %}
{% macro helling_noemer(s, sx, sxx) %}({{ s }} * {{ sxx }} - {{ sx }} * {{ sx }}){% endmacro %}

{# What a design may be said to show. Only a design that passed its own tests may be spoken of as a cause, and only 'geslaagd_verschil' has one. #}
{% macro beleidsoordeel() -%}
  case
    when g.weigering is not null then 'geweigerd'
    when g.is_administratief then 'registratie_anders'
    when not g.is_vooraf_gelijk then 'vooraf_anders'
    when not g.is_samenhang_klein then 'samenhang_te_groot'
    when g.is_verschil then 'geslaagd_verschil'
    else 'geslaagd_geen_verschil'
  end
{%- endmacro %}
