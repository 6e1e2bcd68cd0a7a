{# The scores of one measurement as one whole number: a digit per core domain, at the place of its `volgorde` in zrm_domein, counted from the right.
   1 to 5 is the score, 9 a score that is missing, 0 a domain that was not asked. 2017: 5433322143219 is Justitie 5 ... Financiën missing.
   One number in place of thirteen rows makes a measurement as cheap as a score; the places are guarded by a test on the seed. #}

{# The digit at a place that is fixed, or at a `gewicht` (1, 10, 100, ...) from a column. #}
{% macro cijfer(cijfers, gewicht) -%}({{ gehele_deling(cijfers, gewicht) }} % 10){%- endmacro %}
{% macro cijfer_op(cijfers, plaats) -%}{{ cijfer(cijfers, 10 ** (plaats - 1)) }}{%- endmacro %}

{# Without werk_opleiding, the second place in every edition, which does not count at pension age. #}
{% macro zonder_werk(cijfers) %}{{ cijfers }} - {{ cijfer_op(cijfers, 2) }} * 10{% endmacro %}

{# How many domains have a digit from `laagste` to `hoogste`, and what the scores add up to. #}
{% macro tel_cijfers(cijfers, laagste, hoogste) -%}
  ({% for plaats in range(1, 14) %}case when {{ cijfer_op(cijfers, plaats) }} between {{ laagste }} and {{ hoogste }} then 1 else 0 end{{ ' + ' if not loop.last }}{% endfor %})
{%- endmacro %}
{% macro som_cijfers(cijfers) -%}
  ({% for plaats in range(1, 14) %}{{ cijfer_op(cijfers, plaats) }} % 9{{ ' + ' if not loop.last }}{% endfor %})
{%- endmacro %}

{# The digits of one measurement, of the domains that have a score in the other one too. #}
{% macro cijfers_in_beide(cijfers, andere) -%}
  cast({% for plaats in range(1, 14) %}case when {{ cijfer_op(andere, plaats) }} % 9 > 0 then {{ cijfer_op(cijfers, plaats) }} % 9 * {{ 10 ** (plaats - 1) }} else 0 end{{ ' + ' if not loop.last }}{% endfor %} as bigint)
{%- endmacro %}

{# Several measurements as one: per domain the highest score. A missing score does not hide one that is there. #}
{% macro hoogste_cijfers(cijfers, voorwaarde) -%}
  cast({% for plaats in range(1, 14) %}coalesce(max({{ cijfer_op(cijfers, plaats) }} % 9) filter (where {{ voorwaarde }}), 0) * {{ 10 ** (plaats - 1) }}{{ ' + ' if not loop.last }}{% endfor %} as bigint)
{%- endmacro %}

{# The columns of a measurement from its scores `z` and their domains `d`. #}
{% macro meting_sleutel(t) -%}
  {%- for kolom in ['trajectnummer_pseudo', 'zrm_versie', 'informant', 'meetmoment', 'meetdatum'] %}{{ t }}.{{ kolom }}{{ ', ' if not loop.last }}{% endfor -%}
{%- endmacro %}
{% macro meting_scores() -%}
  cast(coalesce(sum(d.gewicht * coalesce(z.score, 9)), 0) as bigint) as cijfers,
  max(case when d.gewicht is not null and z.score is not null then z.beoordelaar_pseudo end) as beoordelaar_pseudo
{%- endmacro %}
