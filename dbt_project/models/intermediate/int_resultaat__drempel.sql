{# Per edition: how large a change of the mean over the domains must be to be more than noise (Jacobson & Truax 1991).
   threshold = z * sqrt(2) * sd * sqrt(1 - reliability); sd from our own first measurements when there are enough, else the assumption. #}
with kern as (
    select zrm_versie, count(*) as kern_n from {{ ref('zrm_domein') }} where is_kern group by zrm_versie
),

gemiddelden as (
    select spell_id, zrm_versie, som * 1.0 / domeinen_n as gemiddelde, domeinen_n from {{ ref('int_resultaat__intake') }} where is_in_aanmerking
),

eigen as (
    select kern.zrm_versie, count(g.spell_id) as eigen_n, round(stddev_samp(g.gemiddelde), 6) as eigen_sd
    from kern
    cross join {{ ref('int_parameter__geldig') }} as p
    left join gemiddelden as g on g.zrm_versie = kern.zrm_versie and g.domeinen_n * 100.0 / kern.kern_n >= p.kern_domeinen_min_pct
    group by kern.zrm_versie
)

select
    e.zrm_versie,
    e.eigen_n,
    e.eigen_sd,
    case when e.eigen_n >= p.sd_baseline_min_n then e.eigen_sd else p.sd_baseline_standaard end as sd_gebruikt,
    case when e.eigen_n >= p.sd_baseline_min_n then 'eigen_gegevens' else 'aanname' end as drempel_bron,
    p.z * sqrt(2 * (1 - p.zrm_reliability))
    * case when e.eigen_n >= p.sd_baseline_min_n then e.eigen_sd else p.sd_baseline_standaard end as drempel
from eigen as e
cross join {{ ref('int_parameter__geldig') }} as p
