{# Contributions to mart_boekhouding. Every line counts on its own post and, with the sign turned for what stands beside the ledger, on the post
   that holds the difference; so per comparison the first post is the sum of the others, to the cent, whatever the lines say. A view, as
   int_geld__bijdragen is. #}
{{ config(materialized='view') }}
with later as (
    select l.contractnummer, l.gemeentecode, l.taakveld_code, l.boekjaar, l.bedrag_cent, {{ lijst_uniek('r._row_id') }} as _row_ids
    from {{ ref('int_boekhouding__later') }} as l
    inner join {{ ref('int_boekhouding__latercellen') }} as c
        on c.contractnummer = l.contractnummer and c.gemeentecode = l.gemeentecode and c.taakveld_code = l.taakveld_code
        and c.boekjaar = l.boekjaar
    inner join {{ ref('int_declaratie__regels') }} as r
        on r.contractnummer = c.contractnummer and r.gemeentecode = c.gemeentecode and r.wet = c.wet
        and r.productcategorie = c.productcategorie and r.maand = c.maand
    group by l.contractnummer, l.gemeentecode, l.taakveld_code, l.boekjaar, l.bedrag_cent
),

regels as (
    select 'bronnen' as vergelijking, gemeentecode, contractnummer, taakveld_code, boekjaar, 'saldo' as lasten_baten, post, restpost,
        bedrag_cent, case post when 'grootboek' then 1 else -1 end as teken, {{ lijst_van('_row_id') }} as _row_ids
    from {{ ref('int_boekhouding__regels') }}
    union all
    select 'bronnen', gemeentecode, contractnummer, taakveld_code, boekjaar, 'saldo', 'later_verwacht', 'onverklaard', bedrag_cent, -1, _row_ids
    from later
    union all
    select vergelijking, gemeentecode, 'alle', taakveld_code, boekjaar, lasten_baten, post, restpost, bedrag_cent, teken,
        {{ lijst_van('_row_id') }}
    from {{ ref('int_boekhouding__iv3') }}
),

posten as (
    select
        r.*,
        case zijde.soort when 'eigen' then r.post else r.restpost end as op_post,
        case zijde.soort when 'eigen' then r.bedrag_cent else r.teken * r.bedrag_cent end as contribution
    from regels as r
    cross join (values ('eigen'), ('rest')) as zijde(soort)
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
