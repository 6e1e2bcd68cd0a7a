{# The rise to expect from chance alone among people who started low on one domain: per contract and domain, from the first scores of its own
   pairs when there are enough, else from those of all contracts. A score of `problematisch_max` reaches halfway to the next level. #}
with scores as (
    select t.contractnummer, t.contract_gemeentecode as gemeentecode, s.domein_key, s.eerste_score as score, count(*) as aantal
    from {{ ref('int_resultaat__paren') }} as s
    inner join {{ ref('int_resultaat__traject') }} as t on t.spell_id = s.spell_id
    where t.is_in_aanmerking
    group by t.contractnummer, t.contract_gemeentecode, s.domein_key, s.eerste_score
),

groepen as (
    select
        contractnummer,
        gemeentecode,
        domein_key,
        sum(aantal) as n,
        sum(aantal * score) as som,
        sum(aantal * score * score) as kwadraat
    from scores
    group by contractnummer, gemeentecode, domein_key
),

alle as (
    select domein_key, sum(n) as n, sum(som) as som, sum(kwadraat) as kwadraat from groepen group by domein_key
),

gekozen as (
    select
        g.contractnummer,
        g.gemeentecode,
        g.domein_key,
        g.n >= p.sd_baseline_min_n as is_eigen,
        {%- for kolom in ['n', 'som', 'kwadraat'] %}
        cast(case when g.n >= p.sd_baseline_min_n then g.{{ kolom }} else a.{{ kolom }} end as double) as {{ kolom }},
        {%- endfor %}
        p.rtm_r,
        p.problematisch_max + 0.5 as grens
    from groepen as g
    inner join alle as a on a.domein_key = g.domein_key
    cross join {{ ref('int_parameter__geldig') }} as p
),

verdeling as (
    select
        g.*,
        som / n as gemiddeld,
        sqrt(greatest(0.0, (kwadraat - som * som / n) / nullif(n - 1, 0))) as sd,
        (som / n - grens) / nullif(sqrt(greatest(0.0, (kwadraat - som * som / n) / nullif(n - 1, 0))), 0) as q
    from gekozen as g
)

select
    contractnummer,
    gemeentecode,
    domein_key,
    cast(n as bigint) as terugkeer_n,
    case when is_eigen then 'eigen_gegevens' else 'alle_contracten' end as terugkeer_bron,
    gemiddeld as terugkeer_gemiddeld,
    sd as terugkeer_sd,
    rtm_r as terugkeer_r,
    cast(grens as double) as terugkeer_grens,
    {{ terugkeer('rtm_r', 'sd', 'q') }} as terugkeer_verwacht
from verdeling
