{# Contributions to mart_boekhouding. Every line counts on its own post and, with the sign turned for what stands beside the ledger, on the post
   that holds the difference; so per comparison the first post is the sum of the others, to the cent, whatever the lines say. #}
with regels as (
    select 'bronnen' as vergelijking, gemeentecode, contractnummer, taakveld_code, boekjaar, 'saldo' as lasten_baten, post, restpost,
        bedrag_cent, case post when 'grootboek' then 1 else -1 end as teken, _row_ids
    from {{ ref('int_boekhouding__regels') }}
    union all
    select 'bronnen', gemeentecode, contractnummer, taakveld_code, boekjaar, 'saldo', 'later_verwacht', 'onverklaard', bedrag_cent, -1, _row_ids
    from {{ ref('int_boekhouding__later') }}
    union all
    select vergelijking, gemeentecode, 'alle', taakveld_code, boekjaar, lasten_baten, post, restpost, bedrag_cent, teken,
        {{ lijst_van('_row_id') }}
    from {{ ref('int_boekhouding__iv3') }}
),

posten as (
    select *, post as op_post, bedrag_cent as contribution from regels
    union all
    select *, restpost, teken * bedrag_cent from regels
)

select
    vergelijking,
    gemeentecode,
    contractnummer,
    taakveld_code,
    cast(boekjaar as integer) as boekjaar,
    lasten_baten,
    op_post as post,
    {{ cell_id('mart_boekhouding', ['vergelijking', 'gemeentecode', 'contractnummer', 'taakveld_code', 'cast(boekjaar as integer)',
        'lasten_baten', 'op_post']) }} as cell_id,
    'bedrag_cent' as measure,
    cast(contribution as bigint) as contribution,
    _row_ids
from posten
