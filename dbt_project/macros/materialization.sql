{# How tables and views come into a candidate. A candidate is always new, so there is nothing to swap, rename, back up, index or grant. dbt's
   own materializations do all of that for each of three hundred of them. Descriptions are written at the end, all at once (descriptions.sql). #}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}
  {%- set target = this.incorporate(type='table') -%}
  {% do drop_relation_if_exists(load_cached_relation(this)) %}
  {% call statement('main', language=model['language']) -%}
    {{ create_table_as(False, target, compiled_code, model['language']) }}
  {%- endcall %}
  {{ adapter.commit() }}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
  {%- set target = this.incorporate(type='view') -%}
  {% do drop_relation_if_exists(load_cached_relation(this)) %}
  {% call statement('main') -%}
    {{ get_create_view_as_sql(target, sql) }}
  {%- endcall %}
  {{ adapter.commit() }}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}
