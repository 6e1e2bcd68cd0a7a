{# Contributions of households in a year: support from several laws, and several problems at once. A household is a problem household when its
   members have support from enough laws, or one member scores low on enough domains at the last measurement of the year. Without a
   measurement and with few laws nobody can tell: it is missing, not without problems. #}
{{ config(materialized='view') }}
with metingen as (
    select
        t.persoon_id,
        {{ jaar('s.meetdatum') }} as jaar,
        s.meetdatum,
        count(distinct s.domein_key) filter (where s.score <= p.problematisch_max) as laag_n,
        {{ lijst('s._row_id') }} as _row_ids
    from {{ ref('int_resultaat__scores') }} as s
    inner join {{ ref('int_traject__trajecten') }} as t on t.spell_id = s.spell_id
    cross join {{ ref('int_parameter__geldig') }} as p
    where s.informant = 'professional' and s.score is not null
        and coalesce(s.uitsluitreden, '') not in ('dubbel', 'aanvullend_leefgebied', 'aow_leeftijd')
    group by t.persoon_id, {{ jaar('s.meetdatum') }}, s.meetdatum
),

laatste as (
    select persoon_id, jaar, max_by(laag_n, meetdatum) as laag_n, max_by(_row_ids, meetdatum) as _row_ids from metingen group by persoon_id, jaar
),

huishoudens as (
    select
        s.gemeentecode, s.jaar,
        coalesce(s.huishouden, 'onbekend') as huishouden,
        case when s.huishouden is null then s.persoon_id end as zonder_nummer,
        count(distinct s.wet) as wetten_n,
        max(l.laag_n) as laag_n,
        {{ lijst_samen('s._row_ids') }} as _row_ids,
        {{ lijst_samen('l._row_ids') }} as _meting_ids
    from {{ ref('int_indicator__steun') }} as s
    left join laatste as l on l.persoon_id = s.persoon_id and l.jaar = s.jaar
    group by s.gemeentecode, s.jaar, s.huishouden, case when s.huishouden is null then s.persoon_id end
)

{%- set bekend = 'h.zonder_nummer is null' %}
{%- set te_zien = bekend ~ ' and (h.laag_n is not null or h.wetten_n >= p.multiprobleem_wetten_min)' %}
{%- set problemen = '(h.wetten_n >= p.multiprobleem_wetten_min or h.laag_n >= p.multiprobleem_domeinen_min)' %}
{%- for code, maat, voorwaarde, rijen in [
    ('stapeling_huishouden', 'in_aanmerking_n', 'true', 'h._row_ids'),
    ('stapeling_huishouden', 'noemer', bekend, 'h._row_ids'),
    ('stapeling_huishouden', 'teller', bekend ~ ' and h.wetten_n >= p.stapeling_min', 'h._row_ids'),
    ('multiprobleem', 'in_aanmerking_n', 'true', 'h._row_ids'),
    ('multiprobleem', 'noemer', te_zien, lijst_van_twee('h._row_ids', 'h._meting_ids')),
    ('multiprobleem', 'teller', te_zien ~ ' and ' ~ problemen, lijst_van_twee('h._row_ids', 'h._meting_ids')),
] %}
select
    '{{ code }}' as indicator_code, h.gemeentecode, 'alle' as wet, 'alle' as contractnummer, 'alle' as wijkcode, 'alle' as onderdeel,
    'alle' as klasse, cast(h.jaar as varchar) as periode, '{{ maat }}' as measure, 1 as contribution, {{ rijen }} as _row_ids
from huishoudens as h
cross join {{ ref('int_parameter__geldig') }} as p
where {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}
