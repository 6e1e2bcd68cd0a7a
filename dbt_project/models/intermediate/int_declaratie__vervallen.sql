{# Declaration lines that claim nothing: rejected by the municipality, or said before by another line. What is left is what a provider may be paid
   for. A view: rows are not stored twice. #}
{{ config(materialized='view') }}
select _row_id from {{ ref('int_declaratie__beoordeling') }} where declaratie_status = 'afgewezen'
union all
select _row_id from {{ ref('int_declaratie__herhaald') }} where declaratie_status <> 'afgewezen'
