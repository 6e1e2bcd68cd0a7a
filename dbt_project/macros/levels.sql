{# The four levels of use: per category and per neighbourhood, and over all of either. Persons do not add up over them. #}

{% macro gebruiksniveaus() -%}
  (values (false, false), (true, false), (false, true), (true, true)) as n(alle_categorieen, alle_wijken)
{%- endmacro %}

{% macro categorie_op_niveau(rij) %}case when n.alle_categorieen then 'alle' else {{ rij }}.productcategorie end{% endmacro %}
{% macro wijk_op_niveau(rij) %}case when n.alle_wijken then 'alle' else {{ rij }}.wijkcode end{% endmacro %}
