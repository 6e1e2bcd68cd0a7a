{# Contributions to mart_budget_realisatie: budget in twelve parts, ledger lines, declaration lines. All in cents.
   Part m of a budget line is line * m // 12 - line * (m - 1) // 12: the twelve parts are the line again, to the cent. #}
with bedragen as (
    select
        b.gemeentecode,
        b.contractnummer,
        b.taakveld_code,
        make_date(cast(b.boekjaar as integer), maand.m, 1) as maand,
        maat.measure,
        {{ gehele_deling('b.bedrag_cent * maand.m', '12') }} - {{ gehele_deling('b.bedrag_cent * (maand.m - 1)', '12') }} as contribution,
        b._row_id
    from {{ ref('int_begroting__regels') }} as b
    cross join {{ maandnummers() }} as maand
    inner join (values ('begroting_primitief_cent'), ('begroting_actueel_cent')) as maat(measure)
        on case maat.measure when 'begroting_primitief_cent' then b.is_primitief else b.is_actueel end
    union all
    select
        coalesce(c.gemeentecode, g._leverancier),
        coalesce(g.contractnummer, 'geen'),
        g.taakveld_code,
        make_date(cast(g.boekjaar as integer), cast(g.periode as integer), 1),
        'grootboek_cent',
        case g.lasten_baten when 'baten' then -g.bedrag_cent else g.bedrag_cent end,
        g._row_id
    from {{ ref('stg_levering__grootboek') }} as g
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = g.contractnummer
    union all
    select
        d.gemeentecode,
        d.contractnummer,
        d.taakveld_code,
        d.maand,
        'declaratie_' || maat.soort || '_cent',
        d.bedrag_cent,
        d._row_id
    from {{ ref('int_declaratie__regels') }} as d
    inner join (values ('ingediend'), ('geaccepteerd'), ('open'), ('afgewezen')) as maat(soort)
        on maat.soort in ('ingediend', d.declaratie_status)
)

select
    contractnummer,
    gemeentecode,
    taakveld_code,
    maand,
    {{ jaar('maand') }} as boekjaar,
    {{ cell_id('mart_budget_realisatie', ['contractnummer', 'gemeentecode', 'taakveld_code', 'maand']) }} as cell_id,
    measure,
    contribution,
    {{ lijst_van('_row_id') }} as _row_ids
from bedragen
