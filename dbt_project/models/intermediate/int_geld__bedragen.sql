{# Every amount that counts in money, by what it is, with the one row it comes from: budget in twelve parts, ledger lines, declaration lines,
   personal budgets, instalments. All in cents.
   Part m of a budget line is line * m // 12 - line * (m - 1) // 12: the twelve parts are the line again, to the cent.
   A table without lists or cell ids: a declaration line is here three times (measured at 5 million lines, see int_geld__bijdragen). #}
with declaratiemaanden as (
    select _delivery_id, cast(date_trunc('month', min(periode_begin)) as date) as maand
    from {{ ref('stg_bericht__declaratie') }}
    group by _delivery_id
),

bedragen as (
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
        maat.measure,
        case when g.lasten_baten = 'baten' and maat.measure = 'grootboek_cent' then -g.bedrag_cent else g.bedrag_cent end,
        g._row_id
    from {{ ref('stg_levering__grootboek') }} as g
    inner join (values ('grootboek_cent'), ('grootboek_baten_cent')) as maat(measure)
        on maat.measure = 'grootboek_cent' or g.lasten_baten = 'baten'
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
    union all
    -- In the month that the declaration is about: a controller books what a provider declares in that month, older corrections included, on
    -- the code of that month. December 2024 declared in January 2025 is 6.71a by its month of support and 6.711 in the books.
    select d.gemeentecode, d.contractnummer, coalesce(t.taakveld_code, 'onbekend'), d.meldmaand, 'declaratie_gemeld_cent', d.bedrag_cent, d._row_id
    from (
        select r.*, coalesce(m.maand, r.maand) as meldmaand
        from {{ ref('int_declaratie__regels') }} as r
        left join declaratiemaanden as m on m._delivery_id = r._delivery_id
    ) as d
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = d.contractnummer
    left join {{ ref('productcategorie') }} as pc on pc.wet = d.wet and pc.productcategorie = d.productcategorie
    left join {{ ref('iv3_taakveld') }} as t
        on {{ taakveld_geldt('t', taakveld_van_product('pc', 'd.meldmaand', 'c.inkoopschaal'), 'd.meldmaand') }}
    where d.declaratie_status <> 'afgewezen'
    union all
    select
        p.gemeentecode, p.contractnummer, p.taakveld_code, p.maand, maat.measure,
        case maat.measure when 'pgb_besteed_cent' then p.besteed_cent else p.toegekend_cent end,
        p._row_id
    from {{ ref('int_geld__pgb') }} as p
    cross join (values ('pgb_toegekend_cent'), ('pgb_besteed_cent')) as maat(measure)
    union all
    select gemeentecode, contractnummer, taakveld_code, maand, 'termijn_cent', bedrag_cent, _row_id
    from {{ ref('int_geld__termijnen') }}
    where reden = ''
)

select
    b.contractnummer,
    b.gemeentecode,
    b.taakveld_code,
    b.maand,
    {{ jaar('b.maand') }} as boekjaar,
    coalesce(t.trendsleutel, 'geen') as trendsleutel,
    b.measure,
    b.contribution,
    b._row_id
from bedragen as b
left join {{ ref('iv3_taakveld') }} as t on {{ taakveld_geldt('t', 'b.taakveld_code', 'b.maand') }}
