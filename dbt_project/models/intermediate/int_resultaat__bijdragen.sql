{# Contributions to the shares per domain: mart_resultaat (cell_id) and mart_resultaat_domein (cell_id_domein).
   A view: thirteen domains times six measures per trajectory would keep the same rows eighty times over. #}
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
        d.domein_key
    from {{ ref('int_resultaat__traject') }} as t
    left join meest_gebruikt as v on v.contractnummer = t.contractnummer
    inner join {{ ref('zrm_domein') }} as d
        on d.zrm_versie = coalesce(t.zrm_versie, t.versie_gezien, v.zrm_versie)
        and d.is_kern
        and not (d.domein_key = 'werk_opleiding' and t.is_aow)
    where t.is_in_aanmerking
),

-- One mark per cell, not per trajectory: a mark costs more than finding it again.
cellen as (
    select
        c.*,
        {{ cell_id('mart_resultaat', ['c.contractnummer', 'c.gemeentecode', 'c.wijkcode', 'c.halfjaar', 'c.domein_key']) }} as cell_id,
        {{ cell_id('mart_resultaat_domein', ['c.contractnummer', 'c.contract_gemeentecode', 'c.jaar', 'c.domein_key']) }} as cell_id_domein
    from (select distinct {{ sleutels | join(', ') }}, domein_key from basis) as c
),

met_maat as (
    select
        b.*,
        c.cell_id,
        c.cell_id_domein,
        case m.measure
            when 'verandering'
                then case when s.laatste_score > s.eerste_score then 'beter_n' when s.laatste_score < s.eerste_score then 'slechter_n' else 'gelijk_n' end
            when 'eerste' then 'eerste_' || cast(s.eerste_score as varchar) || '_n'
            when 'laatste' then 'laatste_' || cast(s.laatste_score as varchar) || '_n'
            else m.measure
        end as measure,
        case
            when m.measure = 'in_aanmerking_n' then 1
            when s.spell_id is null then null
            when m.measure <> 'laag_start_som' then 1
            when s.eerste_score <= p.problematisch_max then s.laatste_score - s.eerste_score
        end as contribution,
        case when m.measure = 'in_aanmerking_n' then {{ rijen_sleutel('traject', 'b.spell_id') }} else {{ rijen_sleutel('paar', 'b.spell_id', 'b.domein_key') }} end
            as rijen_sleutel
    from basis as b
    inner join cellen as c on c.domein_key = b.domein_key{% for sleutel in sleutels %} and c.{{ sleutel }} = b.{{ sleutel }}{% endfor %}
    left join {{ ref('int_resultaat__paren') }} as s on s.spell_id = b.spell_id and s.domein_key = b.domein_key
    cross join {{ ref('int_parameter__geldig') }} as p
    cross join (
        values ('in_aanmerking_n'), ('paren_n'), ('verandering'), ('eerste'), ('laatste'), ('laag_start_som')
    ) as m(measure)
)

select {{ sleutels | join(', ') }}, domein_key, cell_id, cell_id_domein, measure, contribution, rijen_sleutel
from met_maat
where contribution is not null
