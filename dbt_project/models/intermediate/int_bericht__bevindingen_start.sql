{# What is wrong with reported starts when all messages are seen together. One rule is one line, or one block below. #}
{%- set regels = {
    'TR019': "s.toewijzing_pseudo is not null and t.toewijzing_id is null and k.eerste_dagtekening <= s.dagtekening",
    'TR304': "t.persoon_id <> s.bsn_pseudo",
    'TR326': "v.vorige_loopt",
    'TR378': "g.gemeentecode is null",
    'start_laat': "v.vorige_row_id is null and v.periode_nr = 0 and "
        ~ dbt.datediff('coalesce(t.ingangsdatum, s.toewijzing_ingangsdatum)', 's.begindatum', 'day') ~ " > p.start_na_ingang_max_dagen",
    'leeftijd_jeugdwet': "s.wet = 'Jeugdwet' and " ~ jaar('s.begindatum') ~ " - s.geboortejaar > p.jeugdwet_tot_leeftijd",
} %}
with verdacht as (
    select
        s.wet,
        s.gemeentecode,
        s.agb_code,
        s._row_id,
        v.vorige_row_id
        {%- for regel, fout in regels.items() %},
        {{ fout }} as {{ regel | lower }}{% endfor %}
    from {{ ref('int_levering__starts') }} as s
    inner join {{ ref('int_levering__verloop') }} as v on v.start_id = s.start_id
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_toewijzing__stand') }} as t
        on t.wet = s.wet and t.gemeentecode = s.gemeentecode and t.toewijzing_pseudo = s.toewijzing_pseudo
    left join {{ ref('int_bericht__kanalen') }} as k
        on k.wet = s.wet and k.gemeentecode = s.gemeentecode and k.agb_code = s.agb_code and k.berichttype = '301'
    left join {{ ref('gemeente') }} as g
        on g.gemeentecode = s.gemeentecode
        and g.geldig_vanaf <= coalesce(s.toewijzing_ingangsdatum, s.begindatum)
        and (g.geldig_tot is null or g.geldig_tot > coalesce(s.toewijzing_ingangsdatum, s.begindatum))
    where s.is_actueel
)

{% for regel in regels %}
select
    '{{ regel }}' as regel, wet, gemeentecode, agb_code, _row_id,
    {{ 'vorige_row_id' if regel == 'TR326' else 'cast(null as varchar)' }} as tegenover_row_id
from verdacht
where {{ regel | lower }}
union all
{% endfor %}
-- TR063: a deletion deletes something that was reported before.
select 'TR063', wet, gemeentecode, agb_code, _row_id, cast(null as varchar)
from {{ ref('int_levering__starts') }}
where verwijderd_op < coalesce(eerst_gemeld_op, date '9999-12-31')
union all
-- TR071: a start that was stopped cannot be deleted.
select 'TR071', s.wet, s.gemeentecode, s.agb_code, s._row_id, min(e._row_id)
from {{ ref('int_levering__starts') }} as s
inner join {{ ref('int_levering__stops') }} as e on e.start_id = s.start_id and e.is_actueel
where s.eerst_gemeld_op is not null and not s.is_actueel
group by s.wet, s.gemeentecode, s.agb_code, s._row_id
