{# Iv3: which taakveld a product was booked on in each generation of codes (reference.md §4.1). #}

{# `pc` is a row of productcategorie, `dag` a date. In youth the code of 2025 is a prefix: the scale of purchase of the contract ends it. #}
{% macro taakveld_van_product(pc, dag, inkoopschaal) -%}
  case
    when {{ dag }} < date '2023-01-01' then {{ pc }}.taakveld_code_2022
    when {{ dag }} < date '2025-01-01' then {{ pc }}.taakveld_code_2023
    when {{ pc }}.taakveld_status <> 'voorvoegsel' then {{ pc }}.taakveld_code
    else {{ pc }}.taakveld_code || case {{ inkoopschaal }} when 'lokaal' then '1' when 'regionaal' then '2' when 'landelijk' then '3' end
  end
{%- endmacro %}

{# The row of iv3_taakveld `t` is that of this code on this day. #}
{% macro taakveld_geldt(t, code, dag) -%}
  {{ t }}.taakveld_code = {{ code }} and {{ t }}.geldig_vanaf <= {{ dag }} and ({{ t }}.geldig_tot is null or {{ t }}.geldig_tot > {{ dag }})
{%- endmacro %}
