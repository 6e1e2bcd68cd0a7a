{# One row per ended trajectory: does it count, can it be measured and if not why, and did it change more than noise. #}
with kern as (
    select zrm_versie, count(*) as kern_n from {{ ref('zrm_domein') }} where is_kern group by zrm_versie
),

gescoord as (
    select spell_id, cast(sum(scores_n) as bigint) as scores_n, cast(sum(scores_ontbreken_n) as bigint) as scores_ontbreken_n
    from {{ ref('int_meting__metingen') }}
    where is_eerste_venster or is_laatste_venster
    group by spell_id
),

gemeten as (
    select
        t.spell_id,
        t.contractnummer,
        t.contract_gemeentecode,
        t.gemeentecode,
        t.wijkcode,
        t.halfjaar,
        t.jaar,
        t.is_aow,
        t.doelrichting,
        t.klasse,
        t.reden_niet_in_aanmerking,
        cast(m.zrm_versie as varchar) as zrm_versie,
        cast(m.versie_gezien as varchar) as versie_gezien,
        g.domeinen_n,
        case
            when m.spell_id is null then 'zonder_intake'
            when m.reden_niet_meetbaar is not null then m.reden_niet_meetbaar
            when coalesce(g.domeinen_n, 0) * 100.0 / (k.kern_n - case when t.is_aow then 1 else 0 end) < p.kern_domeinen_min_pct
                then 'te_weinig_domeinen'
        end as reden_niet_meetbaar,
        cast(g.eerste_som * 1.0 / g.domeinen_n as decimal(18, 6)) as eerste_gemiddeld,
        cast(g.laatste_som * 1.0 / g.domeinen_n as decimal(18, 6)) as laatste_gemiddeld,
        (g.laatste_som - g.eerste_som) * 1.0 / g.domeinen_n as verschil,
        d.drempel,
        g.eerste_beoordelaar = g.laatste_beoordelaar as is_zelfde_beoordelaar,
        coalesce(s.scores_n, 0) as scores_n,
        coalesce(s.scores_ontbreken_n, 0) as scores_ontbreken_n
    from {{ ref('int_traject__trajecten') }} as t
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_resultaat__metingen') }} as m on m.spell_id = t.spell_id
    left join {{ ref('int_resultaat__gepaard') }} as g on g.spell_id = t.spell_id
    left join gescoord as s on s.spell_id = t.spell_id
    left join kern as k on k.zrm_versie = m.zrm_versie
    left join {{ ref('int_resultaat__drempel') }} as d on d.zrm_versie = m.zrm_versie
    where t.reden_niet_in_aanmerking is null or t.reden_niet_in_aanmerking in ('overleden', 'verhuisd')
)

select
    g.*,
    g.reden_niet_in_aanmerking is null as is_in_aanmerking,
    g.reden_niet_in_aanmerking is null and g.reden_niet_meetbaar is null as is_paar,
    case
        when g.reden_niet_in_aanmerking is not null or g.reden_niet_meetbaar is not null then null
        when g.verschil > g.drempel then 'betrouwbaar_beter'
        when g.verschil < -g.drempel then 'betrouwbaar_slechter'
        else 'geen_verandering'
    end as verandering
from gemeten as g
