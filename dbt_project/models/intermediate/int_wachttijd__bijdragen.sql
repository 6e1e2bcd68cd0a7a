{# Contributions to mart_wachttijd: every trajectory that began according to the messages, with the days between allocation and begin. Days may be
   negative: an allocation is sometimes sent, or begins, after the support did. A begin without allocation has no waiting time. #}
with starts as (
    select
        t.*,
        case tijd.soort when 'jaar' then cast({{ jaar('t.begindatum') }} as varchar) else {{ halfjaar('t.begindatum') }} end as periode,
        case groep.soort when 'alle' then 'alle' else t.productcategorie end as niveau_categorie,
        cast(date_trunc('month', t.begindatum) as date) as maand,
        t.toewijzingsdatum is not null and t.ingangsdatum is not null as heeft_toewijzing,
        {{ dbt.datediff('t.ingangsdatum', 't.begindatum', 'day') }} as na_ingang_dagen,
        {{ dbt.datediff('t.toewijzingsdatum', 't.begindatum', 'day') }} as na_toewijzing_dagen,
        p.wachttijd_norm_dagen
    from {{ ref('int_gebruik__trajecten') }} as t
    cross join {{ ref('int_parameter__geldig') }} as p
    cross join (values ('halfjaar'), ('jaar')) as tijd(soort)
    cross join (values ('alle'), ('eigen')) as groep(soort)
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
    contract_gemeentecode as gemeentecode,
    wet,
    niveau_categorie as productcategorie,
    contractnummer,
    periode,
    maand,
    {{ cell_id('mart_wachttijd', ['contract_gemeentecode', 'wet', 'niveau_categorie', 'contractnummer', 'periode']) }} as cell_id,
    '{{ maat }}' as measure,
    {{ waarde }} as contribution,
    _row_ids
from starts
where {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}
