{# The complete first measurements behind the rater checks, of running trajectories too: trajectories that ended early would otherwise make the
   newest half-years another group. Only the newest edition of a contract; the last half-years with measurements are the trend. #}
with kern as (
    select zrm_versie, count(*) as kern_n from {{ ref('zrm_domein') }} where is_kern group by zrm_versie
),

intakes as (
    select
        i.spell_id,
        i.zrm_versie,
        t.contractnummer,
        t.contract_gemeentecode as gemeentecode,
        i.eerste_datum,
        {{ halfjaar('i.eerste_datum') }} as halfjaar,
        {{ jaar('i.eerste_datum') }} * 2 + case when month(i.eerste_datum) <= 6 then 0 else 1 end as deel,
        i.gemiddeld,
        {{ dbt.datediff('c.ingangsdatum', 'i.eerste_datum', 'day') }} as dagen_na_start,
        c.ingangsdatum,
        max(i.zrm_versie) over (partition by t.contractnummer, t.contract_gemeentecode) as nieuwste_versie
    from {{ ref('int_resultaat__intake') }} as i
    inner join {{ ref('int_traject__trajecten') }} as t on t.spell_id = i.spell_id
    inner join kern as k on k.zrm_versie = i.zrm_versie
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = t.contractnummer
    where i.domeinen_n * 100.0 / k.kern_n >= p.kern_domeinen_min_pct and i.eerste_datum <= p.peildatum
)

select
    i.spell_id,
    i.zrm_versie,
    i.contractnummer,
    i.gemeentecode,
    i.deel,
    i.gemiddeld,
    i.ingangsdatum,
    max(i.halfjaar) over (partition by i.contractnummer, i.gemeentecode) as laatste_halfjaar,
    dense_rank() over (partition by i.contractnummer, i.gemeentecode order by i.deel desc) <= p.trend_perioden as is_trend,
    coalesce(i.dagen_na_start between -p.contractstart_dagen and -1, false) as is_voor_start,
    coalesce(i.dagen_na_start between 0 and 364, false) as is_na_start
from intakes as i
cross join {{ ref('int_parameter__geldig') }} as p
where i.zrm_versie = i.nieuwste_versie
