{# Contributions to mart_verloop. A month in which nothing happened is a month too: its contribution is zero, and the contract is the row behind it. #}
{{ config(materialized='view') }}
with tellingen as (
    select b.contractnummer, b.gemeentecode, replace(b.measure, '_n', '') as reeks_code, b.maand as periode_start, 1 as n, b._row_ids
    from {{ ref('int_gebruik_contract__bijdragen') }} as b
    union all
    select
        v.contractnummer, v.gemeentecode, r.reeks_code, {{ maandreeks('v.eerste_maand', 'v.laatste_maand') }}, 0, {{ lijst_van('v._row_id') }}
    from {{ ref('int_verloop__vensters') }} as v
    cross join {{ ref('verloopreeks') }} as r
    where r.waarde_soort = 'aantal' and v.eerste_maand <= v.laatste_maand
),

maten as (
    select t.contractnummer, t.gemeentecode, t.reeks_code, t.periode_start, 'n' as measure, t.n as contribution, t._row_ids, cast(null as varchar) as rijen_sleutel
    from tellingen as t
    where t.reeks_code in (select reeks_code from {{ ref('verloopreeks') }})
    union all
    select
        w.contractnummer, w.gemeentecode, 'wachttijd', w.maand, m.measure,
        case m.measure when 'teller' then w.contribution when 'n' then 1 else w.contribution * w.contribution end, w._row_ids, null
    from {{ ref('int_wachttijd__bijdragen') }} as w
    cross join (values ('teller'), ('n'), ('kwadraat')) as m(measure)
    -- Each trajectory stands there four times: own category and all, half-year and year.
    where w.measure = 'na_ingang_dagen' and w.productcategorie = 'alle' and length(w.periode) = 4
    union all
    select
        s.contractnummer, s.gemeentecode, s.stap, s.maand, m.measure,
        case m.measure when 'teller' then s.dagen when 'n' then 1 else s.dagen * s.dagen end, s._row_ids, null
    from {{ ref('int_doorlooptijd__stappen') }} as s
    cross join (values ('teller'), ('n'), ('kwadraat')) as m(measure)
    where s.stap = 'melding_start' and s.dagen is not null
    union all
    select
        r.contractnummer, r.gemeentecode, 'resultaat',
        cast(substr(r.halfjaar, 1, 4) || case substr(r.halfjaar, 5, 2) when 'H1' then '-01-01' else '-07-01' end as date),
        case r.measure when 'paren_n' then 'n' else 'teller' end, r.contribution, {{ lijst_leeg() }}, r.rijen_sleutel
    from {{ ref('int_resultaat_contract__bijdragen') }} as r
    inner join {{ ref('int_oordeel__hoofdindicator') }} as h on h.contractnummer = r.contractnummer and h.gemeentecode = r.gemeentecode
    where r.measure in ('paren_n', h.hoofdindicator || '_n')
)

select
    m.contractnummer,
    m.gemeentecode,
    m.reeks_code,
    m.periode_start,
    {{ cell_id('mart_verloop', ['m.contractnummer', 'm.gemeentecode', 'm.reeks_code', 'm.periode_start']) }} as cell_id,
    m.measure,
    cast(m.contribution as decimal(18, 6)) as contribution,
    m._row_ids,
    m.rijen_sleutel
from maten as m
inner join {{ ref('verloopreeks') }} as r on r.reeks_code = m.reeks_code
inner join {{ ref('int_verloop__vensters') }} as v on v.contractnummer = m.contractnummer and v.gemeentecode = m.gemeentecode
-- Only whole periods that were delivered to their last month.
where
    m.periode_start >= case m.reeks_code when 'wachttijd' then v.eerste_berichtmaand else v.eerste_maand end
    and {{ maanden_tussen('m.periode_start', 'v.laatste_maand') }} >= case r.periode_soort when 'maand' then 0 else 5 end
