{# One row per measurement as delivered: a trajectory, edition, informant, day and moment, with its scores as one number (macros/digits.sql).
   The one pass over all scores. Where a score came twice `rijen_n` is more than the domains in `domeinen`, and the number is no good yet. #}
with scores as (
    select {{ meting_sleutel_keuzes('z') }}, z.score, z.beoordelaar_pseudo, d.gewicht, d.kenmerk
    from {{ ref('stg_levering__zrm') }} as z
    inner join {{ ref('int_meting__leefgebieden') }} as d on d.zrm_versie = z.zrm_versie and d.domein_naam = z.domein_naam
)

select
    {{ meting_sleutel('z') }},
    {{ meting_scores('z') }},
    count(*) as rijen_n,
    bit_or(z.kenmerk) as domeinen
from scores as z
group by {{ meting_sleutel('z') }}
