{# What is wrong with allocations when all messages are seen together. One rule is one line, or one block below. #}
{%- set regels = {
    'TR378': "g.gemeentecode is null",
    'TR379': "t.referentie_aanbieder_pseudo is not null and q.referentie_aanbieder_pseudo is null"
        ~ " and k.eerste_dagtekening <= t.eerste_toewijzingsdatum",
    'leeftijd_jeugdwet': "t.wet = 'Jeugdwet' and " ~ jaar('t.ingangsdatum') ~ " - t.geboortejaar > p.jeugdwet_tot_leeftijd",
} %}
with stand as (
    select t.*, v._row_id
    from {{ ref('int_toewijzing__stand') }} as t
    inner join {{ ref('int_toewijzing__versies') }} as v on v.toewijzing_id = t.toewijzing_id
),

verzoeken as (
    select wet, agb_code, referentie_aanbieder_pseudo from {{ ref('stg_bericht__verzoek') }} group by wet, agb_code, referentie_aanbieder_pseudo
),

kanalen as (
    select wet, gemeentecode, agb_code, min(eerste_dagtekening) as eerste_dagtekening
    from {{ ref('int_bericht__kanalen') }}
    where berichttype in ('315', '317')
    group by wet, gemeentecode, agb_code
),

verdacht as (
    select t.wet, t.gemeentecode, t.agb_code, t._row_id
        {%- for regel, fout in regels.items() %}, {{ fout }} as {{ regel | lower }}{% endfor %}
    from stand as t
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('gemeente') }} as g
        on g.gemeentecode = t.gemeentecode
        and g.geldig_vanaf <= t.ingangsdatum and (g.geldig_tot is null or g.geldig_tot > t.ingangsdatum)
    left join verzoeken as q
        on q.wet = t.wet and q.agb_code = t.agb_code and q.referentie_aanbieder_pseudo = t.referentie_aanbieder_pseudo
    left join kanalen as k on k.wet = t.wet and k.gemeentecode = t.gemeentecode and k.agb_code = t.agb_code
    where t.is_bestaand
)

{% for regel in regels %}
select '{{ regel }}' as regel, wet, gemeentecode, agb_code, _row_id, cast(null as varchar) as tegenover_row_id
from verdacht
where {{ regel | lower }}
union all
{% endfor %}
-- TR332: a number belongs to one allocation, so to one person.
select 'TR332', s.wet, s.gemeentecode, s.agb_code, s._row_id, min(t._row_id)
from stand as s
inner join {{ ref('stg_bericht__toewijzing') }} as t
    on t.wet = s.wet and t.gemeentecode = s.gemeentecode and t.toewijzing_pseudo = s.toewijzing_pseudo and t.bsn_pseudo <> s.persoon_id
group by s.wet, s.gemeentecode, s.agb_code, s._row_id
union all
-- TR302: no two allocations of one product on one day; without code the category counts, without category everything. Aids are exempt.
select 'TR302', a.wet, a.gemeentecode, a.agb_code, a._row_id, min(b._row_id)
from stand as a
inner join stand as b
    on b.persoon_id = a.persoon_id and b.wet = a.wet and b.gemeentecode = a.gemeentecode and b.agb_code = a.agb_code
    and b.toewijzing_id <> a.toewijzing_id
    and a.ingangsdatum <= coalesce(b.einddatum, date '9999-12-31') and b.ingangsdatum <= coalesce(a.einddatum, date '9999-12-31')
    and coalesce(a.productcategorie = b.productcategorie, true) and coalesce(a.productcode = b.productcode, true)
where
    a.is_bestaand and b.is_bestaand
    and coalesce(a.productcategorie, '') not in ('11', '12', '13', '14') and coalesce(b.productcategorie, '') not in ('11', '12', '13', '14')
group by a.wet, a.gemeentecode, a.agb_code, a._row_id
