{# Contributions of persons in a year, by municipality and law: use per 1,000 inhabitants, form of support, stacking of maatwerk. Persons do
   not add up over wijken and ages, so each level has its own. #}
{{ config(materialized='view') }}
with personen as (
    select
        gemeentecode, wet, persoon_id, jaar,
        bool_or(vorm = 'pgb') as is_pgb,
        bool_or(vorm <> 'algemene_voorziening') as is_maatwerk,
        bool_or(vorm = 'algemene_voorziening') as is_algemeen,
        count(distinct productcategorie) filter (where vorm <> 'algemene_voorziening') as periode_n,
        count(distinct productcategorie) filter (where vorm <> 'algemene_voorziening' and is_op_peildag) as peildag_n,
        {{ lijst_samen('_row_ids') }} as _row_ids
    from {{ ref('int_indicator__steun') }}
    group by gemeentecode, wet, persoon_id, jaar
),

-- Nobody with a pgb or a general provision in any year means that the form is not delivered, not that nobody has it.
vormen as (
    select gemeentecode, wet, bool_or(vorm = 'pgb') as heeft_pgb, bool_or(vorm = 'algemene_voorziening') as heeft_algemeen
    from {{ ref('int_indicator__steun') }}
    group by gemeentecode, wet
)

{%- for code, onderdeel, noemer, teller in [
    ('pgb_aandeel', 'alle', 'v.heeft_pgb and is_maatwerk', 'is_pgb'),
    ('algemeen_aandeel', 'alle', 'v.heeft_algemeen', 'is_algemeen'),
    ('algemeen_aandeel', 'beide', 'v.heeft_algemeen', 'is_algemeen and is_maatwerk'),
    ('stapeling_persoon', 'periode', 'periode_n > 0', 'periode_n >= p.stapeling_min'),
    ('stapeling_persoon', 'peildag', 'peildag_n > 0', 'peildag_n >= p.stapeling_min'),
] %}
{%- for maat, voorwaarde in [('noemer', noemer), ('teller', noemer ~ ' and ' ~ teller)] %}
select
    '{{ code }}' as indicator_code, n.gemeentecode, n.wet, 'alle' as contractnummer, 'alle' as wijkcode, '{{ onderdeel }}' as onderdeel,
    'alle' as klasse, cast(n.jaar as varchar) as periode, '{{ maat }}' as measure, 1 as contribution, n._row_ids
from personen as n
inner join vormen as v on v.gemeentecode = n.gemeentecode and v.wet = n.wet
cross join {{ ref('int_parameter__geldig') }} as p
where {{ voorwaarde }}
union all
{%- endfor %}
{%- endfor %}
{%- for onderdeel in ['periode', 'peildag'] %}
select
    'stapeling_verdeling', n.gemeentecode, n.wet, 'alle', 'alle', '{{ onderdeel }}',
    cast(least(n.{{ onderdeel }}_n, p.stapeling_hoogste) as varchar) || case when n.{{ onderdeel }}_n >= p.stapeling_hoogste then '+' else '' end,
    cast(n.jaar as varchar), 'teller', 1, n._row_ids
from personen as n
cross join {{ ref('int_parameter__geldig') }} as p
where n.{{ onderdeel }}_n > 0
union all
{%- endfor %}
select
    'clienten_per_1000', s.gemeentecode, s.wet, 'alle', s.wijkcode, s.onderdeel, s.klasse, cast(s.jaar as varchar), 'teller', 1, s._row_ids
from {{ ref('int_indicator__per_inwoner') }} as s
union all
select
    'clienten_per_1000', b.gemeentecode, b.wet, 'alle', b.wijkcode, b.onderdeel, b.klasse, b.periode, 'noemer', b.aantal, b._row_ids
from {{ ref('int_indicator__inwoners') }} as b
