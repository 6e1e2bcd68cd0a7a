{# Contributions of ended trajectories: no new start, repeated use, scaling down. Only a trajectory whose whole follow-up lies before the
   peildatum is in the denominator: otherwise the newest year always looks best. #}
{{ config(materialized='view') }}
with gevolgd as (
    select
        v.*,
        {{ dbt.dateadd('month', 'p.vervolg_maanden', 'v.einddatum') }} as vervolg_tot,
        {{ dbt.dateadd('month', 'p.herhaald_beroep_maanden', 'v.einddatum') }} as herhaald_tot,
        {{ dbt.dateadd('day', 'p.afschaling_dagen', 'v.einddatum') }} as afschaling_tot,
        p.peildatum
    from {{ ref('int_indicator__vervolg') }} as v
    cross join {{ ref('int_parameter__geldig') }} as p
)

{%- for code, mee, tot, teller, erna in [
    ('geen_nieuwe_start', 'true', 'vervolg_tot', 'coalesce(g.nieuwe_start > g.vervolg_tot, true)', 'null'),
    ('herhaald_beroep', 'g.is_volgens_plan', 'herhaald_tot', 'coalesce(g.nieuwe_start <= g.herhaald_tot, false)', 'g._start_ids'),
    ('afschaling', 'g.is_maatwerk', 'afschaling_tot', 'coalesce(g.lichter_start <= g.afschaling_tot, false)', 'g._lichter_ids'),
] %}
{%- set gevolgd = mee ~ ' and g.' ~ tot ~ ' <= g.peildatum' %}
{%- for maat, voorwaarde, rijen in [
    ('in_aanmerking_n', mee, 'g._row_ids'),
    ('noemer', gevolgd, 'g._row_ids'),
    ('zonder_bsn_n', gevolgd ~ ' and g.is_zonder_bsn', 'g._row_ids'),
    ('teller', gevolgd ~ ' and ' ~ teller, 'g._row_ids' if erna == 'null' else lijst_van_twee('g._row_ids', erna)),
] %}
select
    '{{ code }}' as indicator_code, g.gemeentecode, g.wet, g.contractnummer, 'alle' as wijkcode, 'alle' as onderdeel, 'alle' as klasse,
    cast(g.jaar as varchar) as periode, '{{ maat }}' as measure, 1 as contribution, {{ rijen }} as _row_ids
from gevolgd as g
where {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}
{{ 'union all' if not loop.last }}
{%- endfor %}
