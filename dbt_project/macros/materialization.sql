{# How a table comes into a candidate. A candidate is always new, so there is nothing to swap, back up, index or grant, and no need to ask the
   database which columns a table has before they are described: a description of a column that does not exist stops the night. dbt-duckdb's
   own materialization does all of that for each of two hundred tables. #}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}
  {%- set target = this.incorporate(type='table') -%}
  {% do drop_relation_if_exists(load_cached_relation(this)) %}
  {% call statement('main', language=model['language']) -%}
    {{ create_table_as(False, target, compiled_code, model['language']) }}
  {%- endcall %}
  {% do persist_docs(target, model) %}
  {{ adapter.commit() }}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}

{% macro duckdb__alter_column_comment(relation, column_dict) %}
  {%- for name, column in column_dict.items() %}
    comment on column {{ relation }}.{{ name }} is {{ duckdb_escape_comment(column['description']) }};
  {%- endfor %}
{% endmacro %}
