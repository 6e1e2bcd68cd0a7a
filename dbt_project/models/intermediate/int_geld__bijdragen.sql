{# Contributions to mart_budget_realisatie and, over the generations of Iv3, to mart_taakveld_jaar: the amounts of int_geld__bedragen, each with
   its cells and its row. A view: a list of row ids and two cell ids per row are made when somebody traces, not stored for every line. #}
{{ config(materialized='view') }}
select
    b.contractnummer,
    b.gemeentecode,
    b.taakveld_code,
    b.maand,
    b.boekjaar,
    b.trendsleutel,
    {{ cell_id('mart_budget_realisatie', ['b.contractnummer', 'b.gemeentecode', 'b.taakveld_code', 'b.maand']) }} as cell_id,
    {{ cell_id('mart_taakveld_jaar', ['b.gemeentecode', 'b.trendsleutel', 'b.boekjaar']) }} as cell_id_trend,
    b.measure,
    b.contribution,
    {{ lijst_van('b._row_id') }} as _row_ids
from {{ ref('int_geld__bedragen') }} as b
