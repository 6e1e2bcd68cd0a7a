{# Contributions to mart_declaratie_afwijzing: each rejected line under every code it was rejected for, and once under 'alle', because a line may
   carry more codes. #}
with rijen as (
    select gemeentecode, contractnummer, wet, productcategorie, maand, retourcode, bedrag_cent, _row_ids
    from {{ ref('int_declaratie__afwijzingen') }}
    union all
    select distinct gemeentecode, contractnummer, wet, productcategorie, maand, 'alle', bedrag_cent, _row_ids
    from {{ ref('int_declaratie__afwijzingen') }}
)

{%- for maat, waarde in [('afgewezen_n', '1'), ('afgewezen_cent', 'bedrag_cent')] %}
select
    gemeentecode,
    contractnummer,
    wet,
    productcategorie,
    maand,
    retourcode,
    {{ cell_id('mart_declaratie_afwijzing', ['gemeentecode', 'contractnummer', 'wet', 'productcategorie', 'maand', 'retourcode']) }}
        as cell_id,
    '{{ maat }}' as measure,
    {{ waarde }} as contribution,
    _row_ids
from rijen
{{ 'union all' if not loop.last }}
{%- endfor %}
