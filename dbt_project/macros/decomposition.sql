{# Why spending changed between two years, in parts that add up exactly. #}

{# The share of factor `a` in the change of a * b * c * d: its Shapley value (Shapley 1953; for energy and money Sun 1998). It is the mean over all 24
   orders in which the factors can change one after the other, so no order is preferred, and the four shares are the whole change.
   Each argument is a column prefix: a0 then, a1 now. #}
{% macro shapley(a, b, c, d) -%}
  ({{ a }}1 - {{ a }}0) * (
    ({{ b }}0 * {{ c }}0 * {{ d }}0 + {{ b }}1 * {{ c }}1 * {{ d }}1) / 4
    + ({{ b }}1 * {{ c }}0 * {{ d }}0 + {{ b }}0 * {{ c }}1 * {{ d }}0 + {{ b }}0 * {{ c }}0 * {{ d }}1
    + {{ b }}1 * {{ c }}1 * {{ d }}0 + {{ b }}1 * {{ c }}0 * {{ d }}1 + {{ b }}0 * {{ c }}1 * {{ d }}1) / 12
  )
{%- endmacro %}

{# A product as one text: what must be equal before volumes may be added and prices compared. #}
{% macro product(r) -%}
  {{ r }}.productcategorie || '|' || coalesce({{ r }}.productcode, '') || '|' || case when e.minuten is not null then 'minuut' else {{ r }}.eenheid end
{%- endmacro %}
