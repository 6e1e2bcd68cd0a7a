{# Every description as a comment in DuckDB, for all tables and views that this command made, in one transaction at its end (on-run-end).
   dbt's persist_docs asks and writes per model: 900 statements, a seventh of the time of a night with nothing new. A description of a
   column that does not exist stops the night. #}
{% macro describe(results) %}
  {%- set made = [] -%}
  {%- for result in results if result.node.resource_type in ('model', 'seed') and result.status == 'success' -%}
    {%- do made.append(result.node) -%}
  {%- endfor -%}
  {%- if made -%}
    begin transaction;
    {% for node in made %}
      comment on {{ 'view' if node.config.materialized == 'view' else 'table' }} {{ node.relation_name }} is {{ duckdb_escape_comment(node.description) }};
      {%- for name, column in node.columns.items() %}
        comment on column {{ node.relation_name }}.{{ name }} is {{ duckdb_escape_comment(column.description) }};
      {%- endfor %}
    {% endfor %}
    commit;
  {%- endif -%}
{% endmacro %}
