{# What is wrong with declaration lines against their allocation. One rule is one line. All rules are judged in one pass over the lines: there
   are millions of them, and few are wrong. A line that was sent twice is reported once. #}
{%- set bestaat = "t.is_bestaand and " %}
{%- set maand = "cast(date_trunc('month', r.productperiode_begin) as date)" %}
{%- set regels = {
    'TR338': "t.toewijzing_id is null and k.eerste_dagtekening <= b.dagtekening",
    'TR384': "not t.is_bestaand",
    'TR304': bestaat ~ "t.persoon_id <> r.bsn_pseudo",
    'TR339': bestaat ~ "t.productcategorie <> r.productcategorie",
    'TR340': bestaat ~ "t.productcode <> r.productcode",
    'TR341': bestaat ~ "t.eenheid <> r.eenheid and not (t.eenheid = '04' and r.eenheid = '01')",
    'TR307': bestaat ~ "r.productperiode_begin < t.ingangsdatum",
    'TR308': bestaat ~ "r.productperiode_eind > t.einddatum",
    'TR387': bestaat ~ "r.productperiode_begin not in (" ~ maand ~ ", t.ingangsdatum)",
    'TR388': bestaat ~ "r.productperiode_eind not in (last_day(r.productperiode_begin), coalesce(t.einddatum, date '9999-12-31'))",
    'TR321': bestaat ~ "r.bedrag_cent >= 0 and r.volume * " ~ in_minuten('r.eenheid', 't.eenheid', 'er.minuten')
        ~ " > case when t.productcategorie = '01' and t.frequentie = '2' then 6 * t.volume else "
        ~ hoogste_volume('t', 'r.productperiode_begin', 'r.productperiode_eind') ~ " end * " ~ in_minuten('t.eenheid', 'r.eenheid', 'et.minuten'),
} %}
with verdacht as (
    select
        r.wet,
        r.gemeentecode,
        r.agb_code,
        r.referentie_pseudo,
        r._row_id,
        b.dagtekening,
        v._row_id as toewijzing_row_id
        {%- for regel, fout in regels.items() %},
        coalesce({{ fout }}, false) as {{ regel | lower }}{% endfor %}
    from {{ ref('stg_bericht__declaratieregel') }} as r
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = r._delivery_id
    left join {{ ref('int_toewijzing__stand') }} as t
        on t.wet = r.wet and t.gemeentecode = r.gemeentecode and t.toewijzing_pseudo = r.toewijzing_pseudo
    left join {{ ref('int_toewijzing__versies') }} as v on v.toewijzing_id = t.toewijzing_id
    left join {{ ref('int_bericht__kanalen') }} as k
        on k.wet = r.wet and k.gemeentecode = r.gemeentecode and k.agb_code = r.agb_code and k.berichttype = '301'
    left join {{ ref('eenheid') }} as er on er.eenheid_code = r.eenheid
    left join {{ ref('eenheid') }} as et on et.eenheid_code = t.eenheid
    where
        k.eerste_dagtekening is not null
        and ({% for fout in regels.values() %}{{ 'or ' if not loop.first }}({{ fout }}){% endfor %})
)

{% for regel in regels %}
select
    '{{ regel }}' as regel, wet, gemeentecode, agb_code, {{ eerste_rij('_row_id', 'dagtekening') }} as _row_id,
    min(toewijzing_row_id) as tegenover_row_id
from verdacht
where {{ regel | lower }}
group by wet, gemeentecode, agb_code, referentie_pseudo
{{ 'union all' if not loop.last }}
{% endfor %}
