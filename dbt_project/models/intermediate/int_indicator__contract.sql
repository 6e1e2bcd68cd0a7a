{# Contributions of delivered trajectories by contract and year: decided in time, and day activities close to home (where a person went last). #}
{{ config(materialized='view') }}
with dagbesteding as (
    select
        coalesce(c.gemeentecode, s.gemeentecode) as gemeentecode,
        s.wet,
        s.contractnummer,
        s.persoon_id,
        {{ jaar('s.begindatum') }}
        + cast({{ getallen('(' ~ jaar('least(coalesce(s.einddatum, p.peildatum), p.peildatum)') ~ ' - ' ~ jaar('s.begindatum') ~ ')') }} as integer)
            as jaar,
        s.begindatum,
        case when s.wijkcode <> 'onbekend' then s.wijkcode end as wijkcode,
        t.locatie_wijkcode,
        s._row_id
    from {{ ref('int_traject__spells') }} as s
    inner join {{ ref('stg_levering__trajecten') }} as t on t._row_id = s._row_id
    inner join {{ ref('productkenmerk') }} as k on k.wet = s.wet and k.productcategorie = s.productcategorie and k.is_dagbesteding
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = s.contractnummer
    cross join {{ ref('int_parameter__geldig') }} as p
    where s.begindatum <= least(coalesce(s.einddatum, p.peildatum), p.peildatum)
),

laatste as (
    select
        gemeentecode, wet, contractnummer, jaar,
        max_by(wijkcode, cast(begindatum as varchar) || _row_id) as wijkcode,
        max_by(locatie_wijkcode, cast(begindatum as varchar) || _row_id) as locatie,
        {{ lijst('_row_id') }} as _row_ids
    from dagbesteding
    group by gemeentecode, wet, contractnummer, jaar, persoon_id
)

{%- for onderdeel, tekens in [('wijk', 8), ('gemeente', 6)] %}
{%- for maat, voorwaarde in [
    ('in_aanmerking_n', 'true'),
    ('noemer', 'l.wijkcode is not null and l.locatie is not null'),
    ('teller', 'substr(l.wijkcode, 1, ' ~ tekens ~ ') = substr(l.locatie, 1, ' ~ tekens ~ ')'),
] %}
select
    'lokaal_dichtbij' as indicator_code, l.gemeentecode, l.wet, l.contractnummer, 'alle' as wijkcode, '{{ onderdeel }}' as onderdeel, 'alle' as klasse,
    cast(l.jaar as varchar) as periode, '{{ maat }}' as measure, 1 as contribution, l._row_ids
from laatste as l
where {{ voorwaarde }}
union all
{%- endfor %}
{%- endfor %}
{%- for maat, voorwaarde in [('in_aanmerking_n', 'true'), ('noemer', 's.dagen is not null'), ('teller', 's.dagen <= p.besluit_termijn_dagen')] %}
select 'besluit_op_tijd', s.gemeentecode, s.wet, s.contractnummer, 'alle', 'alle', 'alle', s.periode, '{{ maat }}', 1, s._row_ids
from {{ ref('int_doorlooptijd__stappen') }} as s
cross join {{ ref('int_parameter__geldig') }} as p
where s.stap = 'melding_besluit' and {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}
