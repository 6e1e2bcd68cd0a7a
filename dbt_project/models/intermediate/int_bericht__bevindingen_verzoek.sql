{# What is wrong with requests (315, 317) and answers to them (319) when all messages are seen together. One rule is one block. #}
with verzoeken as (
    select v.*, b.dagtekening, t.is_bestaand, k.eerste_dagtekening
    from {{ ref('stg_bericht__verzoek') }} as v
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = v._delivery_id and not b.is_afgekeurd
    left join {{ ref('int_toewijzing__stand') }} as t
        on t.wet = v.wet and t.gemeentecode = v.gemeentecode and t.toewijzing_pseudo = v.toewijzing_pseudo
    left join {{ ref('int_bericht__kanalen') }} as k
        on k.wet = v.wet and k.gemeentecode = v.gemeentecode and k.agb_code = v.agb_code and k.berichttype = '301'
),

referenties as (
    select
        wet, agb_code, referentie_aanbieder_pseudo,
        min({{ als_tekst(['gemeentecode', 'berichttype', 'bsn_pseudo']) }}) as eerste,
        max({{ als_tekst(['gemeentecode', 'berichttype', 'bsn_pseudo']) }}) as laatste
    from verzoeken
    group by wet, agb_code, referentie_aanbieder_pseudo
),

kanalen as (
    select wet, gemeentecode, agb_code, min(eerste_dagtekening) as eerste_dagtekening
    from {{ ref('int_bericht__kanalen') }}
    where berichttype in ('315', '317')
    group by wet, gemeentecode, agb_code
)

-- TR350 and TR351: a request to change names allocations that exist.
select
    case soort when 'ongewijzigd' then 'TR350' else 'TR351' end as regel, wet, gemeentecode, agb_code,
    {{ eerste_rij('_row_id', 'dagtekening') }} as _row_id,
    cast(null as varchar) as tegenover_row_id
from verzoeken
where toewijzing_pseudo is not null and not coalesce(is_bestaand, false) and eerste_dagtekening <= dagtekening
group by soort, wet, gemeentecode, agb_code, referentie_aanbieder_pseudo, toewijzing_pseudo
union all
-- TR347: a reference belongs to one request.
select 'TR347', v.wet, v.gemeentecode, v.agb_code, {{ eerste_rij('v._row_id', 'v.dagtekening') }}, cast(null as varchar)
from verzoeken as v
inner join referenties as r
    on r.wet = v.wet and r.agb_code = v.agb_code and r.referentie_aanbieder_pseudo = v.referentie_aanbieder_pseudo and r.eerste <> r.laatste
group by v.wet, v.gemeentecode, v.agb_code, v.referentie_aanbieder_pseudo, v.berichttype, v.bsn_pseudo
union all
-- TR355: an answer names a request that was made.
select 'TR355', a.wet, a.gemeentecode, a.agb_code, {{ eerste_rij('a._row_id', 'b.dagtekening') }}, cast(null as varchar)
from {{ ref('stg_bericht__verzoekantwoord') }} as a
inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = a._delivery_id and not b.is_afgekeurd
inner join kanalen as k
    on k.wet = a.wet and k.gemeentecode = a.gemeentecode and k.agb_code = a.agb_code and k.eerste_dagtekening <= b.dagtekening
left join referenties as r
    on r.wet = a.wet and r.agb_code = a.agb_code and r.referentie_aanbieder_pseudo = a.referentie_aanbieder_pseudo
where r.referentie_aanbieder_pseudo is null
group by a.wet, a.gemeentecode, a.agb_code, a.referentie_aanbieder_pseudo
