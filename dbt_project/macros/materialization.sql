{# How tables and views come into a candidate. A candidate is always new, so there is nothing to swap, rename, back up, index or grant. dbt's
   own materializations do all of that for each of three hundred of them. Descriptions are written at the end, all at once (descriptions.sql). #}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}
  {%- set target = this.incorporate(type='table') -%}
  {%- if model['language'] == 'python' -%}
    {% do drop_relation_if_exists(load_cached_relation(target)) %}
    {% call statement('main', language='python') -%}{{ create_table_as(False, target, compiled_code, 'python') }}{%- endcall %}
  {%- else -%}
    {% do make(target, create_table_as(False, target, compiled_code)) %}
  {%- endif -%}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
  {%- set target = this.incorporate(type='view') -%}
  {% do make(target, get_create_view_as_sql(target, sql)) %}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}

{# One call makes it or leaves what was there. dbt's `statement` asks the database for a begin, the statement and a commit apart, reads a result
   that has no rows and writes target/run, which nobody can read when dbt writes no artifacts either (--no-write-json). #}
{% macro make(target, sql) %}
  {%- set old = load_cached_relation(target) -%}
  {%- set drop = 'drop ' ~ old.type ~ ' if exists ' ~ old.render() ~ ' cascade;' if old else '' -%}
  {%- if flags.WRITE_JSON -%}{% do write(sql) %}{%- endif -%}
  {%- do adapter.add_query('begin transaction;' ~ drop ~ sql ~ '; commit;', auto_begin=False) -%}
  {%- do store_result('main', response='OK') -%}
{% endmacro %}

{# A contract says name and type of every column of a mart. Where both are word for word as declared, that is all there is to know; else dbt's
   own comparison decides and words the error. dbt asks the types of the declared columns too and formats each column by a macro: 5 % of a night. #}
{% macro duckdb__get_assert_columns_equivalent(sql) %}
  {%- set declared = [] -%}
  {%- for column in model['columns'].values() -%}
    {%- do declared.append(column['name'] | lower ~ ' ' ~ (column['data_type'] or '') | lower | replace(' ', '')) -%}
  {%- endfor -%}
  {%- set found = [] -%}
  {%- for column in adapter.get_column_schema_from_query(get_empty_subquery_sql(sql)) -%}
    {%- do found.append(column.name | lower ~ ' ' ~ column.dtype | lower | replace(' ', '')) -%}
  {%- endfor -%}
  {%- if not declared or declared | sort != found | sort -%}{{ return(assert_columns_equivalent(sql)) }}{%- endif -%}
{% endmacro %}
