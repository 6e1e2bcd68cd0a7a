{# Contributions to the shares per domain: mart_resultaat (cell_id) and mart_resultaat_domein (cell_id_domein).
   A view: thirteen domains times six measures per trajectory would keep the same rows eighty times over. The marts count by the keys and make
   their marks afterwards, so that fifteen million rows get a mark only when somebody asks for one. #}
{{ config(materialized='view') }}
{%- set sleutels = ['contractnummer', 'gemeentecode', 'contract_gemeentecode', 'wijkcode', 'halfjaar', 'jaar'] %}
with meest_gebruikt as (
    select contractnummer, max_by(zrm_versie, rijen) as zrm_versie
    from (
        select contractnummer, coalesce(zrm_versie, versie_gezien) as zrm_versie, count(*) as rijen
        from {{ ref('int_resultaat__traject') }}
        where coalesce(zrm_versie, versie_gezien) is not null
        group by contractnummer, coalesce(zrm_versie, versie_gezien)
    )
    group by contractnummer
),

basis as (
    select
        t.spell_id,
        {%- for sleutel in sleutels %}
        t.{{ sleutel }},
        {%- endfor %}
        d.domein_key,
        nullif({{ cijfer('g.eerste_cijfers', 'd.gewicht') }}, 0) as eerste,
        nullif({{ cijfer('g.laatste_cijfers', 'd.gewicht') }}, 0) as laatste
    from {{ ref('int_resultaat__traject') }} as t
    left join {{ ref('int_resultaat__gepaard') }} as g on g.spell_id = t.spell_id
    left join meest_gebruikt as v on v.contractnummer = t.contractnummer
    inner join {{ ref('int_meting__leefgebieden') }} as d
        on d.zrm_versie = coalesce(t.zrm_versie, t.versie_gezien, v.zrm_versie)
        and d.is_kern
        and not (d.domein_key = 'werk_opleiding' and t.is_aow)
    where t.is_in_aanmerking
),

met_maat as (
    select
        b.*,
        case m.measure
            when 'verandering' then case when b.laatste > b.eerste then 'beter_n' when b.laatste < b.eerste then 'slechter_n' else 'gelijk_n' end
            {%- for moment in ['eerste', 'laatste'] %}
            when '{{ moment }}' then case b.{{ moment }}{% for score in range(1, 6) %} when {{ score }} then '{{ moment }}_{{ score }}_n'{% endfor %} end
            {%- endfor %}
            else m.measure
        end as measure,
        case
            when m.measure = 'in_aanmerking_n' then 1
            when b.eerste is null then null
            when m.measure <> 'laag_start_som' then 1
            when b.eerste <= p.problematisch_max then b.laatste - b.eerste
        end as contribution,
        case when m.measure = 'in_aanmerking_n' then {{ rijen_sleutel('traject', 'b.spell_id') }} else {{ rijen_sleutel('paar', 'b.spell_id', 'b.domein_key') }} end
            as rijen_sleutel
    from basis as b
    cross join {{ ref('int_parameter__geldig') }} as p
    cross join (
        values ('in_aanmerking_n'), ('paren_n'), ('verandering'), ('eerste'), ('laatste'), ('laag_start_som')
    ) as m(measure)
)

select
    {{ sleutels | join(', ') }},
    domein_key,
    {{ cell_id('mart_resultaat', ['contractnummer', 'gemeentecode', 'wijkcode', 'halfjaar', 'domein_key']) }} as cell_id,
    {{ cell_id('mart_resultaat_domein', ['contractnummer', 'contract_gemeentecode', 'jaar', 'domein_key']) }} as cell_id_domein,
    measure,
    contribution,
    rijen_sleutel
from met_maat
where contribution is not null
