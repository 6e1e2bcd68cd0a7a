{# Every row of a message about care, with where it went: counted in a figure ('') or set apart with a reason. A row counts when it carries the
   current version of its allocation, or the report of a start or stop that exists. A view: rows are not stored twice.
   Whether a message was rejected is asked in the reason, not in the join: with both in it DuckDB hashed the key of every pair of rows. #}
{{ config(materialized='view') }}
with toewijzingen as (
    select
        t._row_id,
        t._delivery_id,
        case
            when b.is_afgekeurd or v._row_id is null then 'bericht_afgekeurd'
            when v._row_id = t._row_id then case when s.is_bestaand then '' else 'nooit_bestaan' end
            when t.toewijzingsdatum = s.toewijzingsdatum and t.toewijzingstijd = s.toewijzingstijd then 'dubbel'
            else 'vervallen_versie'
        end as reden
    from {{ ref('stg_bericht__toewijzing') }} as t
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = t._delivery_id
    left join {{ ref('int_toewijzing__versies') }} as v on v.toewijzing_id = {{ toewijzing_id('t') }}
    left join {{ ref('int_toewijzing__stand') }} as s on s.toewijzing_id = v.toewijzing_id
),

meldingen as (
    {%- for tabel, model in [('levering_start', 'int_levering__starts'), ('levering_stop', 'int_levering__stops')] %}
    select r._row_id, r._delivery_id, r.status_aanlevering, b.dagtekening, b.is_afgekeurd, m.is_actueel, m.verwijderd_op,
        m._row_id as dragende_row_id
    from {{ ref('stg_bericht__' ~ tabel) }} as r
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = r._delivery_id
    left join {{ ref(model) }} as m
        on m.zorg_id = {{ zorg_id('r') }} and m.begindatum = r.begindatum
        {%- if tabel == 'levering_stop' %} and m.einddatum = r.einddatum and m.reden_beeindiging_code = r.reden_beeindiging_code{% endif %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select _row_id, _delivery_id, reden, 1 as rijen_n from toewijzingen
union all
select
    _row_id,
    _delivery_id,
    case
        when is_afgekeurd then 'bericht_afgekeurd'
        when status_aanlevering = '3' then 'verwijdering'
        when not is_actueel or dagtekening <= verwijderd_op then 'verwijderd'
        when _row_id = dragende_row_id then ''
        else 'dubbel'
    end,
    1
from meldingen
union all
select _row_id, _delivery_id, 'alleen_controle', 1 from {{ ref('stg_bericht__verzoek') }}
union all
select _row_id, _delivery_id, 'alleen_controle', 1 from {{ ref('stg_bericht__verzoekantwoord') }}
union all
-- A retour lands as one row about the message it answers; its lines only repeat that message.
select _row_id, _delivery_id, 'alleen_controle', n_regels from {{ ref('stg_bericht__retour') }} where n_regels > 0
