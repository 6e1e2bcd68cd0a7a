{# What is wrong with reported stops when all messages are seen together. One rule is one line, or one block below. #}
{%- set regels = {
    'TR019': "s.toewijzing_pseudo is not null and t.toewijzing_id is null and k1.eerste_dagtekening <= s.dagtekening",
    'TR304': "t.persoon_id <> s.bsn_pseudo",
    'TR378': "g.gemeentecode is null",
    'TR382': "b.eerst_gemeld_op is null and k5.eerste_dagtekening <= s.dagtekening",
    'TR413': "s.is_tijdelijk and a.tijdelijk_n > 1",
    'TR414': "not s.is_tijdelijk and s.einddatum < a.tijdelijk_eind",
    'TR415': "not s.is_tijdelijk and a.definitief_n > 1",
    'stop_na_toewijzing': "t.is_bestaand and s.einddatum > t.einddatum",
} %}
with per_start as (
    select
        start_id,
        count(*) filter (where is_tijdelijk) as tijdelijk_n,
        count(*) filter (where not is_tijdelijk) as definitief_n,
        max(einddatum) filter (where is_tijdelijk) as tijdelijk_eind
    from {{ ref('int_levering__stops') }}
    where is_actueel
    group by start_id
),

starts as (
    select zorg_id, {{ eerste_rij('_row_id', 'dagtekening') }} as _row_id from {{ ref('int_levering__starts') }} where is_actueel group by zorg_id
),

verdacht as (
    select
        s.wet,
        s.gemeentecode,
        s.agb_code,
        s._row_id,
        z._row_id as start_row_id
        {%- for regel, fout in regels.items() %},
        {{ fout }} as {{ regel | lower }}{% endfor %}
    from {{ ref('int_levering__stops') }} as s
    inner join per_start as a on a.start_id = s.start_id
    left join {{ ref('int_levering__starts') }} as b on b.start_id = s.start_id
    left join starts as z on z.zorg_id = s.zorg_id
    left join {{ ref('int_toewijzing__stand') }} as t
        on t.wet = s.wet and t.gemeentecode = s.gemeentecode and t.toewijzing_pseudo = s.toewijzing_pseudo
    left join {{ ref('int_bericht__kanalen') }} as k1
        on k1.wet = s.wet and k1.gemeentecode = s.gemeentecode and k1.agb_code = s.agb_code and k1.berichttype = '301'
    left join {{ ref('int_bericht__kanalen') }} as k5
        on k5.wet = s.wet and k5.gemeentecode = s.gemeentecode and k5.agb_code = s.agb_code and k5.berichttype = '305'
    left join {{ ref('gemeente') }} as g
        on g.gemeentecode = s.gemeentecode
        and g.geldig_vanaf <= coalesce(s.toewijzing_ingangsdatum, s.begindatum)
        and (g.geldig_tot is null or g.geldig_tot > coalesce(s.toewijzing_ingangsdatum, s.begindatum))
    where s.is_actueel
)

{% for regel in regels %}
select
    '{{ regel }}' as regel, wet, gemeentecode, agb_code, _row_id,
    {{ 'start_row_id' if regel == 'TR382' else 'cast(null as varchar)' }} as tegenover_row_id
from verdacht
where {{ regel | lower }}
union all
{% endfor %}
-- TR063: a deletion deletes something that was reported before.
select 'TR063', wet, gemeentecode, agb_code, _row_id, cast(null as varchar)
from {{ ref('int_levering__stops') }}
where verwijderd_op < coalesce(eerst_gemeld_op, date '9999-12-31')
