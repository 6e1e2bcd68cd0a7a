{# One row per trajectory with a usable pair: its change, how many of its domains are sufficient or problematic at each moment, how many cannot
   rise (first score 5), and how many stand on one and the same level below 5. #}
select
    t.spell_id,
    t.contractnummer,
    t.contract_gemeentecode as gemeentecode,
    t.jaar,
    t.eerste_gemiddeld,
    t.laatste_gemiddeld,
    cast((s.laatste_som - s.eerste_som) * 1.0 / s.domeinen_n as decimal(18, 6)) as verschil,
    s.domeinen_n,
    {%- for moment in ['eerste', 'laatste'] %}
    {%- set cijfers = 's.' ~ moment ~ '_cijfers' %}
    {{ tel_vanaf(cijfers, 'p.voldoende_min') }} as {{ moment }}_voldoende_n,
    {{ tel_tussen(cijfers, 1, 'p.problematisch_max') }} as {{ moment }}_problematisch_n,
    greatest({% for score in range(1, 5) %}{{ tel_tussen(cijfers, score, score) }}{{ ', ' if not loop.last }}{% endfor %})
    * 100.0 / s.domeinen_n >= p.vlak_min_pct as is_{{ moment }}_vlak,
    {%- endfor %}
    {{ tel_vanaf('s.eerste_cijfers', 5) }} as plafond_n,
    case
        when t.doelrichting = 'verbeteren' then t.verandering = 'betrouwbaar_beter'
        else t.verandering <> 'betrouwbaar_slechter'
    end as is_doel_gehaald
from {{ ref('int_resultaat__traject') }} as t
inner join {{ ref('int_resultaat__gepaard') }} as s on s.spell_id = t.spell_id
cross join {{ ref('int_parameter__geldig') }} as p
where t.is_paar
