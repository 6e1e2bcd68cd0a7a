{# Contributions to the shares per domain: mart_resultaat (cell_id) and mart_resultaat_domein (cell_id_domein). #}
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
        t.contractnummer,
        t.gemeentecode,
        t.contract_gemeentecode,
        t.wijkcode,
        t.halfjaar,
        t.jaar,
        d.domein_key,
        {{ cell_id('mart_resultaat', ['t.contractnummer', 't.gemeentecode', 't.wijkcode', 't.halfjaar', 'd.domein_key']) }} as cell_id,
        {{ cell_id('mart_resultaat_domein', ['t.contractnummer', 't.contract_gemeentecode', 't.jaar', 'd.domein_key']) }} as cell_id_domein,
        p.eerste_score,
        p.laatste_score,
        t._row_ids as traject_row_ids,
        p._row_ids as score_row_ids
    from {{ ref('int_resultaat__traject') }} as t
    left join meest_gebruikt as v on v.contractnummer = t.contractnummer
    inner join {{ ref('zrm_domein') }} as d
        on d.zrm_versie = coalesce(t.zrm_versie, t.versie_gezien, v.zrm_versie)
        and d.is_kern
        and not (d.domein_key = 'werk_opleiding' and t.is_aow)
    left join {{ ref('int_resultaat__paren') }} as p on p.spell_id = t.spell_id and p.domein_key = d.domein_key
    where t.is_in_aanmerking
)

{%- set sleutels = 'contractnummer, gemeentecode, contract_gemeentecode, wijkcode, halfjaar, jaar, domein_key, cell_id, cell_id_domein' %}
select {{ sleutels }}, 'in_aanmerking_n' as measure, 1 as contribution, traject_row_ids as _row_ids from basis
{%- for maat in [
    "'paren_n'",
    "case when laatste_score > eerste_score then 'beter_n' when laatste_score < eerste_score then 'slechter_n' else 'gelijk_n' end",
    "'eerste_' || cast(eerste_score as varchar) || '_n'",
    "'laatste_' || cast(laatste_score as varchar) || '_n'",
] %}
union all
select {{ sleutels }}, {{ maat }}, 1, score_row_ids from basis where eerste_score is not null
{%- endfor %}
union all
select {{ sleutels }}, 'laag_start_som', laatste_score - eerste_score, score_row_ids
from basis
cross join {{ ref('int_parameter__geldig') }} as p
where eerste_score <= p.problematisch_max
