{# Contributions to mart_wachttijd: every trajectory that began according to the messages, with the days between allocation and begin. Days may be
   negative: an allocation is sometimes sent, or begins, after the support did. A begin without allocation has no waiting time. #}
with starts as (
    select
        t.*,
        {{ halfjaar('t.begindatum') }} as halfjaar,
        t.toewijzingsdatum is not null and t.ingangsdatum is not null as heeft_toewijzing,
        {{ dbt.datediff('t.ingangsdatum', 't.begindatum', 'day') }} as na_ingang_dagen,
        {{ dbt.datediff('t.toewijzingsdatum', 't.begindatum', 'day') }} as na_toewijzing_dagen,
        p.wachttijd_norm_dagen
    from {{ ref('int_gebruik__trajecten') }} as t
    cross join {{ ref('int_parameter__geldig') }} as p
    where t.bron = 'berichten' and t.begindatum <= p.peildatum
)

{%- for maat, waarde, voorwaarde in [
    ('starts_n', '1', 'heeft_toewijzing'),
    ('zonder_toewijzing_n', '1', 'not heeft_toewijzing'),
    ('na_ingang_dagen', 'na_ingang_dagen', 'heeft_toewijzing'),
    ('na_toewijzing_dagen', 'na_toewijzing_dagen', 'heeft_toewijzing'),
    ('binnen_norm_n', '1', 'heeft_toewijzing and na_ingang_dagen <= wachttijd_norm_dagen'),
] %}
select
    gemeentecode,
    wet,
    productcategorie,
    contractnummer,
    halfjaar,
    {{ cell_id('mart_wachttijd', ['gemeentecode', 'wet', 'productcategorie', 'contractnummer', 'halfjaar']) }} as cell_id,
    '{{ maat }}' as measure,
    {{ waarde }} as contribution,
    _row_ids
from starts
where {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}
