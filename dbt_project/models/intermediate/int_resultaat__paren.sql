{# One row per trajectory and domain with a first and a last score: same edition, same informant, core domains, the AOW rule kept.
   A view: it only takes the digits of a pair apart. #}
{{ config(materialized='view') }}
with gelezen as (
    select
        g.spell_id,
        d.domein_key,
        g.zrm_versie,
        cast({{ cijfer('g.eerste_cijfers', 'd.gewicht') }} as integer) as eerste_score,
        cast({{ cijfer('g.laatste_cijfers', 'd.gewicht') }} as integer) as laatste_score
    from {{ ref('int_resultaat__gepaard') }} as g
    inner join {{ ref('int_meting__leefgebieden') }} as d on d.zrm_versie = g.zrm_versie and d.is_kern
)

select spell_id, domein_key, zrm_versie, eerste_score, laatste_score
from gelezen
where eerste_score > 0 and laatste_score > 0
