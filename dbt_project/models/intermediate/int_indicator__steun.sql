{# Who had support in a year: one row per person, municipality of the person, law, wijk, form and category. The reference day of a year is its last
   day, in the running year the peildatum. Age and household come from delivered lists; the age is that on 1 January, as the population is
   counted on that day. #}
with personen as (
    select s.persoon_id, max(s.geboortejaar) as geboortejaar, min(t.huishoudnummer_pseudo) as huishouden
    from {{ ref('int_traject__spells') }} as s
    inner join {{ ref('stg_levering__trajecten') }} as t on t._row_id = s._row_id
    group by s.persoon_id
),

jaren as (
    select
        t.gemeentecode, t.wet, t.wijkcode, t.persoon_id, t.leveringsvorm as vorm, t.productcategorie, t.begindatum,
        least(coalesce(t.einddatum, p.peildatum), p.peildatum) as einddatum,
        {{ jaar('t.begindatum') }}
        + cast({{ getallen('(' ~ jaar('least(coalesce(t.einddatum, p.peildatum), p.peildatum)') ~ ' - ' ~ jaar('t.begindatum') ~ ')') }} as integer)
            as jaar,
        t._row_ids
    from {{ ref('int_gebruik__trajecten') }} as t
    cross join {{ ref('int_parameter__geldig') }} as p
    where t.begindatum <= least(coalesce(t.einddatum, p.peildatum), p.peildatum)
    union all
    select m.gemeentecode, m.wet, m.wijkcode, m.persoon_id, 'pgb', m.productcategorie, m.maand, last_day(m.maand), {{ jaar('m.maand') }}, m._row_ids
    from {{ ref('int_gebruik__maanden') }} as m
    where m.traject_id is null
)

select
    j.gemeentecode,
    j.wet,
    j.wijkcode,
    j.persoon_id,
    j.jaar,
    j.vorm,
    j.productcategorie,
    max(n.huishouden) as huishouden,
    max(case
        when j.jaar - n.geboortejaar - 1 < 18 then '0-17'
        when j.jaar - n.geboortejaar - 1 < 65 then '18-64'
        when j.jaar - n.geboortejaar - 1 < 75 then '65-74'
        when n.geboortejaar is not null then '75+'
    end) as leeftijdsgroep,
    bool_or(j.begindatum <= d.peildag and j.einddatum >= d.peildag) as is_op_peildag,
    {{ lijst_samen('j._row_ids') }} as _row_ids
from jaren as j
inner join (
    select x.jaar, least(make_date(x.jaar, 12, 31), p.peildatum) as peildag
    from (select distinct jaar from jaren) as x
    cross join {{ ref('int_parameter__geldig') }} as p
) as d on d.jaar = j.jaar
left join personen as n on n.persoon_id = j.persoon_id
group by j.gemeentecode, j.wet, j.wijkcode, j.persoon_id, j.jaar, j.vorm, j.productcategorie
